// An explorer in the page: it puts its parts together and makes them fit the screen.

const HIGHEST = 590; // points: what a notebook leaves free at 1280 x 720
const SMALLEST = 0.6; // of the picture's own size, to keep within that height
const LOWEST = 640; // points: in a window less high a projector shows it zoomed, and it scrolls
const PANEL = 226; // points: the controls beside the picture, and the gap
const NARROW = 560; // points: below this the axes stand one below the other
const LEGIBLE = 0.62; // of its own size: a smaller picture is scrolled sideways instead

function render({ model, el }) {
  // Each explorer has a module of its own: the views of the page are counted on the page.
  const view = (window.mlcalcViews = (window.mlcalcViews ?? 0) + 1);
  const root = element("div", { class: "mlcalc-explorer", role: "group", "aria-label": model.get("parts").title });
  let play = null;
  const moved = () => play?.interrupt();
  const talk = conversation(model, view, (words) => picture.showPatience(words));
  const picture = makePicture(model, talk, moved);
  const reading = makeReading(model);
  const table = makeTable(model, talk);
  const trace = makeTrace(model, talk, moved);
  const { controls, show: showControls } = makeControls(model, talk, moved);
  const { presets, play: story } = model.get("parts");
  if (story) play = makePlay(model, talk, controls.get(story.name));

  const ask = (request) => () => {
    moved();
    talk.ask(request);
  };
  const full = makeFullScreen(root);
  const buttons = element(
    "div", { class: "mlcalc-buttons" },
    ...presets.map((name) => button(name, ask({ kind: "preset", name }))),
    button("Reset", ask({ kind: "reset" })),
    ...(play?.buttons ?? []), trace.toggle, table.toggle, full.toggle,
  );
  const of = (...kinds) => [...controls.values()].filter(({ kind }) => kinds.includes(kind)).map(({ box }) => box);
  const panel = element(
    "div", { class: "mlcalc-panel" }, buttons,
    element("div", { class: "mlcalc-controls" }, ...of("menu", "slider")),
    element("div", { class: "mlcalc-fields" }, ...of("field")),
  );
  const stage = element("div", { class: "mlcalc-stage" }, picture.box, reading.box);
  root.append(panel, stage, table.box, reading.said);
  const labels = [...controls.values()].map(({ box }) => box.querySelector(".mlcalc-label").textContent.length);
  root.style.setProperty("--label", `${Math.min(Math.max(...labels), 19)}ch`);
  el.append(root);

  const fitted = fitting(model, talk, { root, el, panel, picture, reading, full });
  function showState() {
    talk.hear();
    root.dataset.ratio = model.get("state").fit?.[0];
    showControls();
    picture.showState();
    reading.show();
    table.show();
    trace.show();
  }
  model.on("change:frame", picture.showFrame);
  model.on("change:state", showState);
  model.on("change:size", fitted.fit);
  picture.showFrame();
  talk.begin();
  showState();
  fitted.fit();
  stayInTouch(model);
  const stopKeys = keepKeys(root);
  return () => {
    model.off("change:frame", picture.showFrame);
    model.off("change:state", showState);
    model.off("change:size", fitted.fit);
    play?.end();
    reading.end();
    fitted.end();
    full.end();
    stopKeys();
    talk.end();
  };
}

function makeFullScreen(root) {
  const changed = () => {
    const on = document.fullscreenElement === root;
    root.classList.toggle("mlcalc-full", on);
    toggle.textContent = on ? "Close" : "Full screen";
  };
  const toggle = button("Full screen", () => {
    if (document.fullscreenElement === root) document.exitFullscreen();
    else root.requestFullscreen();
  });
  toggle.hidden = !document.fullscreenEnabled;
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.fullscreenElement === root) document.exitFullscreen();
  });
  document.addEventListener("fullscreenchange", changed);
  return {
    toggle,
    on: () => document.fullscreenElement === root,
    end: () => document.removeEventListener("fullscreenchange", changed),
  };
}

// Chooses where the controls stand and how large the picture is, and asks the kernel to draw it for
// just that size.
function fitting(model, talk, { root, el, panel, picture, reading, full }) {
  let asked = null;
  let later = null;
  let query = null;

  function scale() {
    const [width, height] = model.get("size");
    const room = root.clientWidth;
    root.classList.remove("mlcalc-beside");
    root.classList.toggle("mlcalc-stacked", room < NARROW);
    if (full.on()) return scaleOfFullScreen(width, height);
    if (room < NARROW) return Math.max(Math.min(1, room / width), LEGIBLE);
    const words = parseFloat(getComputedStyle(reading.box).minHeight) + 12;
    const within = (wide, high) => {
      const low = window.innerHeight < LOWEST ? 1 : Math.max(high / height, SMALLEST);
      return Math.min(1, wide / width, low);
    };
    const above = within(room, HIGHEST - words - panel.offsetHeight);
    const beside = within(room - PANEL, HIGHEST - words);
    root.classList.toggle("mlcalc-beside", beside >= above);
    return Math.max(above, beside);
  }
  // The controls go below the picture, or beside it where that leaves it larger.
  function scaleOfFullScreen(width, height) {
    const room = root.clientWidth - 16;
    const left = (rest) => Math.max((window.innerHeight - rest - 24) / height, LEGIBLE);
    const above = Math.min(room / width, left(panel.offsetHeight + reading.box.offsetHeight));
    root.classList.add("mlcalc-beside");
    const fits = panel.offsetHeight <= window.innerHeight - 8;
    const beside = Math.min((room - panel.offsetWidth - 16) / width, left(reading.box.offsetHeight));
    root.classList.toggle("mlcalc-beside", fits && beside > above);
    return fits ? Math.max(above, beside) : above;
  }
  function fit() {
    if (!root.clientWidth) return;
    const [width, height] = model.get("size");
    const part = scale();
    picture.resize(Math.round(part * width), Math.round(part * height));
    const stacked = root.clientWidth < NARROW;
    const ratio = Math.round(100 * part * devicePixelRatio) / 100;
    const wanted = JSON.stringify([ratio, stacked]);
    if (wanted === asked) return;
    // Another view of this explorer has asked for the other arrangement: let it be.
    const isStacked = model.get("state").fit?.[1] ?? false;
    if (asked !== null && JSON.parse(asked)[1] === stacked && isStacked !== stacked) return;
    clearTimeout(later);
    // The kernel draws when the window has stopped changing.
    later = setTimeout(() => {
      const [has, already] = model.get("state").fit ?? [1, false];
      const first = asked === null;
      asked = wanted;
      if (first && has === ratio && already === stacked) return;
      talk.ask({ kind: "fit", ratio, stacked });
    }, asked === null ? 0 : 150);
  }
  function watchDensity() {
    query?.removeEventListener("change", watchDensity);
    query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    query.addEventListener("change", watchDensity);
    fit();
  }
  const observer = new ResizeObserver(fit);
  observer.observe(el);
  observer.observe(panel);
  document.addEventListener("fullscreenchange", fit);
  window.addEventListener("resize", fit);
  watchDensity();
  return {
    fit,
    end() {
      clearTimeout(later);
      observer.disconnect();
      document.removeEventListener("fullscreenchange", fit);
      window.removeEventListener("resize", fit);
      query?.removeEventListener("change", watchDensity);
    },
  };
}

export default { render };
