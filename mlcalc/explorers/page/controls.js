// Sliders with their number fields, menus, and fields alone.
//
// A control shows what the kernel says, unless the reader has changed it since: what the kernel
// answers to earlier requests then comes too late for it.

function makeControls(model, conversation, moved) {
  const controls = new Map();
  for (const part of model.get("parts").controls) {
    const asked = (change) => {
      moved();
      control.asked = conversation.ask({ kind: "move", changes: { [part.name]: change } }).number;
    };
    const make = { slider: makeSlider, menu: makeMenu, field: makeField }[part.kind];
    const control = make(part, asked);
    control.asked = 0;
    control.kind = part.kind;
    controls.set(part.name, control);
  }
  function show() {
    const values = model.get("state").values ?? {};
    for (const [name, control] of controls) {
      if (name in values && conversation.hasAnswered(control.asked)) control.show(values[name]);
    }
  }
  return { controls, show };
}

function makeSlider(part, asked) {
  const { label, unit, texts } = part;
  const last = texts.length - 1;
  const range = element("input", { type: "range", min: 0, max: last, step: 1, "aria-label": label });
  const field = numberField(part, asked, (by) => move(Number(range.value) + by));
  const words = element("span", { class: "mlcalc-label", "aria-hidden": "true" }, label);
  const box = element("div", { class: "mlcalc-control" }, words, range, field.box);

  function say(text) {
    const words = unit ? `${text} ${unit}` : text;
    range.setAttribute("aria-valuetext", words);
    field.say(words, text);
  }
  function move(position) {
    const next = Math.min(Math.max(Math.round(position), 0), last);
    if (String(next) === range.value && field.shows(texts[next])) return;
    range.value = next;
    fill(range);
    field.show(texts[next]);
    say(texts[next]);
    asked({ position: next });
  }
  range.addEventListener("input", () => {
    const position = Number(range.value);
    fill(range);
    field.show(texts[position]);
    say(texts[position]);
    asked({ position });
  });
  const page = Math.max(1, Math.round(last / 10));
  const steps = {
    ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1,
    PageUp: page, PageDown: -page, Home: -last, End: last,
  };
  range.addEventListener("keydown", (event) => {
    if (!(event.key in steps) || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    event.preventDefault();
    move(Number(range.value) + steps[event.key]);
  });

  return {
    box,
    move,
    position: () => Number(range.value),
    show({ position, text }) {
      if (position !== null) range.value = position;
      fill(range);
      field.show(text);
      say(text);
    },
  };
}

// The part of the track before the handle is coloured; its length is a length of the style sheet.
function fill(range) {
  range.style.setProperty("--part", Number(range.value) / (Number(range.max) || 1));
}

function makeField(part, asked) {
  const field = numberField(part, asked, () => {});
  const words = element("span", { class: "mlcalc-label", "aria-hidden": "true" }, part.label);
  const box = element("div", { class: "mlcalc-control mlcalc-alone" }, words, field.box);
  return {
    box,
    show({ text }) {
      field.show(text);
      field.say(text, text);
    },
  };
}

// A field takes any number, also beyond the slider's ends. The kernel reads it, and says what is
// wrong with it.
function numberField({ label, unit }, asked, step) {
  const box = element("input", {
    type: "text", inputmode: "decimal", role: "spinbutton", autocomplete: "off", spellcheck: "false",
    "aria-label": label, class: "mlcalc-field", ...(unit ? { title: `${label}, ${unit}` } : {}),
  });
  let shown = "";
  function enter() {
    if (box.value.trim() === shown) return;
    shown = box.value.trim();
    asked({ text: shown });
  }
  box.addEventListener("change", enter);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") enter();
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (by) {
      event.preventDefault();
      if (box.value.trim() === shown) step(by);
      else enter();
    }
  });
  return {
    box,
    shows: (text) => shown === text,
    show(text) {
      // A half-typed number stays until it is entered.
      const typing = document.activeElement === box && box.value.trim() !== shown;
      shown = text;
      if (!typing) box.value = text;
    },
    say(words, text) {
      box.setAttribute("aria-valuetext", words);
      box.setAttribute("aria-valuenow", Number.isFinite(Number(text)) ? text : 0);
    },
  };
}

function makeMenu({ label, options }, asked) {
  const select = element("select", { "aria-label": label });
  for (const option of options) select.append(element("option", { value: option }, option));
  select.addEventListener("change", () => asked({ option: select.value }));
  const words = element("span", { class: "mlcalc-label", "aria-hidden": "true" }, label);
  return {
    box: element("div", { class: "mlcalc-control" }, words, select),
    show({ option }) {
      select.value = option;
    },
  };
}
