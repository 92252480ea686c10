// Paper: a picture cannot be broken across pages, so that it is printed in slices, which are whole rows below an axis.
const PAPER = 700, FIRST_SLICE = 660, SLICE = 880; // pixels of a printed page: its width, below the heading, and in full

// Where a slice may end: before a lane, or before a row that is not the first of its lane.
function breaks() {
  const rows = marks.filter((mark) => !mark.out).map((mark) => mark.y - high / 2);
  const heads = lanes.filter(({ own }) => own.some((mark) => !mark.out)).map(({ y }) => y);
  const firsts = new Set(lanes.map((lane) => Math.min(...lane.own.filter((mark) => !mark.out).map((mark) => mark.y - high / 2))));
  return [...new Set([...heads, ...rows.filter((row) => !firsts.has(row))])].sort((a, b) => a - b);
}

function slicesOf(height) {
  const top = +axis.dataset.top, places = [...breaks(), height], made = [];
  for (let start = top; start < height; ) {
    const room = (made.length ? SLICE : FIRST_SLICE) - top, fitting = places.filter((place) => place > start && place <= start + room);
    const end = fitting.at(-1) ?? Math.min(height, start + room);
    made.push([start, end]);
    start = end;
  }
  return made;
}

function sliceOf([start, end], last) {
  const top = +axis.dataset.top, tall = end - start + top, width = view.right + SIDE, slice = svg.cloneNode(false);
  for (const name of ["role", "aria-label", "data-first"]) slice.removeAttribute(name);
  const set = { class: "dl slice", viewBox: `0 ${n(start - top)} ${width} ${n(tall)}`, width, height: n(tall), "aria-hidden": "true" };
  for (const name in set) slice.setAttribute(name, set[name]);
  const names = axis.cloneNode(true), inside = (mark) => !mark.out && mark.y > start && mark.y < end;
  for (const text of names.querySelectorAll("text")) text.setAttribute("y", +text.getAttribute("y") + start - top);
  slice.append(...[horizon, names, judged].filter(Boolean).map((each) => each.cloneNode(true)));
  for (const lane of lanes) {
    if (!lane.own.some(inside)) continue;
    const group = lane.group.cloneNode(false), begins = lane.y >= start;
    if (begins) group.append(...[...lane.group.children].filter((each) => each.tagName !== "a").map((each) => each.cloneNode(true)));
    group.append(...lane.own.filter(inside).map((mark) => mark.group.cloneNode(true)));
    slice.append(group);
  }
  if (last) slice.append(...[key, note].filter(Boolean).map((each) => each.cloneNode(true)));
  else slice.querySelector(".asof text")?.remove();
  return slice;
}

let slices = [];
function unslice() {
  for (const slice of slices) slice.remove();
  slices = [];
  svg.classList.remove("sliced");
}
addEventListener("beforeprint", () => {
  unslice();
  Object.assign(view, whole, { right: PAPER - SIDE });
  draw(true);
  const height = svg.viewBox.baseVal.height;
  if (height <= FIRST_SLICE) return;
  slices = slicesOf(height).map((each, i, all) => sliceOf(each, i === all.length - 1));
  svg.after(...slices);
  svg.classList.add("sliced");
});
addEventListener("afterprint", () => { unslice(); widen(); draw(); });
