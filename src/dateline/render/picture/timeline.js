// A timeline to explore: zoom, pan, filters, search, details, and one tab stop for all marks.
// The picture is drawn anew from the days of its marks, at the width that the page has.
const axis = svg.querySelector(".axis"), marks = [...svg.querySelectorAll(".l a")].map(markOf), lanes = lanesOf(marks);
const key = svg.querySelector(".key"), horizon = svg.querySelector(".hz"), judged = svg.querySelector(".asof"), note = svg.querySelector(".undated");
const paper = svg.querySelector(".paper"), clip = svg.querySelector("#dl-seen rect"), noteText = note?.firstChild.data;

function drawAxis(bottom) {
  const top = +axis.dataset.top, [short, long] = ticks(Math.floor(view.from), Math.ceil(view.to), wide());
  const inside = short.map(([day, text]) => [x(day), text, widthOf(text, 11) / 2]).filter(([place]) => place >= view.left && place <= view.right);
  const made = [make("path", { class: "grid", d: inside.map(([place]) => `M${n(place)} ${top - 6}V${bottom}`).join("") })];
  for (const [place, text, half] of inside) {
    // A label lies whole in the view; one that is moved for that must not lie on another.
    const at = Math.min(Math.max(place, view.left + half), view.right - half);
    if (at === place || inside.every(([other,, room]) => other === place || Math.abs(at - other) > half + room + 4)) made.push(make("text", { class: "tick", x: n(at), y: top - 11 }, text));
  }
  long.forEach(([day, text], i) => {
    const place = held(day), end = i + 1 < long.length ? held(long[i + 1][0]) : view.right;
    if (end - place > widthOf(text, 11) + 4) made.push(make("text", { class: "ctx", x: n(place), y: top - 26 }, text));
  });
  axis.replaceChildren(...made);
}

function drawLines(top, bottom) {
  if (horizon) {
    const [left, right] = horizon.dataset.days.split(",").map((day) => held(+day));
    for (const [name, value] of [["x", left], ["width", Math.max(2, right - left)], ["height", bottom - top]]) horizon.setAttribute(name, n(value));
    show(horizon, right > view.left && left < view.right);
  }
  if (judged) {
    const place = x(judgedOn), text = judged.querySelector("text"), before = place + 4 + widthOf(text.textContent, 11) > view.right;
    show(judged, place >= view.left && place <= view.right);
    judged.querySelector("path").setAttribute("d", `M${n(place)} ${top - 4}V${bottom}`);
    text.setAttribute("class", before ? "note e" : "note");
    text.setAttribute("x", n(before ? place - 4 : place + 4));
    text.setAttribute("y", bottom + 9);
  }
}

// The legend flows into lines of the width at hand; what is below it moves with it. Returns where the picture ends.
function drawBelow(bottom) {
  let place = view.left, y = bottom + (judged ? 26 : 12) + 10;
  for (const item of key?.children ?? []) {
    const room = 30 + widthOf(item.querySelector("text").textContent, 11) + 14;
    if (place + room > view.right && place > view.left) { place = view.left; y += 18; }
    item.setAttribute("transform", `translate(${n(place)} ${y})`);
    place += room;
  }
  if (!note) return y + 16;
  note.firstChild.data = fitted(noteText, wide(), 11);
  note.setAttribute("y", y + 30);
  return y + 38;
}

// What is read of the page is read first: afterwards it would have to be laid out for that.
let above = 0; // where the picture begins in the window
function draw(everything = false) {
  above = svg.getBoundingClientRect().top;
  if (everything || svg.classList.contains("sliced")) near = [-Infinity, Infinity]; // on paper there is no window
  else lookAround(above);
  const top = +axis.dataset.top, bottom = drawLanes(lanes, top), width = view.right + SIDE;
  drawAxis(bottom);
  drawLines(top, bottom);
  const height = drawBelow(bottom);
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  for (const element of [svg, paper]) { element.setAttribute("width", width); element.setAttribute("height", height); }
  clip.setAttribute("width", wide() + 10);
  if (moving) rest(above + height > innerHeight);
  moving = false;
  for (const follows of drawn) follows();
}

// While the picture is moved, a table below the window rests: else the browser goes through all of its rows each time.
const listing = document.querySelector("#listing .wide, .long");
let moving = false, resting = 0;
function rest(unseen) {
  clearTimeout(resting);
  listing?.classList.toggle("resting", unseen);
  if (unseen) resting = setTimeout(() => listing?.classList.remove("resting"), 500);
}

let asked = false;
function soon() {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    draw();
    // A picture that became shorter or longer must not leave the reader elsewhere on the page.
    const active = document.activeElement;
    if (svg.contains(active)) active.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
}

// The picture is as wide as the box in which it stands, so that nothing of it is out of reach.
const box = svg.parentElement;
function widen() {
  const room = Math.max(240, Math.floor(box.clientWidth));
  if (room === view.right + SIDE) return false;
  view.right = room - SIDE;
  return true;
}

