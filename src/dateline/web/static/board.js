// The slider moves the board: it fetches the part of the same address that changes with the day.
"use strict";
(() => {
  const form = document.getElementById("asking");
  const slider = document.getElementById("slider");
  const range = document.getElementById("day");
  const field = document.getElementById("as_of");
  const shown = document.getElementById("day-shown");
  const board = document.getElementById("board");
  const told = document.getElementById("told");
  const then = document.getElementById("then");
  const known = document.getElementById("known_at");
  const WAIT = 120;
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December"];
  let waiting = 0;
  let fetching = null;

  // Day 1 is 0001-01-01, as everywhere in dateline; JavaScript counts milliseconds from 1970-01-01, day 719163.
  const dateOf = (day) => new Date((day - 719163) * 86400000);
  const yearText = (year) => (year < 0 ? "-" : "") + String(Math.abs(year)).padStart(4, "0");
  const text = (day) => {
    const date = dateOf(day);
    const year = date.getUTCFullYear();
    const two = (number) => String(number).padStart(2, "0");
    return `${yearText(year)}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
  };
  const words = (day) => {
    const date = dateOf(day);
    const year = date.getUTCFullYear();
    return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${year > 0 ? year : `${1 - year} BC`}`;
  };

  const address = () => {
    const pairs = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value.trim()) pairs.append(name, value);
    return pairs;
  };

  const load = async (pairs) => {
    if (fetching) fetching.abort();
    fetching = new AbortController();
    const part = new URLSearchParams(pairs);
    part.set("part", "board");
    board.setAttribute("aria-busy", "true");
    const open = new Set([...board.querySelectorAll("details[open]")].map((each) => each.dataset.key));
    try {
      const answer = await fetch(`${form.action}?${part}`, { signal: fetching.signal, credentials: "same-origin" });
      if (!answer.ok) { location.assign(`${form.action}?${pairs}`); return; }
      const found = new DOMParser().parseFromString(await answer.text(), "text/html");
      board.replaceChildren(...found.body.childNodes);
      for (const each of board.querySelectorAll("details")) each.open = open.has(each.dataset.key);
      history.replaceState(null, "", `${location.pathname}?${pairs}`);
      told.textContent = [...board.querySelectorAll("#standing, .totals li")].map((each) => each.textContent.trim()).join(" ");
      board.removeAttribute("aria-busy");
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  };

  range.addEventListener("input", () => {
    const day = Number(range.value);
    field.value = text(day);
    shown.textContent = words(day);
    range.setAttribute("aria-valuetext", words(day));
    clearTimeout(waiting);
    waiting = setTimeout(() => load(address()), WAIT);
  });
  // Known at a day and as known then exclude each other.
  then.addEventListener("change", () => { if (then.checked) known.value = ""; });
  known.addEventListener("input", () => { if (known.value.trim()) then.checked = false; });
  // An address without empty filters can be read and sent on.
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    location.assign(`${form.action}?${address()}`);
  });
  slider.hidden = false;
})();
