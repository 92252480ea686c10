// Tables that hold all their rows can be sorted by a click on a heading. Without this script they keep their order.
"use strict";
(() => {
  const first = (text) => {
    const found = /-?\d[\d,]*(\.\d+)?/.exec(text.replace("−", "-"));
    return found ? Number(found[0].replace(/,/g, "")) : text.includes("∞") ? Infinity : NaN;
  };
  const words = (row, place) => {
    const cell = row.cells[place];
    const key = cell.querySelector("[data-key]");
    return key ? key.dataset.key : cell.textContent.trim();
  };
  const sort = (table, place, number, down) => {
    const rows = [...table.tBodies[0].rows].map((row) => ({ row, text: words(row, place) }));
    // What is empty stays at the end, whichever way.
    const order = (a, b) => {
      if (!a.text || !b.text) return Number(!a.text) - Number(!b.text);
      const some = number ? (first(a.text) || 0) - (first(b.text) || 0) : a.text.localeCompare(b.text, "en", { numeric: true });
      return down ? -some : some;
    };
    table.tBodies[0].append(...rows.sort(order).map((each) => each.row));
  };
  // What shows only a part, or has an order of its own, is left alone.
  for (const table of document.querySelectorAll("main table")) {
    if (!table.tHead || !table.tBodies.length || table.matches("[data-part], .board, .list")) continue;
    table.classList.add("sortable");
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, place) => {
      if (!head.textContent.trim() || head.querySelector("a, .hidden")) return;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const number = head.classList.contains("number");
        const down = head.getAttribute("aria-sort") === "ascending" || (number && !head.hasAttribute("aria-sort"));
        for (const each of heads) each.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        sort(table, place, number, down);
      });
    });
  }
})();
