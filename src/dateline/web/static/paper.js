// Paper: a picture cannot be broken across pages. It is printed as a table whose rows are parts of it, a few rows of marks
// each, and whose head is its axis: a browser repeats that on each page.
const PART = 160; // pixels of a part, where a row of marks is not higher

// Where a part may end: between two rows of marks, but not between the name of a lane and its first row.
function breaksOf(picture) {
  const bands = [...picture.querySelectorAll(".l")].flatMap((lane) => {
    const boxes = [...lane.querySelectorAll("a")].map((mark) => mark.getBBox());
    const rows = boxes.map(({ y, height }) => [y, y + height]).sort((one, other) => one[0] - other[0]);
    const top = +lane.dataset.top;
    return [[top, rows.length ? rows[0][1] : top], ...rows];
  });
  const places = [];
  let end = -Infinity;
  for (const [first, last] of bands) {
    if (first > end) places.push(end === -Infinity ? first : (end + first) / 2);
    end = Math.max(end, last);
  }
  return places;
}

function partOf(picture, top, bottom) {
  const part = picture.cloneNode(true), width = picture.viewBox.baseVal.width || picture.width.baseVal.value;
  const set = { class: "dl slice", viewBox: `0 ${top} ${width} ${bottom - top}`, width, height: bottom - top, overflow: "hidden", "aria-hidden": "true" };
  for (const name in set) part.setAttribute(name, set[name]);
  part.removeAttribute("role");
  return part;
}

function sheetOf(picture) {
  const height = picture.viewBox.baseVal.height || picture.height.baseVal.value, table = document.createElement("table");
  const [first, ...places] = breaksOf(picture), ends = [];
  table.className = "sheet";
  const row = (section, top, bottom) => section.insertRow().insertCell().append(partOf(picture, top, bottom));
  row(table.createTHead(), 0, first);
  for (let top = first; top < height; top = ends.at(-1)) {
    const fitting = places.filter((place) => place > top && place <= top + PART);
    ends.push(fitting.at(-1) ?? places.find((place) => place > top) ?? height);
    row(table.tBodies[0] ?? table.createTBody(), top, ends.at(-1));
  }
  return table;
}

function away() {
  for (const sheet of document.querySelectorAll("table.sheet")) sheet.remove();
  for (const picture of document.querySelectorAll(".sliced")) picture.classList.remove("sliced");
}
addEventListener("beforeprint", () => {
  away();
  for (const picture of document.querySelectorAll("figure.compared svg.dl")) {
    if (!picture.getBoundingClientRect().height || !picture.querySelector(".l")) continue;
    picture.after(sheetOf(picture));
    picture.classList.add("sliced");
  }
});
addEventListener("afterprint", away);
