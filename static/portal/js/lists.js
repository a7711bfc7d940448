// Lists: j and k move, Enter opens, x chooses, a does what the row's own button does, ? tells them; the head chooses all
// of a page.
const rows = [...document.querySelectorAll("[data-row]")];
let at = -1;

const move = (by) => {
  at = Math.min(rows.length - 1, Math.max(0, at + by));
  rows[at].querySelector("a")?.focus();
};

// The section of the page, before everybody's eyes; closed by Escape, as every dialog.
const help = () => {
  const section = document.querySelector("[data-keys]");
  if (!section || document.querySelector("dialog.keys[open]")) return;
  const dialog = Object.assign(document.createElement("dialog"), { className: "keys" });
  const title = Object.assign(document.createElement("h2"), { className: "h5", id: "keys-title" });
  title.textContent = section.querySelector("summary").textContent;
  const close = Object.assign(document.createElement("button"), { className: "btn btn-primary" });
  close.textContent = section.dataset.close;
  close.addEventListener("click", () => dialog.close());
  dialog.setAttribute("aria-labelledby", "keys-title");
  dialog.append(title, section.querySelector("dl").cloneNode(true), close);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
};

const KEYS = {
  "?": help,
  j: () => move(1),
  k: () => move(-1),
  x: () => rows[at]?.querySelector("input[name=row]")?.click(),
  a: () => rows[at]?.querySelector("form[data-act]")?.requestSubmit(),
};

if (rows.length) {
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input:not([type=checkbox]), select, textarea")) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    KEYS[event.key]?.();
  });
}

const head = document.querySelector("[data-choose-all]");
if (head) {
  const boxes = rows.map((row) => row.querySelector("input[name=row]"));
  const all = Object.assign(document.createElement("input"), { type: "checkbox", className: "form-check-input" });
  all.setAttribute("aria-label", head.textContent.trim());
  all.addEventListener("change", () => boxes.forEach((box) => (box.checked = all.checked)));
  boxes.forEach((box) =>
    box.addEventListener("change", () => (all.checked = boxes.every((one) => one.checked)))
  );
  head.replaceChildren(all);
}
