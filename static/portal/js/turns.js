// A page counts what is typed on it and says with every save how far it was: of two saves that overtake each other,
// the server keeps the newer.
const count = (form) =>
  form?.querySelectorAll("[data-turn]").forEach((turn) => {
    turn.value = Math.max(Date.now(), Number(turn.value) + 1);
  });

document.addEventListener("input", (event) => count(event.target.form), true);
document.addEventListener("change", (event) => count(event.target.form), true);
document.addEventListener("submit", (event) => count(event.target), true);
