// Keys press the buttons that name them, except while somebody types; the current mark is brought into view.
addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea");
  if (event.key === "Escape" && typing) {
    typing.blur();
    document.getElementById("content").focus();
    return;
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return;
  const button = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (button) {
    event.preventDefault();
    button.click();
  }
});
const current = document.querySelector(".document [aria-current]");
if (current) current.scrollIntoView({ block: "center" });
scrollTo(0, 0);
