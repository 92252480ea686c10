// Above the picture: all of time as a strip, of which a brush shows what is seen; below its top edge: the axis, which
// stays while the page is scrolled. What is seen stands in the address, so that it can be sent on.
const STRIP = 34, GRIP = 6, LEAST_BRUSH = 4;
const strip = make("svg", { class: "overview", height: STRIP, "aria-hidden": "true" });
const brush = make("rect", { class: "brush", y: 0.5, height: STRIP - 1 });
box.insertBefore(strip, svg);

const stripX = (day) => SIDE + ((day - whole.from) / (whole.to - whole.from)) * wide();
const stripDay = (place) => whole.from + ((place - SIDE) / wide()) * (whole.to - whole.from);

// One stroke for each pixel in which something may be: the more there is, the higher.
let stripFor = "";
function drawStrip() {
  const wanted = `${view.right} ${filtered}`;
  if (stripFor === wanted) return;
  stripFor = wanted;
  const changes = new Array(Math.ceil(wide()) + 2).fill(0), end = changes.length - 2;
  for (const mark of marks) {
    if (mark.hidden) continue;
    const [first, last] = [startOf(mark), Math.min(mark.last + 1, whole.to)].map((day) => Math.min(Math.max(Math.floor(stripX(day) - SIDE), 0), end));
    changes[first]++;
    changes[last + 1]--;
  }
  let sum = 0;
  const columns = changes.map((change) => (sum += change));
  const most = Math.max(1, ...columns);
  const strokes = columns.map((many, column) => (many ? `M${SIDE + column + 0.5} ${STRIP}V${n(STRIP - 2 - (STRIP - 8) * Math.sqrt(many / most))}` : ""));
  strip.setAttribute("width", view.right + SIDE);
  strip.setAttribute("viewBox", `0 0 ${view.right + SIDE} ${STRIP}`);
  strip.replaceChildren(make("path", { class: "density", d: strokes.join("") }), brush);
}

function drawBrush() {
  const left = stripX(view.from), right = stripX(view.to);
  brush.setAttribute("x", n(left));
  brush.setAttribute("width", n(Math.max(LEAST_BRUSH, right - left)));
}

// A drag within the brush moves it, at its edge resizes it, elsewhere draws a new one; a click brings it there.
let grip = null;
const stripPlace = (event) => event.clientX - strip.getBoundingClientRect().left;
strip.addEventListener("pointerdown", (event) => {
  const place = stripPlace(event), left = stripX(view.from), right = stripX(view.to), all = span() >= whole.to - whole.from;
  const near = (edge) => Math.abs(place - edge) <= GRIP;
  const fixed = all ? null : near(left) ? view.to : near(right) ? view.from : null;
  const inside = !all && fixed === null && place > left && place < right;
  grip = { start: place, fixed: fixed ?? stripDay(place), inside, from: view.from, moved: fixed !== null };
  strip.setPointerCapture(event.pointerId);
  event.preventDefault();
});
strip.addEventListener("pointermove", (event) => {
  if (!grip) return;
  const place = stripPlace(event);
  grip.moved ||= Math.abs(place - grip.start) > 3;
  if (!grip.moved) return;
  if (grip.inside) return see(grip.from + stripDay(place) - stripDay(grip.start), span());
  const day = Math.min(Math.max(stripDay(place), whole.from), whole.to);
  see(Math.min(day, grip.fixed), Math.abs(day - grip.fixed));
});
strip.addEventListener("pointerup", (event) => {
  if (grip && !grip.moved) see(stripDay(stripPlace(event)) - span() / 2, span());
  grip = null;
});
strip.addEventListener("pointercancel", () => { grip = null; });

const stuck = make("g", { class: "stuck", "aria-hidden": "true" });
svg.append(stuck);
document.documentElement.style.scrollPaddingTop = "44px"; // what is focused is scrolled to below it
function stick() {
  const top = +axis.dataset.top, shift = Math.min(-above, svg.viewBox.baseVal.height - top - 40);
  const texts = [...axis.querySelectorAll("text")];
  show(stuck, shift > top - 36 && texts.length > 0);
  if (stuck.hasAttribute("display")) return;
  stuck.setAttribute("transform", `translate(0 ${n(shift - top + 38)})`);
  stuck.replaceChildren(make("rect", { class: "paper", x: 0, y: top - 40, width: view.right + SIDE, height: 36 }), ...texts.map((text) => text.cloneNode(true)));
}
addEventListener("scroll", () => requestAnimationFrame(() => {
  above = svg.getBoundingClientRect().top;
  lookAround(above);
  drawComing();
  stick();
}), { passive: true });

let telling = 0;
function tell(wait = 250) {
  clearTimeout(telling);
  const say = () => {
    const days = span() < whole.to - whole.from ? `&days=${Math.round(view.from)}..${Math.round(view.to)}` : "";
    const opened = panel && !panel.hidden ? encodeURIComponent(current?.id ?? "") : "";
    try { history.replaceState(null, "", `#${opened}${days}`.replace(/^#$/, location.pathname + location.search)); } catch { /* a file opened from a disk may not */ }
  };
  if (wait) telling = setTimeout(say, wait);
  else say();
}
const told = /&days=(-?\d+)\.\.(-?\d+)$/.exec(location.hash);
if (told) see(+told[1], +told[2] - +told[1]);

let first = true;
drawn.push(() => {
  drawStrip();
  drawBrush();
  stick();
  if (!first) tell();
  first = false;
});
draw();
const wanted = marks.find((mark) => mark.id && `#${encodeURIComponent(mark.id)}` === location.hash.replace(/&.*/, ""));
if (wanted) { focusOnly(wanted); open(wanted); }
