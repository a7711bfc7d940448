// Runs before the page is drawn, so that it never flashes in the wrong colours.
(() => {
  const kept = localStorage.getItem("colour-scheme");
  const dark = kept ? kept === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.bsTheme = dark ? "dark" : "light";
})();
