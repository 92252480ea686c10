// Rows and labels at the zoom of the view: nothing lies on anything else, as lanes.py places them.
const MOST_LABELLED = 600, MOST_ANYWHERE = 3, LABEL = 210, MOST_BEFORE = 2, LEAST_LABEL = 60, GAP = 5, ARROW = 9; // as in lanes.py
const SIZES = [{ row: 14, bar: 8 }, { row: 20, bar: 15 }]; // of many marks and of those that all have a label, as in svg.py
let high = 20; // the height of rows
const HEAD = 26, NO_HEAD = 8;

function labelOf(box) {
  const { mark, left, right } = box, text = mark.text, room = widthOf(text);
  const inside = stretches(box).flatMap(aroundLine), whole = inside.find(([start, end]) => room <= end - start);
  if (whole) return { text, x: whole[0], inside: true };
  const behind = view.right - right - GAP, before = left - view.left - GAP, wanted = Math.min(room, LABEL);
  const [start, end] = inside.reduce((best, each) => (each[1] - each[0] > best[1] - best[0] ? each : best), [0, 0]);
  const fitsBefore = behind < room && room <= Math.min(before, MOST_BEFORE * LABEL);
  const found = end - start > Math.max(behind, before) ? { text: fitted(text, end - start), x: start, inside: true }
    : (behind >= wanted || behind >= before) && !fitsBefore ? { text: fitted(text, Math.min(behind, LABEL)), x: right + GAP }
    : { text: fitted(text, Math.min(before, MOST_BEFORE * LABEL)), x: left - GAP, before: true };
  return found.text ? found : null;
}

// Where a label has room in a bar without crossing a border, what is surely taken first.
function stretches({ mark, left, right }) {
  if (mark.due || mark.parts.length > 1 || mark.said.length || right - left < LEAST_BAR) return [];
  const [part] = mark.parts, start = left + (part.openStart || goesOnBefore(mark) ? ARROW : 0);
  const end = right - (part.openEnd || goesOnAfter(mark) ? ARROW : 0), within = (place) => Math.min(Math.max(held(place), start), end);
  if (part.sureFirst > part.sureLast) return [[start + GAP, end - GAP]];
  const sure = [within(part.sureFirst), within(part.sureLast + 1)];
  return [sure, [start, sure[0]], [sure[1], end]].map(([a, b]) => [a + GAP, b - GAP]);
}

// The line of the day judged goes through no label in a bar.
function aroundLine([start, end]) {
  const line = x(judgedOn);
  return start - GAP < line && line < end + GAP ? [[start, line - GAP], [line + GAP, end]] : [[start, end]];
}

function ends({ left, right, label }) {
  if (!label) return [left, right];
  const long = widthOf(label.text), start = label.before ? label.x - long : label.x;
  return [Math.min(left, start), Math.max(right, start + long)];
}

// Places the marks of a lane in rows: each in the first row that has room. Returns the boxes and the number of rows.
function packed(marks, labelled) {
  let boxes = marks.map((mark) => { const [left, right] = extent(mark); mark.folded = false; return { mark, left, right, label: null, row: 0 }; });
  boxes.sort((a, b) => a.left - b.left || a.right - b.right || (a.mark.id < b.mark.id ? -1 : 1));
  if (labelled) for (const box of boxes) box.label = labelOf(box);
  else boxes = folded(boxes);
  const taken = [];
  for (const box of boxes) {
    const [left, right] = ends(box), free = taken.findIndex((end) => end <= left);
    box.row = free < 0 ? taken.length : free;
    taken[box.row] = right + GAP;
  }
  lengthen(boxes, labelled);
  return [boxes, taken.length];
}

// Of many marks that may be anywhere in the view one stands for all, of which only the label is drawn.
function folded(boxes) {
  const anywhere = boxes.filter(({ mark }) => mayBeAnywhere(mark)), [alone] = anywhere;
  if (anywhere.length <= MOST_ANYWHERE) return boxes;
  for (const { mark } of anywhere) show(mark.group, mark.waits = !(mark.folded = true));
  const text = fitted(`${anywhere.length} events may be at any time shown, such as “${alone.mark.text}”`, wide());
  alone.mark.folded = false;
  Object.assign(alone, { right: view.left, label: { text, x: view.left }, bare: true });
  return [alone, ...boxes.filter(({ mark }) => !mayBeAnywhere(mark))];
}

