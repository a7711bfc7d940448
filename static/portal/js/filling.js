// A suggestion is put into its field by one key; without scripts it is read and typed.
const reveal = () => document.querySelectorAll("[data-fill][hidden]").forEach((button) => (button.hidden = false));

reveal();
document.addEventListener("htmx:afterSwap", reveal);
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-fill]");
  const field = button && document.querySelector(button.dataset.fill);
  if (!field) return;
  field.value = button.dataset.words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
});
