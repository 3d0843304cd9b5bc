// What chosen and drawn predictions share: the line to the kernel, and where its words stand.

const SILENT_AFTER = 10_000; // milliseconds
const GONE = "No answer yet. If the kernel was restarted, run this cell again.";

// Sends what the reader does, with a number, and knows whether the kernel has answered it. Until
// then the page shows what the reader did: an answer to something earlier comes too late for it.
function talk(model, say) {
  const who = Math.random().toString(36).slice(2);
  let asked = 0;
  let answered = 0;
  let patience = null;
  return {
    ask(message) {
      asked += 1;
      clearTimeout(patience);
      patience = setTimeout(() => say(GONE), SILENT_AFTER);
      try {
        model.send({ ...message, who, number: asked });
      } catch {
        // After a restart of the kernel the line to it is cut.
        say(GONE);
      }
    },
    hasAnsweredAll() {
      const [sender, number] = model.get("state").answered ?? [];
      if (sender === who) answered = number;
      if (answered !== asked) return false;
      clearTimeout(patience);
      say("");
      return true;
    },
    end: () => clearTimeout(patience),
  };
}

// Makes the beat that the model asks for and keeps it up to date.
function showBeat({ model, el }, makers) {
  el.classList.add("mlcalc-asked", "mlcalc-prediction");
  const write = writer(model.widget_manager?.rendermime);
  const trouble = element("div", { role: "status", class: "mlcalc-trouble" });
  const line = talk(model, (words) => {
    if (trouble.textContent !== words) trouble.textContent = words;
  });
  const text = model.get("text");
  const beat = makers[text.beat - 1]({ text, el, write, line });
  el.append(trouble);
  function show() {
    if (line.hasAnsweredAll()) beat.show(model.get("state"));
  }
  model.on("change:state", show);
  stayInTouch(model);
  show();
  return () => {
    model.off("change:state", show);
    line.end();
    beat.end?.();
  };
}

function heading(words, title, question) {
  return [element("strong", {}, `${words}: ${title}. `), question];
}

// The lower end of a second beat: what was predicted, the buttons, and what the kernel replies.
function makeEnd({ write, line }, saw) {
  const before = element("div", { role: "status", class: "mlcalc-before" });
  const compare = button("Compare", saw);
  const anyway = button("Show anyway", () => line.ask({ type: "show" }));
  const row = element("div", { class: "mlcalc-row" }, compare, anyway);
  const reply = element("div", { role: "status", tabindex: "-1", class: "mlcalc-reply" });
  return {
    before,
    row,
    reply,
    show(state) {
      write(before, state.before);
      compare.hidden = !state.made;
      // Focus would be lost with the buttons.
      if (state.compared && row.contains(document.activeElement)) reply.focus();
      row.hidden = state.compared;
      write(reply, state.reply);
    },
  };
}
