// What the page asks of the kernel, and what has been answered.
//
// Every request has a number. The kernel answers with the number of the newest that it has obeyed
// and draws only once for all that have come by then. Some requests are under way at a time, so that
// a long line is full; neighbours of one kind that wait behind them become one.

const UNDER_WAY = 4;
const BUSY_AFTER = 800; // milliseconds without an answer
const SILENT_AFTER = 10_000;

const GONE = "No answer yet. If the kernel was restarted, run this cell again.";

// One name for this page, the same for all its explorers: the kernel tells pages apart by it.
const PAGE = (window.mlcalcPage ??= `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`);

function conversation(model, view, showPatience) {
  const who = `${PAGE}/${view}`;
  const waiting = [];
  const promises = [];
  let answered = model.get("state").answered?.[who] ?? 0;
  let number = answered;
  let patience = null;

  // A request that only repeats what a newer one of its kind says need not be sent.
  function overtaken(request) {
    const last = waiting.at(-1);
    if (!last || last.kind !== request.kind) return false;
    if (request.kind === "move") Object.assign(last.changes, request.changes);
    else if (["pointer", "fit"].includes(request.kind)) Object.assign(last, request);
    else return false;
    return true;
  }

  // Returns the number of the request, and a promise that it is answered.
  function ask(request) {
    if (["preset", "reset"].includes(request.kind)) {
      for (let i = waiting.length - 1; i >= 0; i--) {
        if (["move", "pointer"].includes(waiting[i].kind)) waiting.splice(i, 1);
      }
    }
    if (!overtaken(request)) waiting.push({ ...request, number: ++number, who });
    const mine = waiting.at(-1).number;
    const done = new Promise((resolve) => promises.push([mine, resolve]));
    send();
    return { number: mine, done };
  }

  let underWay = [];
  function send() {
    while (waiting.length && underWay.length < UNDER_WAY) {
      const request = waiting.shift();
      underWay.push(request.number);
      if (!sent(request)) return;
    }
    if (patience === null && underWay.length) losePatience();
  }

  // After a restart of the kernel the line to it is cut.
  function sent(request) {
    try {
      model.send(request);
      return true;
    } catch {
      showPatience(GONE);
      return false;
    }
  }

  function losePatience() {
    const asked = Date.now();
    patience = setInterval(() => {
      const silent = Date.now() - asked;
      if (silent >= SILENT_AFTER) showPatience(GONE);
      else if (silent >= BUSY_AFTER) showPatience("The kernel is busy. The picture follows when it is free.");
    }, 200);
  }

  function hear() {
    const newest = model.get("state").answered?.[who] ?? 0;
    if (newest <= answered) return;
    answered = newest;
    underWay = underWay.filter((one) => one > newest);
    clearInterval(patience);
    patience = null;
    showPatience("");
    for (let i = promises.length - 1; i >= 0; i--) {
      if (promises[i][0] <= newest) promises.splice(i, 1)[0][1]();
    }
    send();
  }

  return {
    ask,
    hear,
    // Says whether the kernel has answered a request of this number.
    hasAnswered: (asked) => asked <= answered,
    begin() {
      sent({ kind: "view", page: PAGE, view, shown: true, number: ++number, who });
    },
    end() {
      clearInterval(patience);
      sent({ kind: "view", page: PAGE, view, shown: false, number: ++number, who });
    },
  };
}
