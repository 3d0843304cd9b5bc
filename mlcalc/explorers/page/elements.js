// Small things that all parts of an explorer use.

function button(words, action, attributes = {}) {
  const made = element("button", { type: "button", ...attributes }, words);
  made.addEventListener("click", action);
  return made;
}

const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
// In a page that nobody sees this waits until it is seen.
const nextPaint = () => new Promise((done) => requestAnimationFrame(done));

// Browsers older than 2025 have no toBase64.
function base64(bytes) {
  if (bytes.toBase64) return bytes.toBase64();
  let text = "";
  for (let i = 0; i < bytes.length; i += 8192) {
    text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  }
  return btoa(text);
}

// JupyterLab also takes arrow keys pressed on a slider, Enter on a button and letters in a menu, to
// move among its cells and to change them. It leaves alone what carries this attribute, so the
// attribute comes with those keys only: Shift + Enter still runs the cell. The window sees a key
// before JupyterLab does.
function keepKeys(root) {
  const arrows = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "PageUp", "PageDown", "Home", "End"];
  const kept = (target, key) => {
    if (target.matches("select, input:not([type=range])")) return true;
    if (target.matches("input[type=range]")) return arrows.includes(key);
    return target.matches("button, summary") && ["Enter", " "].includes(key);
  };
  function keep(event) {
    const target = event.target;
    if (!(target instanceof Element) || !root.contains(target)) return;
    const plain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
    target.toggleAttribute("data-lm-suppress-shortcuts", plain && kept(target, event.key));
  }
  window.addEventListener("keydown", keep, true);
  return () => window.removeEventListener("keydown", keep, true);
}