function see(from, days) {
  const span = Math.min(Math.max(days, LEAST_DAYS), whole.to - whole.from);
  view.from = Math.min(Math.max(from, whole.from), whole.to - span);
  view.to = view.from + span;
  moving = true;
  soon();
}
const span = () => view.to - view.from;
function zoomBy(factor, around = (view.left + view.right) / 2) {
  const day = dayAt(around), days = Math.min(Math.max(span() / factor, LEAST_DAYS), whole.to - whole.from);
  see(day - ((around - view.left) / wide()) * days, days);
}
const zoomOut = () => see(whole.from, whole.to - whole.from);
const pan = (by) => see(view.from + (by / wide()) * span(), span());
// Wheel: with Ctrl or Cmd (which is how a pinch on a touchpad arrives), or over the axis, zooms; sideways pans.
const local = (event) => {
  const box = svg.getBoundingClientRect();
  return [((event.clientX - box.left) * svg.viewBox.baseVal.width) / box.width, ((event.clientY - box.top) * svg.viewBox.baseVal.height) / box.height];
};
svg.addEventListener("wheel", (event) => {
  const [place, y] = local(event);
  if (event.ctrlKey || event.metaKey || y < +axis.dataset.top) zoomBy(Math.exp(-event.deltaY / 300), place);
  else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) pan(event.deltaX);
  else return;
  event.preventDefault();
}, { passive: false });

// Drag pans, two fingers zoom; a drag is no click.
const pointers = new Map();
let dragged = 0;
svg.addEventListener("pointerdown", (event) => { pointers.set(event.pointerId, local(event)); dragged = 0; });
svg.addEventListener("pointermove", (event) => {
  const before = pointers.get(event.pointerId);
  if (!before) return;
  const now = local(event), others = [...pointers].filter(([id]) => id !== event.pointerId);
  pointers.set(event.pointerId, now);
  dragged += Math.abs(now[0] - before[0]);
  if (others.length === 1) {
    const other = others[0][1], far = Math.hypot(before[0] - other[0], before[1] - other[1]) || 1;
    zoomBy(Math.hypot(now[0] - other[0], now[1] - other[1]) / far, (now[0] + other[0]) / 2);
  } else if (dragged > 4) pan(before[0] - now[0]);
});
for (const name of ["pointerup", "pointercancel", "pointerleave"]) svg.addEventListener(name, (event) => pointers.delete(event.pointerId));
svg.addEventListener("click", (event) => { if (dragged > 4) event.preventDefault(), event.stopPropagation(); }, true);
svg.addEventListener("dragstart", (event) => event.preventDefault());

const startOf = (mark) => Math.max(mark.first, whole.from);
// One tab stop: arrows go from mark to mark in the order of time, or to the next row.
const inTime = [...marks].sort((a, b) => startOf(a) - startOf(b) || a.last - b.last || 0);
let current = inTime[0];
for (const mark of marks) mark.group.setAttribute("tabindex", mark === current ? "0" : "-1");
const visible = () => inTime.filter((mark) => !mark.hidden && !mark.folded);

function focus(mark) {
  if (!mark) return;
  current.group.setAttribute("tabindex", "-1");
  current = mark;
  mark.group.setAttribute("tabindex", "0");
  const middle = (startOf(mark) + Math.min(mark.last + 1, whole.to)) / 2;
  if (middle < view.from || middle > view.to) { see(middle - span() / 2, span()); draw(); }
  if (mark.waits) drawPlaced(mark);
  mark.group.focus();
}

function step(by) {
  const among = visible();
  focus(among[Math.min(Math.max(among.indexOf(current) + by, 0), among.length - 1)]);
}

function stepRow(by) {
  const others = visible().filter((mark) => (mark.y - current.y) * by > 2);
  const row = by > 0 ? Math.min(...others.map((m) => m.y)) : Math.max(...others.map((m) => m.y));
  const away = (mark) => Math.abs(startOf(mark) - startOf(current));
  focus(others.filter((mark) => mark.y === row).sort((a, b) => away(a) - away(b))[0]);
}

