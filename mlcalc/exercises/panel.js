// Shows an exercise: the question, what there is to choose, its buttons, and their replies.

function render({ model, el }) {
  el.classList.add("mlcalc-exercise");
  const write = writer(model.widget_manager?.rendermime);
  const question = element("div", { id: `mlcalc-question-${Math.random()}` });
  write(question, model.get("question"));
  const choices = model.get("choices").length ? [makeChoices(model, write, question.id)] : [];
  const row = element("div", { class: "mlcalc-row" });
  const buttons = choices.length ? [["Check", "check"]] : [];
  for (const [words, type] of [...buttons, ["Hint", "hint"], ["Solution", "solution"]]) {
    const button = element("button", { type: "button" }, words);
    // The choice travels along: its own message may still wait for the one before it.
    button.addEventListener("click", () => model.send({ type, chosen: model.get("chosen") }));
    keepKeys(button);
    row.append(button);
  }
  const shown = ["verdict", "hints", "solution"].map((name) => {
    const place = element("div", { role: "status", class: `mlcalc-${name}` });
    const show = () => write(place, [model.get(name)].flat().join("\n\n"));
    model.on(`change:${name}`, show);
    show();
    return [name, place, show];
  });
  el.append(question, ...choices.map(({ box }) => box), row, ...shown.map(([, place]) => place));
  return () => {
    for (const [name, , show] of shown) model.off(`change:${name}`, show);
    for (const { end } of choices) end();
  };
}

function makeChoices(model, write, labelledBy) {
  const make = model.get("items").length ? makeMenus : makeRadios;
  const box = element("div", { role: "group", "aria-labelledby": labelledBy });
  const show = make(model, write, box, labelledBy);
  model.on("change:chosen", show);
  show();
  return { box, end: () => model.off("change:chosen", show) };
}

function choose(model, name, letter) {
  model.set("chosen", { ...model.get("chosen"), [name]: letter });
  model.save_changes();
}

function makeRadios(model, write, box) {
  box.setAttribute("role", "radiogroup");
  const group = `mlcalc-exercise-${Math.random()}`;
  const radios = model.get("choices").map(([letter, text]) => {
    const radio = element("input", { type: "radio", name: group, value: letter });
    radio.addEventListener("change", () => choose(model, "", letter));
    keepKeys(radio);
    const words = element("span");
    write(words, `**${letter}**: ${text}`);
    box.append(element("label", {}, radio, words));
    return radio;
  });
  return () => {
    for (const radio of radios) radio.checked = radio.value === model.get("chosen")[""];
  };
}

function makeMenus(model, write, box) {
  const menus = model.get("items").map(([name, text]) => {
    const letters = model.get("choices").map(([letter]) => element("option", {}, letter));
    const menu = element("select", {}, element("option", { value: "" }, "choose"), ...letters);
    menu.addEventListener("change", () => choose(model, name, menu.value));
    keepKeys(menu);
    const words = element("span");
    write(words, `**${name}**: ${text}`);
    box.append(element("label", {}, words, menu));
    return [name, menu];
  });
  return () => {
    for (const [name, menu] of menus) menu.value = model.get("chosen")[name] ?? "";
  };
}

// Writes markdown into an element with JupyterLab's own renderer: formulas look as everywhere in
// the notebook, and what it does not trust it leaves out. Elsewhere the markdown stands as it is.
function writer(rendermime) {
  const turns = new WeakMap();
  return async (place, text) => {
    const turn = (turns.get(place) ?? 0) + 1;
    turns.set(place, turn);
    let node = element("div", { class: "mlcalc-plain" }, text);
    if (rendermime && text) node = (await rendered(rendermime, text)) ?? node;
    // Of two texts on their way the later one stays.
    if (turns.get(place) !== turn) return;
    place.replaceChildren(...(text ? [node] : []));
    rendermime?.latexTypesetter?.typeset(node);
  };
}

async function rendered(rendermime, text) {
  try {
    const renderer = rendermime.createRenderer("text/markdown");
    await renderer.renderModel(rendermime.createModel({ data: { "text/markdown": text } }));
    return renderer.node;
  } catch (problem) {
    console.warn("mlcalc: the markdown of an exercise stands as it is.", problem);
    return null;
  }
}

// JupyterLab would take arrow keys and Enter to move between cells. It looks for this attribute
// on the focused element first, so on the element around it would come too late.
function keepKeys(control) {
  control.setAttribute("data-lm-suppress-shortcuts", "true");
}

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

export default { render };
