// Play and Step: the story that one slider tells, in the order and at the pace that the kernel gave.

function makePlay(model, conversation, slider) {
  const { name, schedule } = model.get("parts").play;
  let next = 0;
  let run = null; // the present run; a later one or none ends it

  const play = button("Play", () => (run ? stop() : start()), { class: "mlcalc-play" });
  const step = button("Step", () => {
    stop();
    rewind();
    show(following());
  });

  function show(index) {
    const [position] = schedule[index];
    const { done, number } = conversation.ask({ kind: "move", changes: { [name]: { position } } });
    slider.asked = number;
    return done;
  }
  // The place in the story after the one where the slider stands.
  function following() {
    const forwards = schedule[0][0] < schedule.at(-1)[0];
    const here = slider.position();
    const index = schedule.findIndex(([position]) => (forwards ? position > here : position < here));
    return Math.max(index, 0);
  }
  async function start() {
    const mine = (run = {});
    play.textContent = "Pause";
    if (next >= schedule.length) next = 0;
    while (next < schedule.length) {
      const begun = performance.now();
      const pause = schedule[next][1];
      await show(next);
      if (run !== mine) return;
      next += 1;
      await wait(pause - (performance.now() - begun));
      if (run !== mine) return;
    }
    stop();
  }
  function stop() {
    run = null;
    play.textContent = "Play";
  }
  // After any other move the story begins anew.
  function rewind() {
    next = 0;
  }

  return {
    buttons: [play, step],
    interrupt() {
      stop();
      rewind();
    },
    end: stop,
  };
}
