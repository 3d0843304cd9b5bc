// Moves a slider inside the page and times what the reader sees.
//
// A change counts as painted at the animation frame after the one that found it there: the words
// of the label are new, or the picture has another address and its data is complete.

(() => {
  const PATIENCE = 10_000; // milliseconds until a change is given up

  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

  function parts({ cell, slider }) {
    const output = document.querySelectorAll(".jp-Notebook .jp-CodeCell")[cell];
    return { output, handle: output.querySelectorAll(".noUi-handle, input[type=range]")[slider] };
  }

  // What can be seen now: an address or words; null while a picture is missing or incomplete.
  function shown(output) {
    const image = output.querySelector(".jp-OutputArea-output img");
    if (image) return image.complete && image.naturalWidth > 0 ? image.src : null;
    return output.querySelector(".bench-label")?.textContent || null;
  }

  function move(handle, key) {
    handle.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  }

  // Calls painted(time) after each new picture or label, until the returned function is called.
  function watch(output, painted) {
    let before = shown(output);
    let changed = false;
    let running = true;
    function frame() {
      if (!running) return;
      if (changed) painted(performance.now());
      const now = shown(output);
      changed = now !== null && now !== before;
      if (changed) before = now;
      requestAnimationFrame(frame);
    }
    requestAnimationFrame(frame);
    return () => (running = false);
  }

  // Waits until nothing has been painted for that many milliseconds.
  async function quiet(output, milliseconds) {
    let last = performance.now();
    const stop = watch(output, (time) => (last = time));
    while (performance.now() - last < milliseconds) await pause(10);
    stop();
  }

  // Brings a way into view.
  async function show(way) {
    parts(way).output.scrollIntoView();
    await pause(300);
  }

  // Presses a key again and again. Returns the milliseconds from each press to its paint.
  async function presses(way, key, count, still) {
    const { output, handle } = parts(way);
    const times = [];
    for (let n = 0; n < count; n++) {
      await quiet(output, still);
      await pause(20 * Math.random()); // so that presses fall anywhere between two frames
      let stop;
      const painted = new Promise((done, fail) => {
        stop = watch(output, done);
        setTimeout(() => fail(new Error(`nothing changed in ${PATIENCE} ms`)), PATIENCE);
      });
      const pressed = performance.now();
      move(handle, key);
      times.push((await painted) - pressed);
      stop();
    }
    await quiet(output, still);
    return times;
  }

  // Moves a slider that many times, evenly over a second. Returns the pictures painted during
  // that second and the milliseconds from the last event to the last paint.
  async function drag(way, key, events, still) {
    const { output, handle } = parts(way);
    await quiet(output, still);
    const paints = [];
    const stop = watch(output, (time) => paints.push(time));
    const start = performance.now();
    let last = start;
    for (let n = 0; n < events; n++) {
      await pause(Math.max(0, start + (1000 * n) / events - performance.now()));
      last = performance.now();
      move(handle, key);
    }
    do await quiet(output, still);
    while (paints.length === 0 && performance.now() - last < PATIENCE);
    stop();
    return {
      frames: paints.filter((time) => time <= start + 1000).length,
      settled: Math.max(0, paints.at(-1) - last),
    };
  }

  window.bench = { show, presses, drag };
})();
