// The place to draw on: a stroke of mouse, pen or finger, or a point at a time with the keys.
//
// A curve is a list of heights at even distances, null where nothing was drawn. It has one height
// at each place, so a stroke that goes back draws that part anew.

const KEY_STEP = 3; // of the places, to the left and right
const SENT_AFTER = 250; // milliseconds without another key
const WIDEST = 640;

function makePad({ across, up, points }, changed) {
  const label = `${named(up)} against ${named(across)}, to be drawn`;
  const sheet = element("div", {
    class: "mlcalc-sheet", role: "slider", tabindex: "0", "aria-label": label,
    "aria-valuemin": up.low, "aria-valuemax": up.high,
  });
  keepKeys(sheet);
  const drawing = element("div", { class: "mlcalc-drawing" });
  const box = element("div", { class: "mlcalc-pad" }, drawing, sheet);
  const pad = {
    box, sheet, drawing, heights: Array(points).fill(null), place: 0, height: middle(up),
    locked: false, stroke: null, timer: null, byKeys: false,
    xOf: (i) => across.low + (i * (across.high - across.low)) / (points - 1),
  };
  pad.draw = () => drawPad(pad, across, up);
  pad.tell = () => {
    clearTimeout(pad.timer);
    pad.timer = null;
    changed(pad.heights.map((height) => height === null ? null : rounded(height, up)));
  };
  takeStrokes(pad, across, up);
  takeKeys(pad, across, up);
  const size = new ResizeObserver(pad.draw);
  size.observe(box);
  return {
    box,
    clear() {
      pad.heights.fill(null);
      pad.draw();
      pad.tell();
    },
    show(heights, locked) {
      pad.locked = locked;
      sheet.tabIndex = locked ? -1 : 0;
      sheet.setAttribute("aria-disabled", locked);
      // What is being drawn right now is newer.
      if (pad.stroke === null && pad.timer === null) pad.heights = [...heights];
      pad.draw();
    },
    end() {
      size.disconnect();
      clearTimeout(pad.timer);
    },
  };
}

function middle(up) {
  return up.low <= 0 && up.high >= 0 ? 0 : (up.low + up.high) / 2;
}

function within(value, low, high) {
  return Math.min(Math.max(value, low), high);
}

function rounded(height, up) {
  return Number(height.toFixed(Math.max(0, 3 - Math.floor(Math.log10(up.high - up.low)))));
}

function drawPad(pad, across, up) {
  const width = Math.min(pad.box.clientWidth, WIDEST);
  if (!width) return;
  const height = padHeight(width);
  const to = scale(across, up, width, height);
  const places = placesOf(pad.heights, across, to);
  const curve = shape("path", { d: pathOf(places), class: "mlcalc-mine" });
  // A point between two gaps would not be seen.
  const lone = places.filter(([, , i]) => pad.heights[i - 1] == null && pad.heights[i + 1] == null);
  const dots = lone.map(([x, y]) => shape("circle", { cx: x, cy: y, r: 4, class: "mlcalc-mine" }));
  const cursor = pad.byKeys && !pad.locked ? cursorShapes(pad, to) : [];
  pad.drawing.replaceChildren(
    picture(width, height, ...axesShapes(across, up, to), curve, ...dots, ...cursor));
  for (const side of ["left", "top", "width", "height"]) pad.sheet.style[side] = `${to.inner[side]}px`;
  saySpot(pad, across);
}

function padHeight(width) {
  return Math.round(within(0.55 * width, 230, 330));
}

function cursorShapes(pad, { inner, x, y }) {
  const at = x(pad.xOf(pad.place));
  return [
    shape("line", { x1: at, x2: at, y1: inner.top, y2: inner.top + inner.height, class: "mlcalc-cursor" }),
    shape("circle", { cx: at, cy: y(pad.height), r: 7, class: "mlcalc-cursor" }),
  ];
}

function short(value) {
  return String(Number(value.toPrecision(3)));
}

function saySpot(pad, across) {
  const at = `at ${across.short} = ${short(pad.xOf(pad.place))}`;
  const drawn = pad.heights[pad.place] !== null;
  const words = drawn ? `your curve is ${short(pad.height)}` : `nothing is drawn, cursor at ${short(pad.height)}`;
  pad.sheet.setAttribute("aria-valuenow", short(pad.height));
  pad.sheet.setAttribute("aria-valuetext", `${at} ${words}`);
}

