// Shows a prediction: a group of radio buttons, a button to compare, and a place for the reply.

function render({ model, el }) {
  el.classList.add("mlcalc-prediction");
  const group = `mlcalc-prediction-${Math.random()}`;
  const buttons = model.get("options").map(([letter]) => {
    const button = element("input", { type: "radio", name: group, value: letter });
    button.addEventListener("change", () => {
      model.set("chosen", letter);
      model.save_changes();
    });
    return button;
  });
  const labels = model.get("options").map(([letter, text], i) => {
    const words = element("span", {}, element("strong", {}, letter), `: ${text}`);
    return element("label", {}, buttons[i], words);
  });
  const title = element("strong", {}, `Predict: ${model.get("title")}. `);
  const question = element("legend", {}, title, model.get("question"));
  const compare = element("button", { type: "button" }, "Compare");
  compare.addEventListener("click", () => model.send({ type: "compare" }));
  const reply = element("div", { role: "status" });
  el.append(element("fieldset", {}, question, ...labels), compare, reply);
  for (const control of [...buttons, compare]) keepKeys(control);

  function showChosen() {
    for (const button of buttons) button.checked = button.value === model.get("chosen");
  }
  function showReply() {
    const [outcome, ...reasons] = model.get("reply");
    const list = element("ul", {}, ...reasons.map((reason) => element("li", {}, reason)));
    reply.replaceChildren(element("strong", {}, outcome || ""), ...(reasons.length ? [list] : []));
  }
  model.on("change:chosen", showChosen);
  model.on("change:reply", showReply);
  showChosen();
  showReply();
  return () => {
    model.off("change:chosen", showChosen);
    model.off("change:reply", showReply);
  };
}

// JupyterLab would take arrow keys and Enter to move between cells. It looks for this attribute
// on the focused element first, so on the element around it would come too late.
function keepKeys(control) {
  control.setAttribute("data-lm-suppress-shortcuts", "true");
}

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

export default { render };
