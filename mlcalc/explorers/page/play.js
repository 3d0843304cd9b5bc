// Play, Step and Back: the story that one slider tells, in the order and at the pace that the
// kernel gave.

function makePlay(model, conversation, slider) {
  const { name, schedule, back: withBack } = model.get("parts").play;
  let next = 0;
  let run = null; // the present run; a later one or none ends it
  let shown = null; // the position asked for last, and the number of that request

  const play = button("Play", () => (run ? stop() : start()), { class: "mlcalc-play" });
  const goes = (words, target) => button(words, () => {
    stop();
    next = 0;
    show(target());
  });
  const step = goes("Step", oneFurther);
  const back = withBack ? [goes("Back", oneBack)] : [];

  function show(position) {
    const { done, number } = conversation.ask({ kind: "move", changes: { [name]: { position } } });
    slider.asked = number;
    shown = { position, number };
    return done;
  }
  // On a slow line the handle follows late.
  function here() {
    const underWay = shown?.number === slider.asked && !conversation.hasAnswered(slider.asked);
    return underWay ? shown.position : slider.position();
  }
  // The position after the present one in the story's direction; after the last, the first.
  function oneFurther() {
    const [first, last] = [schedule[0][0], schedule.at(-1)[0]];
    if (here() === last) return first;
    return first < last ? here() + 1 : here() - 1;
  }
  // The position before the present one; at the first it stays.
  function oneBack() {
    const [first, last] = [schedule[0][0], schedule.at(-1)[0]];
    if (here() === first) return first;
    return first < last ? here() - 1 : here() + 1;
  }
  async function start() {
    const mine = (run = {});
    play.textContent = "Pause";
    if (next >= schedule.length) next = 0;
    while (next < schedule.length) {
      const begun = performance.now();
      const [position, pause] = schedule[next];
      await show(position);
      // However late it came, it is seen before the next is asked for.
      await nextPaint();
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
  return {
    buttons: [play, ...back, step],
    // After any other move the story begins anew.
    interrupt() {
      stop();
      next = 0;
    },
    end: stop,
  };
}