function takeStrokes(pad, across, up) {
  const last = pad.heights.length - 1;
  const spot = (event) => {
    const box = pad.sheet.getBoundingClientRect();
    const x = within((event.clientX - box.left) / box.width, 0, 1);
    const y = within((event.clientY - box.top) / box.height, 0, 1);
    return [x * last, up.high - y * (up.high - up.low)];
  };
  // The hand jumps from one event to the next; all places between them are drawn too.
  function go(to) {
    const [[x0, y0], [x1, y1]] = [pad.stroke.at, to];
    const [begin, end] = x0 < x1 ? [x0, x1] : [x1, x0];
    for (let i = Math.ceil(begin); i <= end; i++) {
      pad.heights[i] = x1 === x0 ? y1 : y0 + ((i - x0) / (x1 - x0)) * (y1 - y0);
    }
    pad.stroke.at = to;
    pad.place = Math.round(to[0]);
    pad.height = to[1];
  }
  pad.sheet.addEventListener("pointerdown", (event) => {
    if (pad.locked || pad.stroke || event.button !== 0) return;
    pad.sheet.setPointerCapture(event.pointerId);
    pad.byKeys = false;
    const [x, y] = spot(event);
    pad.stroke = { pointer: event.pointerId, at: [Math.round(x), y] };
    go([Math.round(x), y]);
    pad.draw();
  });
  pad.sheet.addEventListener("pointermove", (event) => {
    if (pad.stroke?.pointer !== event.pointerId) return;
    const moves = event.getCoalescedEvents?.() ?? [];
    for (const move of moves.length ? moves : [event]) go(spot(move));
    pad.draw();
  });
  const finish = (event) => {
    if (pad.stroke?.pointer !== event.pointerId) return;
    pad.stroke = null;
    pad.tell();
  };
  pad.sheet.addEventListener("pointerup", finish);
  pad.sheet.addEventListener("pointercancel", finish);
}

function takeKeys(pad, across, up) {
  const last = pad.heights.length - 1;
  function move(to) {
    pad.place = within(to, 0, last);
    pad.height = pad.heights[pad.place] ?? pad.height;
  }
  function put(height) {
    pad.height = within(height, up.low, up.high);
    // Between two stops of the cursor the curve is straight, also where a hand had drawn it.
    const reach = pad.place % KEY_STEP ? 0 : KEY_STEP - 1;
    for (let i = pad.place - reach; i <= pad.place + reach; i++) {
      if (i >= 0 && i <= last) pad.heights[i] = null;
    }
    pad.heights[pad.place] = pad.height;
    soon();
  }
  function remove() {
    pad.heights[pad.place] = null;
    soon();
  }
  function soon() {
    clearTimeout(pad.timer);
    pad.timer = setTimeout(pad.tell, SENT_AFTER);
  }
  pad.sheet.addEventListener("keydown", (event) => {
    if (pad.locked || event.ctrlKey || event.metaKey || event.altKey) return;
    const along = event.shiftKey ? 1 : KEY_STEP;
    const high = ((up.high - up.low) * (event.shiftKey ? 1 : 4)) / 80;
    const does = {
      ArrowLeft: () => move(pad.place - along), ArrowRight: () => move(pad.place + along),
      Home: () => move(0), End: () => move(last),
      ArrowUp: () => put(pad.height + high), ArrowDown: () => put(pad.height - high),
      PageUp: () => put(pad.height + 5 * high), PageDown: () => put(pad.height - 5 * high),
      " ": () => put(pad.height), Delete: remove, Backspace: remove,
    }[event.key];
    if (!does) return;
    event.preventDefault();
    pad.byKeys = true;
    does();
    pad.draw();
  });
  pad.sheet.addEventListener("blur", () => {
    // Whoever goes on to the next cell does not wait.
    if (pad.timer !== null) pad.tell();
    pad.byKeys = false;
    pad.draw();
  });
  pad.sheet.addEventListener("focus", () => {
    pad.byKeys = pad.sheet.matches(":focus-visible");
    pad.draw();
  });
}
