// Keys press the buttons and enter the fields that name them, except while somebody types; the current mark is shown.
addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea");
  if (event.key === "Escape" && typing) {
    typing.blur();
    document.getElementById("content").focus();
    return;
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return;
  const named = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!named) return;
  event.preventDefault();
  if (named.matches("summary")) {
    named.parentElement.open = true;
    named.parentElement.querySelector("input").focus();
  } else if (named.matches("input")) {
    named.focus();
  } else {
    named.click();
  }
});
const current = document.querySelector(".document [aria-current]");
if (current) current.scrollIntoView({ block: "center" });
scrollTo(0, 0);