// Labels behind their marks become as long as the row has room; where not all have one, those get one that have room.
function lengthen(boxes, labelled) {
  const following = new Map();
  for (const box of boxes.toReversed()) {
    const room = (following.get(box.row) ?? view.right + GAP) - box.right - 2 * GAP;
    following.set(box.row, ends(box)[0]);
    if (labelled && box.label && box.label.x > box.right && room > widthOf(box.label.text)) box.label.text = fitted(box.mark.text, room);
    else if (!labelled && !box.bare && room >= LEAST_LABEL) {
      const text = fitted(box.mark.text, Math.min(room, LABEL));
      if (text) box.label = { text, x: box.right + GAP };
    }
  }
}

function drawLabel(mark, label, y) {
  if (!label) { mark.label?.remove(); mark.label = null; return; }
  if (!mark.label) mark.group.append((mark.label = make("text", {})));
  if (mark.label.textContent !== label.text) mark.label.textContent = label.text;
  const kind = label.before ? "e" : label.inside ? "in" : "";
  if (mark.label.getAttribute("class") !== kind) mark.label.setAttribute("class", kind);
  mark.label.setAttribute("x", Math.round(label.x));
  mark.label.setAttribute("y", y + 4);
}

// Lanes: a lane of which nothing is seen goes, and what stands below moves up.
const lanesOf = (marks) => [...(svg.querySelectorAll("g.l") ?? [])].map((group) => {
  const title = group.querySelector("text.lane");
  return { group, title, name: title?.textContent, rule: group.querySelector(".rule"), top: +group.dataset.top, own: marks.filter((mark) => mark.group.parentNode === group) };
});

// Of many marks only those near the window are drawn; the others wait at their places until they come near.
const NEAR = 200;
let near = [-Infinity, Infinity];
function lookAround(from) { near = [-from - NEAR, innerHeight - from + NEAR]; }
const isNear = ({ y }) => y >= near[0] && y <= near[1];

function drawPlaced(mark) {
  mark.waits = false;
  drawMark(mark, mark.place.middle);
  drawLabel(mark, mark.place.label, mark.place.middle);
  show(mark.group, true);
}
function drawComing() { for (const mark of marks) if (mark.waits && !mark.out && isNear(mark)) drawPlaced(mark); }

// Draws the lanes from `top` downwards, and returns where they end.
function drawLanes(lanes, top) {
  let y = top;
  const seen = lanes.map((lane) => lane.own.filter((mark) => !(mark.out = mark.hidden || !isSeen(mark))));
  const labelled = seen.reduce((sum, marks) => sum + marks.length, 0) <= MOST_LABELLED;
  ({ bar, row: high } = SIZES[+labelled]);
  lanes.forEach((lane, i) => {
    for (const mark of lane.own) if (mark.out) show(mark.group, false);
    show(lane.group, seen[i].length);
    if (!seen[i].length) return;
    lane.y = y;
    lane.group.setAttribute("transform", `translate(0 ${y - lane.top})`);
    lane.rule.setAttribute("d", `M${SIDE} ${lane.top}.5H${view.right}`);
    if (lane.title) lane.title.textContent = fitted(lane.name, wide() - 30, HEAD_SIZE);
    const [boxes, rows] = packed(seen[i], labelled), head = lane.title ? HEAD : NO_HEAD;
    for (const { mark, row, label, left, right, bare } of boxes) {
      const middle = lane.top + head + row * high + high / 2;
      Object.assign(mark, { left, right, place: { middle, label, bare }, y: middle + y - lane.top });
      mark.waits = !labelled && !isNear(mark);
      if (!mark.waits) drawPlaced(mark);
      else show(mark.group, false);
    }
    y += head + rows * high + 6;
  });
  return y;
}

function show(element, wanted) {
  if (!wanted === element.hasAttribute("display")) return;
  if (wanted) element.removeAttribute("display");
  else element.setAttribute("display", "none");
}
