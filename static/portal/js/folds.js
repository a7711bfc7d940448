// What a telephone shows folded stands open where there is room. Without this script it is folded everywhere.
// Read in the middle of the page, so that nothing jumps when the page is drawn.
(() => {
  const folds = document.querySelectorAll("details[data-open-wide]");
  if (matchMedia("(min-width: 768px)").matches) folds.forEach((fold) => (fold.open = true));
  let unfolded = [];
  // Older engines print a closed part closed, whatever the style sheet says.
  addEventListener("beforeprint", () => {
    unfolded = [...document.querySelectorAll("details.fold:not([open])")];
    unfolded.forEach((fold) => (fold.open = true));
  });
  addEventListener("afterprint", () => unfolded.forEach((fold) => (fold.open = false)));
})();
