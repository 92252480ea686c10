// Searches the index of a published site: every word must begin a word of the title.
"use strict";
(() => {
  const words = document.getElementById("words");
  const told = document.getElementById("told");
  const found = document.getElementById("found");
  const MOST = 200;

  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const KINDS = [["actor", "Actors"], ["theme", "Themes"], ["programme", "Programmes"], ["deadline", "Deadlines"],
    ["source", "Sources"], ["event", "Events"]];
  const plain = (text) => ` ${folded(text).replace(/[^\p{L}\p{N}]+/gu, " ")}`;
  const entries = INDEX.map(([kind, title, path, others]) => ({ kind, title, path, others, words: plain(title), all: plain(`${title} ${others || ""}`) }));
  const has = (text, wanted) => wanted.every((word) => text.includes(` ${word}`));

  const item = (entry, wanted) => {
    const made = document.createElement("li");
    const link = document.createElement("a");
    link.href = entry.path;
    link.textContent = entry.title;
    made.append(link);
    if (!has(entry.words, wanted)) {
      const also = document.createElement("span");
      also.className = "note";
      also.textContent = entry.others;
      made.append(also);
    }
    return made;
  };
  const group = (name, some, wanted) => {
    const heading = document.createElement("h2");
    const count = document.createElement("span");
    const list = document.createElement("ul");
    heading.textContent = `${name} `;
    count.className = "faint";
    count.textContent = some.length;
    heading.append(count);
    list.className = "found";
    list.append(...some.slice(0, MOST).map((entry) => item(entry, wanted)));
    return [heading, list];
  };
  const show = () => {
    const wanted = folded(words.value).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    const some = wanted.length ? entries.filter((entry) => has(entry.all, wanted)) : [];
    const groups = KINDS.map(([kind, name]) => [name, some.filter((entry) => entry.kind === kind)]);
    found.replaceChildren(...groups.filter(([, of]) => of.length).flatMap(([name, of]) => group(name, of, wanted)));
    const hidden = groups.some(([, of]) => of.length > MOST) ? `; of each kind the first ${MOST} are shown` : "";
    told.textContent = wanted.length ? `${some.length} found${hidden}.` : `${entries.length} records can be found.`;
    try { history.replaceState(null, "", words.value ? `?q=${encodeURIComponent(words.value)}` : location.pathname); } catch { /* a file opened from a disk may not */ }
  };

  words.value = new URLSearchParams(location.search).get("q") || decodeURIComponent(location.hash.slice(1));
  words.addEventListener("input", show);
  show();
  words.focus();
})();
