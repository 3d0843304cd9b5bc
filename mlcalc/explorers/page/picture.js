// The picture with what lies over it: the handle of what can be dragged, and words of patience.

const TAG = [60, 44]; // points: what the word beside a handle needs to its left and above it

function makePicture(model, conversation, moved) {
  const image = element("img", { class: "mlcalc-picture", draggable: "false" });
  const grip = element("div", { class: "mlcalc-grip", "aria-hidden": "true" }, element("span", {}, "drag"));
  const patience = element("div", { class: "mlcalc-patience", role: "status" });
  const sheet = element("div", { class: "mlcalc-sheet" }, image, grip);
  const box = element("div", { class: "mlcalc-frame" }, sheet, patience);
  let first = null; // the values at the beginning

  function showFrame() {
    const { buffer, byteOffset, byteLength } = model.get("frame");
    image.src = `data:image/png;base64,${base64(new Uint8Array(buffer, byteOffset, byteLength))}`;
  }
  function showState() {
    const { text, grip: place, drag_area: area, values } = model.get("state");
    if (image.alt !== text) image.alt = text ?? "";
    grip.hidden = !place?.length;
    if (place?.length) {
      grip.style.left = `${100 * place[0]}%`;
      grip.style.top = `${100 * place[1]}%`;
      // To the left of the axes stand their numbers.
      grip.classList.toggle("mlcalc-at-left", (place[0] - area[0]) * sheet.clientWidth < TAG[0]);
      grip.classList.toggle("mlcalc-at-top", place[1] * sheet.clientHeight < TAG[1]);
    }
    // Whoever moves something, also by a slider, need not be told any more.
    first ??= JSON.stringify(values);
    if (JSON.stringify(values) !== first) grip.classList.add("mlcalc-moved");
  }

  const position = (event) => {
    const bounds = image.getBoundingClientRect();
    return [(event.clientX - bounds.left) / bounds.width, (event.clientY - bounds.top) / bounds.height];
  };
  const inside = ([x, y]) => {
    const [left, top, right, bottom] = model.get("state").drag_area ?? [];
    return x >= left && y >= top && x <= right && y <= bottom;
  };
  let held = null; // the pointer that drags: one finger or the mouse
  function point(event) {
    moved();
    conversation.ask({ kind: "pointer", at: position(event) });
  }
  function down(event) {
    // A finger anywhere else scrolls the page.
    const onGrip = grip.contains(event.target);
    if (event.button !== 0 || !(onGrip || (event.pointerType !== "touch" && inside(position(event))))) return;
    if (held !== null) return;
    held = event.pointerId;
    sheet.setPointerCapture(event.pointerId);
    event.preventDefault();
    if (!onGrip) point(event);
  }
  function move(event) {
    sheet.style.cursor = held !== null || inside(position(event)) ? "crosshair" : "default";
    if (held !== event.pointerId) return;
    grip.classList.add("mlcalc-known");
    point(event);
  }
  function up(event) {
    if (held === event.pointerId) held = null;
  }
  const handlers = { pointerdown: down, pointermove: move, pointerup: up, pointercancel: up };
  for (const [name, handler] of Object.entries(handlers)) sheet.addEventListener(name, handler);

  return {
    box,
    showFrame,
    showState,
    showPatience(words) {
      if (patience.textContent !== words) patience.textContent = words;
    },
    // Widths and heights are in points of the page.
    resize(width, height) {
      sheet.style.width = `${width}px`;
      sheet.style.height = `${height}px`;
    },
  };
}

// Sentence and numbers below the picture, and the same for a screen reader once the hand rests.
function makeReading(model) {
  const QUIET = 500; // milliseconds
  const sentence = element("p", { class: "mlcalc-sentence" });
  const numbers = element("p", { class: "mlcalc-numbers" });
  const box = element("div", { class: "mlcalc-reading" }, sentence, numbers);
  const said = element("div", { class: "mlcalc-said", role: "status" });
  let resting = null;
  let before = null;

  function show() {
    const { sentence: words, numbers: pairs } = model.get("state");
    sentence.textContent = words ?? "";
    numbers.replaceChildren(
      ...(pairs ?? []).map(([name, value]) => element("span", {}, `${name} = ${value}`)),
    );
    const all = [words, ...(pairs ?? []).map((pair) => pair.join(" = "))].join(" ");
    if (before !== null && all !== before) {
      clearTimeout(resting);
      resting = setTimeout(() => (said.textContent = all), QUIET);
    }
    before = all;
  }
  return { box, said, show, end: () => clearTimeout(resting) };
}

// Shows a curve whole, or only where the reader has been.
function makeTrace(model, conversation, moved) {
  const toggle = button("", () => {
    moved();
    conversation.ask({ kind: "reveal", on: !model.get("state").revealed });
  });
  toggle.hidden = !model.get("parts").trace;
  return {
    toggle,
    show() {
      toggle.textContent = model.get("state").revealed ? "Show mine" : "Show all";
    },
  };
}

// The steps of a path, for those who want all its numbers.
function makeTable(model, conversation) {
  const box = element("div", { class: "mlcalc-table", hidden: "" });
  const toggle = button("Table", () => {
    const open = toggle.getAttribute("aria-expanded") !== "true";
    toggle.setAttribute("aria-expanded", open);
    box.hidden = !open;
    conversation.ask({ kind: "table", open });
  }, { "aria-expanded": "false" });

  function show() {
    const { has_table: any, table } = model.get("state");
    toggle.hidden = !any && box.hidden;
    if (!table) {
      box.replaceChildren();
      return;
    }
    const row = (tag, cells) => element("tr", {}, ...cells.map((cell) => element(tag, tag === "th" ? { scope: "col" } : {}, cell)));
    const rows = table.rows.map((cells) => row("td", cells));
    box.replaceChildren(
      element("table", {}, element("thead", {}, row("th", table.heads)), element("tbody", {}, ...rows)),
    );
  }
  return { box, toggle, show };
}
