// In a long form Ctrl and Enter, ⌘ and Enter on a Mac, do what its first button does, from any field.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  const form = event.target.closest("form[data-enter]");
  const button = form?.querySelector("button.btn-primary[type=submit]");
  if (!button) return;
  event.preventDefault();
  form.requestSubmit(button);
});
