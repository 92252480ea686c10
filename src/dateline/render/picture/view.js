// What is seen: the days between `from` and `to` over the pixels between `left` and `right`, as Scale in axis.py.
const svg = document.querySelector("svg.dl[data-first]");
const SVG = "http://www.w3.org/2000/svg";
const whole = { from: +svg.dataset.first, to: +svg.dataset.last + 1 };
const view = { ...whole, left: +svg.dataset.left, right: +svg.dataset.right };
const SIDE = view.left, BEYOND = 20, LEAST_DAYS = Math.min(14, whole.to - whole.from);

const drawn = []; // what is to be done after each drawing

const wide = () => view.right - view.left;
const x = (day) => view.left + ((day - view.from) / (view.to - view.from)) * wide();
const dayAt = (place) => view.from + ((place - view.left) / wide()) * (view.to - view.from);
const between = (place, more) => Math.min(Math.max(place, view.left - more), view.right + more);
const held = (day) => between(x(day), 0), cut = (day) => between(x(day), BEYOND);
const n = (place) => Math.round(place * 10) / 10;
const number = (shape, name) => +shape.getAttribute(name) || 0;

function make(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const key in attributes) made.setAttribute(key, attributes[key]);
  if (text !== undefined) made.textContent = text;
  return made;
}

// Texts are measured in the font that the reader has, each once; as soon as there is another one, all again.
const pen = document.createElement("canvas").getContext("2d"), widths = new Map(), family = getComputedStyle(svg).fontFamily;
const HEAD_SIZE = 13; // of lanes, in bold letters
function widthOf(text, size = 12) {
  const key = `${size} ${text}`;
  let found = widths.get(key);
  if (found === undefined) {
    pen.font = `${size === HEAD_SIZE ? 600 : 400} ${size}px ${family}`;
    pen.fontKerning = "none";
    pen.textRendering = "geometricPrecision";
    widths.set(key, (found = pen.measureText(text).width));
  }
  return found;
}

// The text, shortened to what fits; nothing where not even a letter does.
function fitted(text, room, size = 12) {
  if (widthOf(text, size) <= room) return text;
  let end = Math.floor((text.length * (room - widthOf("…", size))) / widthOf(text, size)) + 1;
  const shown = () => text.slice(0, end).replace(/[ ,;:–-]+$/, "") + "…";
  while (end > 0 && widthOf(shown(), size) > room) end--;
  return end > 0 ? shown() : "";
}
