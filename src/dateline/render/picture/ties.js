// Links between marks, drawn anew with them, as ties.py draws them; one of which an end is not seen goes.
const CLEAR = 7, ARC = 9, HEAD_OF_ARROW = 4, INSET = 4;
const ties = [...svg.querySelectorAll(".ties .t")].map((line) => ({ line, from: [], to: [] }));
if (ties.length) {
  const named = Map.groupBy(marks, (mark) => `${mark.due ? "deadline" : "event"} ${mark.id}`);
  for (const tie of ties) [tie.from, tie.to] = [named.get(tie.line.dataset.from) ?? [], named.get(tie.line.dataset.to) ?? []];
}

function touching(mark, other) {
  const inset = Math.min(INSET, (mark.right - mark.left) / 2);
  return Math.min(Math.max((other.left + other.right) / 2, mark.left + inset), mark.right - inset);
}

function way(origin, target) {
  const down = Math.sign(target.y - origin.y), start = origin.y + CLEAR * (down || -1), end = target.y - CLEAR * (down || 1);
  const from = n(touching(origin, target)), to = n(touching(target, origin)), bend = n(down ? (start + end) / 2 : start - ARC), back = n(end - HEAD_OF_ARROW * (down || 1));
  return `M${from} ${n(start)}C${from} ${bend} ${to} ${bend} ${to} ${n(end)}M${n(to - 3)} ${back}L${to} ${n(end)}L${n(to + 3)} ${back}`;
}

drawn.push(() => {
  for (const { line, from, to } of ties) {
    let best = null;
    for (const origin of from) for (const target of to)
      if (!origin.out && !target.out && (!best || Math.abs(origin.y - target.y) < Math.abs(best[0].y - best[1].y))) best = [origin, target];
    show(line, best);
    if (best) line.setAttribute("d", way(...best));
  }
});
