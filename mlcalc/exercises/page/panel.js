// Shows an exercise: the question, what there is to choose, its buttons, and their replies.

function render({ model, el }) {
  el.classList.add("mlcalc-asked", "mlcalc-exercise");
  const write = writer(model.widget_manager?.rendermime);
  const question = element("div", { id: `mlcalc-question-${Math.random()}` });
  write(question, model.get("question"));
  const choices = model.get("choices").length ? [makeChoices(model, write, question.id)] : [];
  const row = element("div", { class: "mlcalc-row" });
  const buttons = choices.length ? [["Check", "check"]] : [];
  for (const [words, type] of [...buttons, ["Hint", "hint"], ["Solution", "solution"]]) {
    // The choice travels along: its own message may still wait for the one before it.
    row.append(button(words, () => model.send({ type, chosen: model.get("chosen") })));
  }
  const shown = ["verdict", "hints", "solution"].map((name) => {
    const place = element("div", { role: "status", class: `mlcalc-${name}` });
    const show = () => write(place, [model.get(name)].flat().join("\n\n"));
    model.on(`change:${name}`, show);
    show();
    return [name, place, show];
  });
  stayInTouch(model);
  el.append(question, ...choices.map(({ box }) => box), row, ...shown.map(([, place]) => place));
  return () => {
    for (const [name, , show] of shown) model.off(`change:${name}`, show);
    for (const { end } of choices) end();
  };
}

function makeChoices(model, write, labelledBy) {
  const make = model.get("items").length ? makeMenus : makeAlternatives;
  const box = element("div", { role: "group", "aria-labelledby": labelledBy });
  const show = make(model, write, box);
  model.on("change:chosen", show);
  show();
  return { box, end: () => model.off("change:chosen", show) };
}

function choose(model, name, letter) {
  model.set("chosen", { ...model.get("chosen"), [name]: letter });
  model.save_changes();
}

function makeAlternatives(model, write, box) {
  box.setAttribute("role", "radiogroup");
  const options = model.get("choices").map(([letter, text]) => {
    const words = element("span");
    write(words, `**${letter}**: ${text}`);
    return [letter, words];
  });
  const radios = makeRadios(options, (letter) => choose(model, "", letter));
  box.append(...radios.labels);
  return () => radios.show(model.get("chosen")[""]);
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

export default { render };
