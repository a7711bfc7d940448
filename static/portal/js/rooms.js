// An open room of the menu closes with Escape, or when somebody turns to something else.
const open = () => document.querySelector(".site-nav details[open]");

document.addEventListener("keydown", (event) => {
  const room = open();
  if (event.key !== "Escape" || !room) return;
  const within = room.contains(document.activeElement);
  room.open = false;
  if (within) room.querySelector("summary").focus();
});

for (const turned of ["pointerdown", "focusin"]) {
  document.addEventListener(turned, (event) => {
    const room = open();
    if (room && !room.contains(event.target)) room.open = false;
  });
}
