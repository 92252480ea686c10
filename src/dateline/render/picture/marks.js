// Marks: their days as the picture has them, and their shapes at the zoom of the view, as shapes.py draws them.
const LEAST_BAR = 7, RADIUS = 4, ONWARD = 5, INSIDE = 13, THIN = 2, LEAST_THIN = 3, LATE = 3, WINDOW = 6;
let bar = 15; // the height of bars, which have no room for labels where there are too many marks

const dayOfText = (text) => (text === "-" ? -Infinity : text === "+" ? Infinity : +text);

// The parts of an event from data-days: one number is a day; four are first, sure first, sure last, last.
function partsOf(text) {
  return text.split(";").map((part) => {
    const bounds = part.replace(/[be]/g, "").split(",").map(dayOfText);
    const [first, sureFirst, sureLast, last] = bounds.length > 1 ? bounds : Array(4).fill(bounds[0]);
    return {
      first, sureFirst, sureLast, last, isDay: bounds.length === 1, openStart: part.includes("b"), openEnd: part.includes("e"),
      somewhere: bounds.length > 1 && first === sureLast && sureFirst === last,
    };
  });
}

const identity = (group) => decodeURIComponent((group.getAttribute("href") || "").split(/[#/]/).pop().split("?")[0]);

function markOf(group) {
  const shapes = group.querySelector(".m"), label = group.querySelector("text"), own = group.querySelector("title");
  const mark = { group, shapes, label, id: identity(group), hidden: false, out: false, hollow: "hollow" in group.dataset, y: 0 };
  mark.text = group.dataset.label ?? label?.textContent ?? "";
  if (group.dataset.due !== undefined) {
    const [first, last, stand] = group.dataset.due.split(",").map(dayOfText);
    mark.due = { first, last, stand, late: group.dataset.late, path: shapes.lastElementChild.getAttribute("d") };
    mark.state = shapes.lastElementChild.getAttribute("class");
    [mark.first, mark.last] = [mark.due.first, mark.due.last];
  } else {
    mark.parts = partsOf(group.dataset.days);
    mark.said = (group.dataset.said?.split(";") ?? []).map((each) => each.split(",").map(dayOfText));
    mark.first = mark.parts[0].first;
    mark.last = Math.max(...mark.parts.map((part) => part.last));
  }
  // What a mark is called: told by itself, or by its row in the table.
  const row = own ? null : document.getElementById(mark.id);
  if (row) group.prepend(make("title", {}, `${row.cells[0].firstChild.textContent.trim()}: ${row.querySelector("th").firstChild.textContent}`));
  return mark;
}

const judgedOn = +(svg.querySelector(".asof")?.dataset.day ?? NaN);
const lateTo = (due) => (due.late === "no" ? due.last + 1 : Math.max(due.last + 1, judgedOn));
const standAt = ({ stand }) => stand < view.from ? view.left + INSIDE : stand >= view.to ? view.right - INSIDE : x(stand + 0.5);

// The pixels that a mark takes, within the axis.
function extent(mark) {
  if (mark.due) {
    const sign = standAt(mark.due);
    return [Math.min(held(mark.first), sign - 7), Math.max(held(lateTo(mark.due)), sign + 7)];
  }
  const left = held(Math.min(mark.first, ...mark.said.map(([first]) => first)));
  const right = held(Math.max(mark.last, ...mark.said.map(([, last]) => last)) + 1), day = mark.parts.length === 1 && mark.parts[0].isDay;
  if (right - left >= 2 * RADIUS && !(day && !mark.said.length)) {
    if (mark.parts.length === 1) return [left, right];
    const middles = mark.parts.map((part) => (held(part.first) + held(part.last + 1)) / 2); // a dot is broader than its day
    return [Math.min(left, Math.min(...middles) - RADIUS), Math.max(right, Math.max(...middles) + RADIUS)];
  }
  return [(left + right) / 2 - RADIUS, (left + right) / 2 + RADIUS];
}
// A day is seen if its middle is, where its dot stands; time is seen if any of it is.
const partIsSeen = ({ first, last, isDay }) => isDay ? first + 0.5 >= view.from && first + 0.5 <= view.to : first < view.to && last + 1 > view.from;
const isSeen = (mark) => mark.due ? mark.first < view.to && Math.max(lateTo(mark.due), mark.due.stand + 1) > view.from
  : mark.parts.length > 1 ? mark.first < view.to && mark.last + 1 > view.from : partIsSeen(mark.parts[0]);
const goesOnBefore = (mark) => mark.first + 1 <= view.from, goesOnAfter = (mark) => mark.last >= view.to;
const mayBeAnywhere = (mark) => !mark.due && mark.parts.length === 1 && !mark.said.length && mark.parts[0].sureFirst > mark.parts[0].sureLast
  && goesOnBefore(mark) && goesOnAfter(mark);

const rect = (kind, left, right, y, high) => ["rect", kind, { x: n(left), y: n(y - high / 2), width: n(Math.max(0.5, right - left)), height: high }];
const circle = (kind, place, y) => ["circle", kind, { cx: n(place), cy: n(y), r: kind ? RADIUS - 0.75 : RADIUS }];
const sign = (kind, place, y, back, path) => ["path", kind, { d: path.replaceAll("T", back ? -(kind === "a" ? 8 : ONWARD) : kind === "a" ? 8 : ONWARD), transform: `translate(${n(place)} ${n(y)})` }];
const arrow = (place, y, back) => sign("a", place, y, back, "M0 -5LT 0L0 5z");
const onward = (y, back) => sign("x", back ? view.left + ONWARD : view.right - ONWARD, y, back, "M0 -4LT 0L0 4");

// The thin mark of the days that a source gives, under those of the event.
function thin(first, last, y) {
  const left = cut(first), right = cut(last + 1), middle = (left + right) / 2;
  return rect("k", Math.min(left, middle - LEAST_THIN / 2), Math.max(right, middle + LEAST_THIN / 2), y + THIN, THIN);
}

function eventShapes(mark, y) {
  const made = [], seen = mark.parts.filter(partIsSeen);
  for (const part of seen) made.push(...partShapes(part, y, mark.hollow));
  mark.parts.slice(1).forEach((after, i) => {
    const left = cut(mark.parts[i].last + 1), right = cut(after.first);
    if (right > left) made.push(rect("g", left, right, y, 1));
  });
  if (goesOnBefore(mark) && !mark.parts[0].openStart) made.push(onward(y, true));
  if (goesOnAfter(mark) && !mark.parts.some((part) => part.openEnd)) made.push(onward(y, false));
  for (const [first, last] of mark.said) if (partIsSeen({ first, last })) made.push(thin(first, last, y + bar / 2));
  return made;
}

function partShapes(part, y, hollow) {
  const left = cut(part.first), right = cut(part.last + 1), sure = part.sureFirst <= part.sureLast, middle = (left + right) / 2;
  if (part.isDay || part.somewhere && right - left < LEAST_BAR) return [circle(hollow ? "q" : part.isDay ? "" : "r", middle, y)];
  if (right - left < LEAST_BAR) return [rect(sure && !hollow ? "b" : "u", middle - LEAST_BAR / 2, middle + LEAST_BAR / 2, y, bar)];
  if (!sure) return [rect("u", left, right, y, bar)];
  const made = [], sureLeft = cut(part.sureFirst), sureRight = cut(part.sureLast + 1);
  if (sureLeft > left) made.push(rect("i", left, sureLeft, y, bar));
  made.push(rect(hollow ? "u" : "b", sureLeft, Math.max(sureRight, sureLeft + 2), y, bar));
  if (right > sureRight) made.push(rect("o", sureRight, right, y, bar));
  if (part.openStart) made.push(arrow(held(part.first) + 6, y, true));
  if (part.openEnd) made.push(arrow(held(part.last) - 6, y, false));
  return made;
}

function dueShapes({ due, state }, y) {
  const left = cut(due.first), right = cut(due.last + 1), place = standAt(due), made = [];
  for (const [begin, end] of [[left, Math.min(right, place - 7)], [Math.max(left, place + 7), right]])
    if (end - begin > 2) made.push(rect("u", begin, end, y, WINDOW));
  if (due.late !== "no") {
    const begin = due.late === "yes" ? right : left, end = cut(judgedOn);
    if (end > begin) made.push(rect(`late ${state}`, begin, end, y, LATE));
  }
  if (due.first < view.from) made.push(onward(y, true));
  if (lateTo(due) > view.to) made.push(onward(y, false));
  made.push(["path", state, { "fill-rule": "evenodd", d: due.path, transform: `translate(${n(place - 6)} ${n(y - 6)})` }]);
  return made;
}

// Puts shapes into a mark; elements that are there already are used again.
function drawMark(mark, y) {
  const wanted = mark.due ? dueShapes(mark, y) : mark.place?.bare ? [] : eventShapes(mark, y), { shapes } = mark;
  wanted.forEach(([name, kind, attributes], i) => {
    let shape = shapes.children[i];
    if (shape?.tagName !== name) {
      const made = make(name, {});
      if (shape) shape.replaceWith(made);
      else shapes.append(made);
      shape = made;
    }
    const known = `${kind} ${Object.values(attributes)}`;
    if (shape.known === known) return;
    shape.known = known;
    if (kind) shape.setAttribute("class", kind);
    else shape.removeAttribute("class");
    for (const key in attributes) shape.setAttribute(key, attributes[key]);
  });
  while (shapes.children.length > wanted.length) shapes.lastElementChild.remove();
}
