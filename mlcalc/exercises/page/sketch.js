// A prediction that is drawn: draw before the picture, see the true curve over yours below it.

const HELP = "Draw with mouse or finger. With the keys: left and right move the cursor, up and down " +
  "draw a point, space draws it where the cursor is, Delete removes it. A gap is crossed straight.";

function givenPicture({ across, given }) {
  if (!given) return { box: "", end() {} };
  const box = element("div", { class: "mlcalc-given", role: "img",
    "aria-label": `${given.name}, for ${across.short} from ${across.low} to ${across.high}` });
  const size = new ResizeObserver(() => {
    const width = Math.min(box.clientWidth, WIDEST);
    if (!width) return;
    const to = scale(across, given.up, width, 150);
    const places = placesOf(given.heights, across, to);
    const curve = shape("path", { d: pathOf(places), class: "mlcalc-known-curve" });
    box.replaceChildren(picture(width, 150, ...axesShapes(across, given.up, to), curve));
  });
  size.observe(box);
  return { box, end: () => size.disconnect() };
}

function drawing({ text, el, write, line }) {
  const pad = makePad(text, (heights) => line.ask({ type: "draw", heights }));
  const given = givenPicture(text);
  const help = element("div", { class: "mlcalc-help", id: `mlcalc-help-${Math.random()}` }, HELP);
  pad.box.querySelector("[role=slider]").setAttribute("aria-describedby", help.id);
  const clear = button("Clear", pad.clear);
  const row = element("div", { class: "mlcalc-row" }, clear);
  const note = element("div", { role: "status", class: "mlcalc-note" });
  const question = element("div", { class: "mlcalc-question" }, ...heading("Predict", text.title, text.question));
  el.append(question, given.box, pad.box, help, row, note);
  return {
    show(state) {
      pad.show(state.drawn, state.compared);
      help.hidden = row.hidden = state.compared;
      write(note, state.note);
    },
    end() {
      pad.end();
      given.end();
    },
  };
}

function overlaying({ text, el, write, line }) {
  const box = element("div", { class: "mlcalc-overlay", role: "img" });
  const end = makeEnd({ write, line }, () => line.ask({ type: "overlay" }));
  const question = element("div", { class: "mlcalc-question" }, ...heading("Compare", text.title, text.again));
  el.append(question, end.before, box, end.row, end.reply);
  let state = null;
  function draw() {
    const width = Math.min(box.clientWidth, WIDEST);
    if (!width || state === null) return;
    const height = padHeight(width);
    const to = scale(text.across, text.up, width, height);
    const [mine, truth] = [state.drawn, state.truth ?? []].map((h) => placesOf(h, text.across, to));
    const curves = [
      shape("path", { d: pathOf(mine), class: "mlcalc-mine" }),
      shape("path", { d: pathOf(truth), class: "mlcalc-truth" }),
      ...nameAt(mine, truth, "yours", "mlcalc-mine", to),
      ...nameAt(truth, mine, state.name, "mlcalc-truth", to),
    ];
    box.replaceChildren(picture(width, height, ...axesShapes(text.across, text.up, to), ...curves));
  }
  const size = new ResizeObserver(draw);
  size.observe(box);
  return {
    show(next) {
      state = next;
      box.hidden = !state.made && !state.compared;
      box.setAttribute("aria-label", state.seenAs);
      draw();
      end.show(state);
    },
    end: () => size.disconnect(),
  };
}

function render(context) {
  return showBeat(context, [drawing, overlaying]);
}

export default { render };
