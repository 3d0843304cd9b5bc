// Axes as SVG: border, ticks, labels, and curves given by heights at even distances.

const MARGIN = { left: 48, right: 10, top: 22, bottom: 38 };

function shape(tag, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// Says where a point of the axes lies in a picture of this size, and the other way round.
function scale(across, up, width, height) {
  const inner = {
    left: MARGIN.left,
    top: MARGIN.top,
    width: width - MARGIN.left - MARGIN.right,
    height: height - MARGIN.top - MARGIN.bottom,
  };
  return {
    inner,
    x: (value) => inner.left + ((value - across.low) / (across.high - across.low)) * inner.width,
    y: (value) => inner.top + ((up.high - value) / (up.high - up.low)) * inner.height,
  };
}

function named({ label, unit }) {
  return unit ? `${label} (${unit})` : label;
}

function axesShapes(across, up, { inner, x, y }) {
  const right = inner.left + inner.width;
  const bottom = inner.top + inner.height;
  const shapes = [];
  for (const [value, words] of across.ticks) {
    shapes.push(
      shape("line", { x1: x(value), x2: x(value), y1: inner.top, y2: bottom, class: "mlcalc-grid" }),
      shape("text", { x: x(value), y: bottom + 15, "text-anchor": "middle" }, words),
    );
  }
  for (const [value, words] of up.ticks) {
    shapes.push(
      shape("line", { x1: inner.left, x2: right, y1: y(value), y2: y(value),
        class: value === 0 ? "mlcalc-zero" : "mlcalc-grid" }),
      shape("text", { x: inner.left - 6, y: y(value) + 4, "text-anchor": "end" }, words),
    );
  }
  shapes.push(
    shape("rect", { x: inner.left, y: inner.top, width: inner.width, height: inner.height,
      class: "mlcalc-border" }),
    shape("text", { x: inner.left, y: inner.top - 8 }, named(up)),
    shape("text", { x: right, y: bottom + 31, "text-anchor": "end" }, named(across)),
  );
  return shapes;
}

function pathOf(points) {
  return points.map(([x, y], i) => `${i ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
}

// The places of all heights that are there; a gap between two of them is crossed straight.
function placesOf(heights, across, { x, y }) {
  const step = (across.high - across.low) / (heights.length - 1);
  return heights.flatMap((height, i) =>
    height === null ? [] : [[x(across.low + i * step), y(height), i]]);
}

// A name beside its curve, where it is furthest from the other one and on the side away from it.
function nameAt(places, others, words, kind, { inner }) {
  const heightOf = (i) => others.find(([, , j]) => j === i)?.[1] ?? inner.top;
  const inside = places.filter(([x]) => x > inner.left + 0.15 * inner.width &&
    x < inner.left + 0.8 * inner.width);
  if (!inside.length) return [];
  const apart = ([, y, i]) => Math.abs(y - heightOf(i));
  const [x, y, i] = inside.reduce((best, one) => (apart(one) > apart(best) ? one : best));
  const below = y > heightOf(i);
  const room = inner.top + inner.height - 6;
  const place = Math.min(Math.max(y + (below ? 18 : -9), inner.top + 13), room);
  return [shape("text", { x, y: place, "text-anchor": "middle", class: `mlcalc-name ${kind}` }, words)];
}

function picture(width, height, ...shapes) {
  return shape("svg", { width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" },
    ...shapes);
}
