// Rows pasted from a spreadsheet into any field of a row go to the box that reads tables.
document.addEventListener("paste", (event) => {
  const text = event.clipboardData?.getData("text") ?? "";
  const rows = event.target.closest?.("[data-rows]");
  const box = rows && document.querySelector(`textarea[data-paste="${rows.dataset.rows}"]`);
  if (!box || !text.includes("\t")) return;
  event.preventDefault();
  box.value = text;
  box.closest("details").open = true;
  box.focus();
});
