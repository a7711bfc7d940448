// Desk: j and k move, Enter opens, a takes.
const cases = [...document.querySelectorAll("[data-case]")];
let at = -1;

const move = (by) => {
  at = Math.min(cases.length - 1, Math.max(0, at + by));
  cases[at].querySelector("a")?.focus();
};

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  a: () => cases[at]?.querySelector("form[data-take]")?.requestSubmit(),
};

if (cases.length) {
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
    KEYS[event.key]?.();
  });
}
