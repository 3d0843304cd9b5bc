// Small things that all panels use.

function button(words, action) {
  const made = element("button", { type: "button" }, words);
  made.addEventListener("click", action);
  keepKeys(made);
  return made;
}

// JupyterLab would take arrow keys and Enter to move between cells. It looks for this attribute
// on the focused element first, so on the element around it would come too late.
function keepKeys(control) {
  control.setAttribute("data-lm-suppress-shortcuts", "true");
}

// A group of radio buttons from [letter, words] pairs, where the words are an element.
function makeRadios(options, choose) {
  const group = `mlcalc-radios-${Math.random()}`;
  const radios = options.map(([letter]) => {
    const radio = element("input", { type: "radio", name: group, value: letter });
    radio.addEventListener("change", () => choose(letter));
    keepKeys(radio);
    return radio;
  });
  return {
    labels: radios.map((radio, i) => element("label", {}, radio, options[i][1])),
    chosen: () => radios.find((radio) => radio.checked)?.value ?? null,
    show(letter) {
      for (const radio of radios) radio.checked = radio.value === letter;
    },
  };
}

// Writes markdown into an element with JupyterLab's own renderer: formulas look as everywhere in
// the notebook, and what it does not trust it leaves out. Elsewhere the markdown stands as it is.
function writer(rendermime) {
  const turns = new WeakMap();
  const written = new WeakMap();
  return async (place, text) => {
    // Words that stand there already would be read aloud once more.
    if (written.get(place) === text) return;
    written.set(place, text);
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
