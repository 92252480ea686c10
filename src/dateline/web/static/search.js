// Searches the index of a published site: every word must begin a word of the title.
"use strict";
(() => {
  const words = document.getElementById("words");
  const told = document.getElementById("told");
  const found = document.getElementById("found");
  const MOST = 200;

  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const entries = INDEX.map(([kind, title, path]) => ({ kind, title, path, words: ` ${folded(title).replace(/[^\p{L}\p{N}]+/gu, " ")}` }));

  const item = (entry) => {
    const made = document.createElement("li");
    const link = document.createElement("a");
    const kind = document.createElement("span");
    link.href = entry.path;
    link.textContent = entry.title;
    kind.className = "faint";
    kind.textContent = ` ${entry.kind}`;
    made.append(link, kind);
    return made;
  };
  const show = () => {
    const wanted = folded(words.value).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    const some = wanted.length ? entries.filter((entry) => wanted.every((word) => entry.words.includes(` ${word}`))) : [];
    found.replaceChildren(...some.slice(0, MOST).map(item));
    const hidden = some.length > MOST ? `; the first ${MOST} are shown` : "";
    told.textContent = wanted.length ? `${some.length} found${hidden}.` : `${entries.length} records can be found.`;
    history.replaceState(null, "", words.value ? `#${encodeURIComponent(words.value)}` : location.pathname);
  };

  words.value = decodeURIComponent(location.hash.slice(1));
  words.addEventListener("input", show);
  show();
  words.focus();
})();
