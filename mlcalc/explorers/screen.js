// Shows the frames of an explorer with their text, and tells the kernel about the pointer and
// the density of the screen.

function render({ model, el }) {
  const image = document.createElement("img");
  image.className = "mlcalc-picture";
  image.draggable = false;
  const sentence = document.createElement("p");
  sentence.className = "mlcalc-sentence";
  const numbers = document.createElement("p");
  numbers.className = "mlcalc-numbers";
  const reading = document.createElement("div");
  reading.className = "mlcalc-reading";
  reading.setAttribute("aria-live", "polite");
  reading.append(sentence, numbers);
  el.classList.add("mlcalc-screen");
  el.append(image, reading);

  function showFrame() {
    const { buffer, byteOffset, byteLength } = model.get("frame");
    image.src = `data:image/png;base64,${base64(new Uint8Array(buffer, byteOffset, byteLength))}`;
  }
  function showReading() {
    const { text, sentence: words, numbers: pairs } = model.get("reading");
    image.alt = text || "";
    sentence.textContent = words || "";
    numbers.replaceChildren(
      ...(pairs || []).map(([name, value]) => {
        const pair = document.createElement("span");
        pair.textContent = `${name} = ${value}`;
        return pair;
      }),
    );
  }
  function showWidth() {
    image.style.width = `${model.get("width")}px`;
  }
  model.on("change:frame", showFrame);
  model.on("change:reading", showReading);
  model.on("change:width", showWidth);
  showFrame();
  showReading();
  showWidth();

  const stopPointer = reportPointer(model, image);
  const stopRatio = reportRatio(model);
  const stopNames = nameSliders(model, el);
  const stopKeys = keepKeys(el);
  return () => {
    model.off("change:frame", showFrame);
    model.off("change:reading", showReading);
    model.off("change:width", showWidth);
    stopPointer();
    stopRatio();
    stopNames();
    stopKeys();
  };
}

// Browsers older than 2025 have no toBase64.
function base64(bytes) {
  if (bytes.toBase64) return bytes.toBase64();
  let text = "";
  for (let i = 0; i < bytes.length; i += 8192) {
    text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  }
  return btoa(text);
}

// Positions are fractions of the picture, from its upper left corner.
function reportPointer(model, image) {
  let held = false;
  let waiting = null;
  function position(event) {
    const box = image.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  }
  function inside([x, y]) {
    const area = model.get("drag_area");
    return area.length === 4 && x >= area[0] && y >= area[1] && x <= area[2] && y <= area[3];
  }
  function send(point) {
    if (waiting === null) {
      requestAnimationFrame(() => {
        model.set("pointer", waiting);
        model.save_changes();
        waiting = null;
      });
    }
    waiting = point;
  }
  function down(event) {
    if (event.button !== 0 || !inside(position(event))) return;
    held = true;
    image.setPointerCapture(event.pointerId);
    event.preventDefault();
    send(position(event));
  }
  function move(event) {
    const point = position(event);
    if (held) send(point);
    image.style.cursor = held || inside(point) ? "crosshair" : "default";
    image.style.touchAction = inside(point) ? "none" : "auto";
  }
  function up() {
    held = false;
  }
  const handlers = { pointerdown: down, pointermove: move, pointerup: up, pointercancel: up };
  for (const [name, handler] of Object.entries(handlers)) image.addEventListener(name, handler);
  return () => {
    for (const [name, handler] of Object.entries(handlers)) image.removeEventListener(name, handler);
  };
}

function reportRatio(model) {
  let query = null;
  function report() {
    query?.removeEventListener("change", report);
    query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    query.addEventListener("change", report);
    if (model.get("ratio") !== devicePixelRatio) {
      model.set("ratio", devicePixelRatio);
      model.save_changes();
    }
  }
  report();
  return () => query.removeEventListener("change", report);
}

// The handles of ipywidgets' sliders have no accessible name of their own.
function nameSliders(model, el) {
  let observer = null;
  const name = () => {
    const box = el.closest(".mlcalc-explorer");
    if (!box) return;
    const names = model.get("slider_names");
    box.querySelectorAll(".noUi-handle").forEach((handle, i) => {
      if (handle.getAttribute("aria-label") !== names[i]) {
        handle.setAttribute("aria-label", names[i]);
      }
    });
    if (!observer) {
      observer = new MutationObserver(name);
      observer.observe(box, { childList: true, subtree: true });
    }
  };
  const attached = new ResizeObserver(name);
  attached.observe(el);
  return () => {
    attached.disconnect();
    observer?.disconnect();
  };
}

// JupyterLab also takes arrow keys pressed on a slider, Enter on a button and letters in a menu, to
// move among its cells and to change them. It leaves alone what carries this attribute, so the attribute comes with those keys only:
// Shift + Enter still runs the cell. The window sees a key before JupyterLab does.
function keepKeys(el) {
  const sliderKeys = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "PageUp", "PageDown", "Home", "End"];
  const buttonKeys = ["Enter", " "];
  function keep(event) {
    const target = event.target;
    if (!(target instanceof Element) || !el.closest(".mlcalc-explorer")?.contains(target)) return;
    const own = target.matches(".noUi-handle") ? sliderKeys : target.matches("button") ? buttonKeys : [];
    const keeps = target.matches("select") || own.includes(event.key);
    const plain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
    target.toggleAttribute("data-lm-suppress-shortcuts", plain && keeps);
  }
  window.addEventListener("keydown", keep, true);
  return () => window.removeEventListener("keydown", keep, true);
}

export default { render };