const KEYS = {
  "+": () => zoomBy(1.5, focusPlace()), "=": () => zoomBy(1.5, focusPlace()), "-": () => zoomBy(1 / 1.5, focusPlace()),
  0: zoomOut, ArrowRight: (e) => e.shiftKey ? pan(wide() / 5) : step(1), ArrowLeft: (e) => e.shiftKey ? pan(-wide() / 5) : step(-1),
  ArrowDown: () => stepRow(1), ArrowUp: () => stepRow(-1), Home: () => focus(visible()[0]), End: () => focus(visible().at(-1)),
};
const focusPlace = () => (current ? held(startOf(current)) : (view.left + view.right) / 2);
svg.addEventListener("keydown", (event) => {
  const does = KEYS[event.key];
  if (!does || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  does(event);
});
svg.addEventListener("focusin", (event) => {
  const mark = marks.find((each) => each.group === event.target);
  if (mark && mark !== current) { current.group.setAttribute("tabindex", "-1"); current = mark; mark.group.setAttribute("tabindex", "0"); }
});

// Details: what the row of the table says, beside the picture.
const panel = document.getElementById("panel"), heads = (row) => [...row.closest("table").tHead.rows[0].cells].map((cell) => cell.textContent);
function open(mark) {
  const row = document.getElementById(mark.id);
  if (!row || !panel) return false;
  const made = document.createElement("dl"), title = document.createElement("h2");
  const head = row.querySelector("th").cloneNode(true), more = [...head.querySelectorAll("p")];
  more.forEach((paragraph) => paragraph.remove());
  title.textContent = head.textContent;
  title.tabIndex = -1;
  [...row.cells].forEach((cell, i) => {
    if (cell.tagName === "TH" || !cell.textContent.trim()) return;
    const term = document.createElement("dt"), said = document.createElement("dd");
    term.textContent = heads(row)[i];
    said.append(...[...cell.cloneNode(true).childNodes]);
    if (cell.title) said.append(` (in the source: “${cell.title}”)`);
    made.append(term, said);
  });
  const page = row.querySelector("a.title");
  if (page) {
    const whole = document.createElement("p"), link = document.createElement("a");
    link.href = page.href;
    link.textContent = "Open this event";
    whole.append(link);
    more.push(whole);
  }
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Close";
  close.addEventListener("click", shut);
  panel.replaceChildren(close, title, ...more, made);
  panel.hidden = false;
  svg.querySelectorAll("[aria-current]").forEach((each) => each.removeAttribute("aria-current"));
  mark.group.setAttribute("aria-current", "true");
  tell(0);
  title.focus();
  return true;
}
function shut() {
  panel.hidden = true;
  svg.querySelectorAll("[aria-current]").forEach((each) => each.removeAttribute("aria-current"));
  current?.group.focus();
  tell(0);
}
for (const mark of marks) mark.group.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  focusOnly(mark);
  if (open(mark)) event.preventDefault();
});
const focusOnly = (mark) => { current.group.setAttribute("tabindex", "-1"); current = mark; mark.group.setAttribute("tabindex", "0"); };
panel?.addEventListener("keydown", (event) => { if (event.key === "Escape") shut(); });

// Filters: a row that does not fit goes, and so does its mark.
let filtered = 0; // how many times
const controls = document.getElementById("explore");
if (controls) {
  controls.hidden = false;
  document.getElementById("explore-hint").hidden = false;
  // The items of a cell stand between line breaks, or in a list; what follows a name in brackets is a role.
  const parts = (cell) => [...cell.childNodes].reduce((found, node) => {
    if (node.nodeName === "BR") found.push("");
    else found[found.length - 1] += node.textContent;
    return found;
  }, [""]);
  const items = (cell) => {
    const listed = [...cell.querySelectorAll("li")].map((item) => item.textContent);
    return (listed.length ? listed : parts(cell)).map((item) => item.replace(/ \([^()]*\)$/, "")).filter(Boolean);
  };
  const rows = [...document.querySelectorAll("table.list tbody tr")].map((row) => ({
    row, text: row.textContent.toLowerCase(),
    lists: [...row.cells].map((cell) => items(cell)),
  }));
  const byId = new Map(rows.map((each) => [each.row.id, each]));
  const boxes = [...controls.querySelectorAll("select")];
  for (const box of boxes) {
    const among = new Set(rows.flatMap((each) => each.lists[+box.dataset.column] || []));
    for (const name of [...among].sort((a, b) => a.localeCompare(b))) box.append(new Option(name));
    box.closest("label").hidden = among.size < 2;
  }
  const search = controls.querySelector("[type=search]"), told = controls.querySelector("output");
// Of a page of a longer table only its own rows are known: the server must be asked, which its form does.
const complete = marks.every((mark) => mark.due || byId.has(mark.id));
if (!complete) search.closest("label").hidden = true;
  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let fitting = 0;
    for (const each of rows) {
      const fits = words.every((word) => each.text.includes(word)) && boxes.every((box) => !box.value || (each.lists[+box.dataset.column] || []).includes(box.value));
      each.row.hidden = !fits;
      fitting += fits;
    }
    filtered++;
    for (const mark of marks) mark.hidden = byId.get(mark.id)?.row.hidden ?? false;
    if (complete) told.textContent = fitting === rows.length ? `${rows.length} shown` : `${fitting} of ${rows.length} shown`;
    if (current?.hidden) { const among = visible(); if (among.length) focusOnly(among[0]); }
    soon();
  };
  controls.addEventListener("input", filter);
  controls.addEventListener("submit", (event) => event.preventDefault());
  const does = { in: () => zoomBy(1.5), out: () => zoomBy(1 / 1.5), all: zoomOut };
  for (const button of controls.querySelectorAll("button[data-zoom]")) button.addEventListener("click", () => does[button.dataset.zoom]());
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(input|select|textarea)$/i.test(event.target.tagName)) { event.preventDefault(); (complete ? search : document.querySelector("input[name=text]") ?? search).focus(); }
  });
  filter();
}
new ResizeObserver(() => { if (widen()) soon(); }).observe(box);
document.fonts?.addEventListener("loadingdone", () => { widths.clear(); soon(); });
widen();
