// Rows pasted from a spreadsheet into any field of a row go to the box that reads tables.
document.addEventListener("paste", (event) => {
  const text = event.clipboardData?.getData("text") ?? "";
  const box = document.querySelector("textarea[data-paste]");
  if (!box || !text.includes("\t") || !event.target.closest?.("[data-rows]")) return;
  event.preventDefault();
  box.value = text;
  box.closest("details").open = true;
  box.focus();
});
