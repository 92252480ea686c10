// Bars that stand for many events: Ctrl and the wheel (or two fingers), and + on a bar, open the time below it;
// the wheel the other way, and −, lead back to all dates. Without this script a bar is a link all the same.
"use strict";
(() => {
  const picture = document.querySelector("svg.bars");
  if (!picture) return;
  const open = (bar) => location.assign(bar.getAttribute("href"));
  const leave = () => { const wider = document.querySelector("a.wider"); if (wider) location.assign(wider.href); };
  picture.addEventListener("wheel", (event) => {
    if (!event.ctrlKey || !event.deltaY) return;
    event.preventDefault();
    const bar = event.target.closest("a");
    if (event.deltaY > 0) leave();
    else if (bar) open(bar);
  }, { passive: false });
  picture.addEventListener("keydown", (event) => {
    const bar = event.target.closest("a");
    if (event.key === "+" && bar) open(bar);
    else if (event.key === "-") leave();
  });
})();
