// A timeline to explore: zoom, pan, filters, search, details, and one tab stop for all marks.
// The picture stays as it was drawn; zooming moves what is there and draws the axis anew. Days are integers, day 1 is
// 0001-01-01, as everywhere in dateline.
"use strict";
(() => {
  const svg = document.querySelector("svg.dl[data-first]");
  if (!svg) return;
  const SVG = "http://www.w3.org/2000/svg";
  const first = +svg.dataset.first, last = +svg.dataset.last + 1;
  const left = +svg.dataset.left, right = +svg.dataset.right, wide = right - left;
  const axis = svg.querySelector(".axis"), most = Math.max(1, (last - first) / 14);
  let zoom = 1, shift = 0; // x on the screen = left + (x - left) * zoom - shift

  const at = (x) => left + (x - left) * zoom - shift;
  const n = (x) => Math.round(x * 10) / 10;
  const number = (shape, name) => +shape.getAttribute(name) || 0;

  // Everything that moves, with the place where it was drawn. A label keeps its distance to its mark.
  const read = (group) => {
    const bars = [], dots = [], signs = [];
    for (const shape of group.children) {
      if (shape.tagName === "rect") bars.push([shape, number(shape, "x"), number(shape, "width")]);
      else if (shape.tagName === "circle") dots.push([shape, number(shape, "cx")]);
      else if (shape.hasAttribute("transform")) {
        const [x, y] = shape.getAttribute("transform").match(/-?[\d.]+/g).map(Number);
        signs.push([shape, x, y]);
      } else if (shape.tagName === "path") signs.push([shape, null]);
    }
    const label = group.querySelector("text");
    // The ends of the shape: where they were drawn, and what is added to that at any zoom.
    const lows = [...bars.map((b) => [b[1], 0]), ...dots.map((d) => [d[1], -4]), ...signs.map((s) => [s[1] ?? Infinity, 0])];
    const highs = [...bars.map((b) => [b[1] + b[2], 0]), ...dots.map((d) => [d[1], 4]), ...signs.map((s) => [s[1] ?? -Infinity, s[2] === undefined ? 0 : 12])];
    const [low, lowAdd] = lows.reduce((a, b) => (b[0] + b[1] < a[0] + a[1] ? b : a));
    const [high, highAdd] = highs.reduce((a, b) => (b[0] + b[1] > a[0] + a[1] ? b : a));
    const x = label ? number(label, "x") : 0;
    const y = dots[0] ? number(dots[0][0], "cy") : bars[0] ? number(bars[0][0], "y") + number(bars[0][0], "height") / 2 : signs[0]?.[2] + 6;
    return { group, bars, dots, signs, label, low, lowAdd, high, highAdd, x, y, own: !!label, hidden: false, id: identity(group), lifted: 0,
      lift(by) { if (by !== this.lifted) group.setAttribute("transform", `translate(0 ${-(this.lifted = by)})`); } };
  };
  const start = (mark) => at(mark.low) + mark.lowAdd, end = (mark) => at(mark.high) + mark.highAdd;
  const identity = (group) => decodeURIComponent((group.getAttribute("href") || "").split(/[#/]/).pop());
  const marks = [...svg.querySelectorAll(".l a")].map(read);

  // What a mark is called: told by itself, or by its row in the table.
  for (const mark of marks) {
    const own = mark.group.querySelector("title"), row = own ? null : document.getElementById(mark.id);
    const title = row?.querySelector("th").firstChild.textContent ?? own?.textContent.replace(/^.*?: /, "") ?? "";
    mark.title = title;
    if (row) mark.group.prepend(make("title", {}, `${row.cells[0].firstChild.textContent.trim()}: ${title}`));
  }

  const rowHeight = +svg.dataset.row;
  const lanes = [...svg.querySelectorAll("g.l")].map((group) => {
    const own = marks.filter((mark) => mark.group.parentNode === group), ys = [...new Set(own.map((mark) => mark.y))].sort((a, b) => a - b);
    own.forEach((mark) => { mark.row = ys.indexOf(mark.y); });
    return { group, own, rows: ys.length, high: rowHeight };
  });
  const key = svg.querySelector(".key"), tall = svg.viewBox.baseVal.height, bottomDrawn = +axis.dataset.bottom;
  const lines = [...svg.querySelectorAll(".hz")].map((shape) => [shape, number(shape, "x"), number(shape, "width")]);
  const judged = svg.querySelector(".asof");

  const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  const LONG = "January February March April May June July August September October November December".split(" ");

  function dayOf(year, month, day) {
    if (month > 2) month -= 3;
    else { month += 9; year -= 1; }
    const f = Math.floor;
    return 365 * year + f(year / 4) - f(year / 100) + f(year / 400) + f((153 * month + 2) / 5) + day - 306;
  }

  function fromDay(day) {
    const f = Math.floor, cycle = f((day + 305) / 146097);
    let rest = day + 305 - cycle * 146097;
    const year = f((rest - f(rest / 1460) + f(rest / 36524) - f(rest / 146096)) / 365);
    rest -= 365 * year + f(year / 4) - f(year / 100);
    const month = f((5 * rest + 2) / 153), date = rest - f((153 * month + 2) / 5) + 1;
    return month < 10 ? [year + 400 * cycle, month + 3, date] : [year + 400 * cycle + 1, month - 9, date];
  }

  function yearName(year) {
    const spell = (y) => y >= 1e9 ? `${+(y / 1e9).toPrecision(4)} billion` : y >= 1e6 ? `${+(y / 1e6).toPrecision(4)} million`
      : y >= 1e4 ? y.toLocaleString("en") : `${y}`;
    return year > 0 ? spell(year) : `${spell(1 - year)} BC`;
  }

  function* years(from, to, step) {
    if (step === 1) { for (let y = from; y <= to; y++) yield y; return; }
    for (let bc = Math.floor((1 - from) / step) * step; bc >= step; bc -= step) if (1 - bc <= to) yield 1 - bc;
    if (from <= 1 && to >= 1) yield 1;
    for (let y = Math.max(Math.ceil(from / step) * step, step); y <= to; y += step) yield y;
  }

  function ticks(from, to) { // [day, text] of the finest ticks that have room, and of the time in which they stand
    const perDay = wide / (to - from), [y0, m0] = fromDay(from), [y1] = fromDay(to);
    const room = (days, need) => days * perDay >= need;
    for (const step of [1, 2, 7])
      if (room(step, step === 1 ? 28 : 30)) {
        const out = [], months = [];
        for (let day = from - (((from % step) + step) % step); day <= to; day += step) out.push([day, `${fromDay(day)[2]}`]);
        for (let c = 12 * y0 + m0 - 1; c <= 12 * y1 + 11; c++) {
          const y = Math.floor(c / 12), m = c - 12 * y;
          months.push([dayOf(y, m + 1, 1), `${LONG[m]} ${yearName(y)}`]);
        }
        return [out, months];
      }
    for (const step of [1, 3])
      if (room(step * 30.4, 40)) {
        const out = [], inYears = [];
        for (let c = 12 * y0 + Math.floor((m0 - 1) / step) * step; c <= 12 * y1 + 11; c += step) {
          const y = Math.floor(c / 12);
          out.push([dayOf(y, c - 12 * y + 1, 1), MONTHS[c - 12 * y]]);
        }
        for (let y = y0; y <= y1; y++) inYears.push([dayOf(y, 1, 1), yearName(y)]);
        return [out, inYears];
      }
    for (let power = 1; power < 1e14; power *= 10)
      for (const step of [power, 2 * power, 5 * power])
        if (room(step * 365.2425, yearName(y0).length * 7 + 18))
          return [[...years(y0, y1, step)].map((y) => [dayOf(y, 1, 1), y === 1 ? "AD 1" : yearName(y)]), []];
    return [[], []];
  }

  function make(name, attributes, text) {
    const made = document.createElementNS(SVG, name);
    for (const key in attributes) made.setAttribute(key, attributes[key]);
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function drawAxis() {
    const top = +axis.dataset.top, bottom = +axis.dataset.bottom;
    const day = (x) => first + ((x - left + shift) / zoom / wide) * (last - first);
    const from = Math.floor(day(left)), to = Math.ceil(day(right));
    const place = (d) => at(left + ((d - first) / (last - first)) * wide);
    const [short, long] = ticks(from, to);
    const inside = short.map(([d, text]) => [place(d), text]).filter(([x]) => x >= left && x <= right);
    const made = [make("path", { class: "grid", d: inside.map(([x]) => `M${n(x)} ${top - 6}V${bottom}`).join("") })];
    for (const [x, text] of inside) {
      const half = text.length * 3.2;
      if (x - half >= left && x + half <= right) made.push(make("text", { class: "tick", x: n(x), y: top - 11 }, text));
    }
    long.forEach(([d, text], i) => {
      const x = Math.max(place(d), left), end = i + 1 < long.length ? Math.min(place(long[i + 1][0]), right) : right;
      if (end - x > text.length * 6.5) made.push(make("text", { class: "ctx", x: n(x), y: top - 26 }, text));
    });
    axis.replaceChildren(...made);
  }

  function draw() {
    const seen = [];
    for (const mark of marks) {
      const out = mark.hidden || end(mark) < left - 2 || start(mark) > right + 2;
      if (out) { if (!mark.out) mark.group.setAttribute("display", "none"); mark.out = true; continue; }
      if (mark.out) mark.group.removeAttribute("display");
      mark.out = false;
      for (const [shape, x, w] of mark.bars) {
        shape.setAttribute("x", n(at(x)));
        shape.setAttribute("width", n(Math.max(0.5, w * zoom)));
      }
      for (const [shape, x] of mark.dots) shape.setAttribute("cx", n(at(x)));
      for (const [shape, x, y] of mark.signs) if (x !== null) shape.setAttribute("transform", `translate(${n(at(x))} ${y})`);
      seen.push(mark);
      if (mark.label && mark.own) placeLabel(mark);
    }
    for (const [shape, x, w] of lines) { shape.setAttribute("x", n(at(x))); shape.setAttribute("width", n(Math.max(2, w * zoom))); }
    if (judged) moveJudged();
    closeRows();
    labelFew(seen);
    drawAxis();
  }

  // Rows in which nothing is left to see are closed, so that a zoomed picture is no taller than it need be.
  function closeRows() {
    let saved = 0;
    for (const { group, own, rows, high } of lanes) {
      group.setAttribute("transform", `translate(0 ${-saved})`);
      const used = new Set(own.filter((mark) => !mark.out).map((mark) => mark.row));
      const place = [...used].sort((a, b) => a - b);
      for (const mark of own) if (!mark.out) mark.lift(high * (mark.row - place.indexOf(mark.row)));
      saved += high * (rows - place.length);
    }
    axis.dataset.bottom = bottomDrawn - saved;
    key?.setAttribute("transform", `translate(0 ${-saved})`);
    svg.setAttribute("viewBox", `0 0 ${svg.viewBox.baseVal.width} ${tall - saved}`);
    svg.setAttribute("height", tall - saved);
    for (const [shape] of lines) shape.setAttribute("height", bottomDrawn - saved - axis.dataset.top);
    if (judged) {
      asOf.path.setAttribute("d", asOf.path.getAttribute("d").replace(/V.*/, `V${bottomDrawn - saved}`));
      asOf.text.setAttribute("y", bottomDrawn - saved + 9);
    }
  }

  function placeLabel(mark) {
    const drawnLow = mark.low + mark.lowAdd, drawnHigh = mark.high + mark.highAdd;
    const before = mark.label.classList.contains("e"), inside = !before && mark.x < drawnHigh;
    const seen = Math.min(end(mark), right) - Math.max(start(mark), left);
    // A label goes into a bar that has become long enough, and stays in the view as long as the bar does.
    const fits = !before && mark.bars.length && seen > mark.label.textContent.length * 6.5 + 10;
    const x = before ? start(mark) + mark.x - drawnLow
      : inside || fits ? Math.max(start(mark) + 5, left + 4) : end(mark) + mark.x - drawnHigh;
    mark.label.setAttribute("x", n(x));
  }

  const asOf = judged && { x: +judged.querySelector("path").getAttribute("d").match(/M(-?[\d.]+)/)[1], path: judged.querySelector("path"), text: judged.querySelector("text") };
  function moveJudged() {
    const x = at(asOf.x);
    judged.setAttribute("display", x < left || x > right ? "none" : "inline");
    asOf.path.setAttribute("d", asOf.path.getAttribute("d").replace(/M-?[\d.]+/, `M${n(x)}`));
    asOf.text.setAttribute("x", n(asOf.text.classList.contains("e") ? x - 4 : x + 4));
  }

  // Where so many events were drawn that not all have a label, those get one that have room for it now.
  const dense = marks.some((mark) => !mark.own);
  function labelFew(seen) {
    if (!dense) return;
    const next = new Map();
    for (const mark of [...seen].sort((a, b) => b.low - a.low)) {
      const room = (next.get(mark.y) ?? right) - end(mark) - 10;
      next.set(mark.y, start(mark));
      const few = Math.floor(room / 6.2);
      if (mark.own && mark.label) continue;
      if (seen.length > 1500 || few < 10) { mark.label?.remove(); mark.label = null; continue; }
      const { title } = mark;
      if (!mark.label) mark.group.append((mark.label = make("text", { y: mark.y + 4 })));
      mark.label.textContent = title.length > few ? title.slice(0, few - 1) + "…" : title;
      mark.label.setAttribute("x", n(end(mark) + 5));
    }
  }

  let asked = false;
  function soon() {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => { asked = false; draw(); });
  }

  function zoomTo(wanted, around = (left + right) / 2) {
    const next = Math.min(Math.max(wanted, 1), most), x = (around - left + shift) / zoom;
    zoom = next;
    pan(x * zoom - (around - left) - shift);
  }
  function pan(by) {
    shift = Math.min(Math.max(shift + by, 0), wide * (zoom - 1));
    soon();
  }

  // Wheel: with Ctrl or Cmd (which is how a pinch on a touchpad arrives), or over the axis, zooms; sideways pans.
  const local = (event) => {
    const box = svg.getBoundingClientRect();
    return [((event.clientX - box.left) * svg.viewBox.baseVal.width) / box.width, ((event.clientY - box.top) * svg.viewBox.baseVal.height) / box.height];
  };
  svg.addEventListener("wheel", (event) => {
    const [x, y] = local(event);
    if (event.ctrlKey || event.metaKey || y < +axis.dataset.top) zoomTo(zoom * Math.exp(-event.deltaY / 300), x);
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
      zoomTo((zoom * Math.hypot(now[0] - other[0], now[1] - other[1])) / far, (now[0] + other[0]) / 2);
    } else if (dragged > 4) pan(before[0] - now[0]);
  });
  for (const name of ["pointerup", "pointercancel", "pointerleave"]) svg.addEventListener(name, (event) => pointers.delete(event.pointerId));
  svg.addEventListener("click", (event) => { if (dragged > 4) event.preventDefault(), event.stopPropagation(); }, true);
  svg.addEventListener("dragstart", (event) => event.preventDefault());

  // One tab stop: arrows go from mark to mark in the order of time, or to the next row.
  const inTime = [...marks].sort((a, b) => a.low - b.low || a.y - b.y);
  let current = inTime[0];
  for (const mark of marks) mark.group.setAttribute("tabindex", mark === current ? "0" : "-1");
  const visible = () => inTime.filter((mark) => !mark.hidden);

  function focus(mark) {
    if (!mark) return;
    current.group.setAttribute("tabindex", "-1");
    current = mark;
    mark.group.setAttribute("tabindex", "0");
    const middle = (Math.max(mark.low, left) + Math.min(mark.high, right)) / 2;
    if (at(middle) < left || at(middle) > right) { shift = 0; pan((middle - left) * zoom - wide / 2); draw(); }
    mark.group.focus();
  }

  function step(by) {
    const among = visible();
    focus(among[Math.min(Math.max(among.indexOf(current) + by, 0), among.length - 1)]);
  }

  function stepRow(by) {
    const others = visible().filter((mark) => (mark.y - current.y) * by > 2);
    const row = by > 0 ? Math.min(...others.map((m) => m.y)) : Math.max(...others.map((m) => m.y));
    const away = (mark) => Math.abs(mark.low - current.low);
    focus(others.filter((mark) => mark.y === row).sort((a, b) => away(a) - away(b))[0]);
  }

  const KEYS = {
    "+": () => zoomTo(zoom * 1.5, focusPlace()), "=": () => zoomTo(zoom * 1.5, focusPlace()), "-": () => zoomTo(zoom / 1.5, focusPlace()),
    0: () => zoomTo(1), ArrowRight: (e) => e.shiftKey ? pan(wide / 5) : step(1), ArrowLeft: (e) => e.shiftKey ? pan(-wide / 5) : step(-1),
    ArrowDown: () => stepRow(1), ArrowUp: () => stepRow(-1), Home: () => focus(visible()[0]), End: () => focus(visible().at(-1)),
  };
  const focusPlace = () => Math.min(Math.max(at(current?.low ?? (left + right) / 2), left), right);
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
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "Close";
    close.addEventListener("click", shut);
    panel.replaceChildren(close, title, ...more, made);
    panel.hidden = false;
    svg.querySelectorAll("[aria-current]").forEach((each) => each.removeAttribute("aria-current"));
    mark.group.setAttribute("aria-current", "true");
    try { history.replaceState(null, "", `#${encodeURIComponent(mark.id)}`); } catch { /* a file opened from a disk may not */ }
    title.focus();
    return true;
  }
  function shut() {
    panel.hidden = true;
    svg.querySelectorAll("[aria-current]").forEach((each) => each.removeAttribute("aria-current"));
    current?.group.focus();
  }
  for (const mark of marks) mark.group.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    focusOnly(mark);
    if (open(mark)) event.preventDefault();
  });
  const focusOnly = (mark) => { current.group.setAttribute("tabindex", "-1"); current = mark; mark.group.setAttribute("tabindex", "0"); };
  panel?.addEventListener("keydown", (event) => { if (event.key === "Escape") shut(); });

  // Filters: a row that does not fit goes, and so does its mark.
  const controls = document.getElementById("explore");
  if (controls) {
    controls.hidden = false;
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
    const filter = () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      let left = 0;
      for (const each of rows) {
        const fits = words.every((word) => each.text.includes(word)) && boxes.every((box) => !box.value || (each.lists[+box.dataset.column] || []).includes(box.value));
        each.row.hidden = !fits;
        left += fits;
      }
      for (const mark of marks) mark.hidden = byId.get(mark.id)?.row.hidden ?? false;
      told.textContent = left === rows.length ? `${rows.length} shown` : `${left} of ${rows.length} shown`;
      if (current.hidden) { const among = visible(); if (among.length) focusOnly(among[0]); }
      soon();
    };
    controls.addEventListener("input", filter);
    controls.addEventListener("submit", (event) => event.preventDefault());
    const does = { in: () => zoomTo(zoom * 1.5), out: () => zoomTo(zoom / 1.5), all: () => zoomTo(1) };
    for (const button of controls.querySelectorAll("button[data-zoom]")) button.addEventListener("click", () => does[button.dataset.zoom]());
    document.addEventListener("keydown", (event) => {
      if (event.key === "/" && !/^(input|select|textarea)$/i.test(event.target.tagName)) { event.preventDefault(); search.focus(); }
    });
    filter();
  }
  addEventListener("beforeprint", () => { zoom = 1; shift = 0; draw(); });
  const wanted = marks.find((mark) => mark.id && `#${encodeURIComponent(mark.id)}` === location.hash);
  if (wanted) { focusOnly(wanted); open(wanted); }
})();
