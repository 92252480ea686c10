// Names to choose from are asked for when a field that offers them is entered: most visits need none.
"use strict";
(() => {
  const asked = new Set(), at = new URLSearchParams(location.search).get("recorded_at");
  addEventListener("focusin", async ({ target }) => {
    const kind = target.dataset?.offers;
    if (!kind || asked.has(kind)) return;
    asked.add(kind);
    const answer = await fetch(`/offers/${kind}${at ? `?recorded_at=${encodeURIComponent(at)}` : ""}`).catch(() => null);
    if (!answer?.ok) return asked.delete(kind);
    const list = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("datalist");
    list.id = `offers-${kind}`;
    document.body.append(list);
    for (const field of document.querySelectorAll(`[data-offers="${kind}"]`)) field.setAttribute("list", list.id);
  });
})();
