// A prediction among options: choose before the picture, say below it what you saw.

function options({ options }) {
  return options.map(([letter, text]) => [
    letter,
    element("span", {}, element("strong", {}, letter), `: ${text}`),
  ]);
}

function choosing({ text, el, write, line }) {
  const radios = makeRadios(options(text), (letter) => line.ask({ type: "choose", letter }));
  const legend = element("legend", {}, ...heading("Predict", text.title, text.question));
  const group = element("fieldset", {}, legend, ...radios.labels);
  const note = element("div", { role: "status", class: "mlcalc-note" });
  el.append(group, note);
  return {
    show(state) {
      radios.show(state.chosen);
      group.disabled = state.compared;
      write(note, state.note);
    },
  };
}

function comparing({ text, el, write, line }) {
  const radios = makeRadios(options(text), (letter) => {
    // A reply to an earlier letter would contradict the new one.
    write(end.reply, "");
    line.ask({ type: "mark", letter });
  });
  const end = makeEnd({ write, line }, () => line.ask({ type: "saw", letter: radios.chosen() }));
  const legend = element("legend", {}, element("strong", {}, "What did you see?"));
  const group = element("fieldset", {}, legend, ...radios.labels);
  const question = element("div", { class: "mlcalc-question" }, ...heading("Compare", text.title, text.again));
  el.append(question, end.before, group, end.row, end.reply);
  return {
    show(state) {
      radios.show(state.marked);
      group.hidden = state.compared ? state.marked === null : !state.made;
      group.disabled = state.compared;
      end.show(state);
    },
  };
}

function render(context) {
  return showBeat(context, [choosing, comparing]);
}

export default { render };
