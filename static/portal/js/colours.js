// Light or dark, remembered on this machine only.
document.querySelectorAll("[data-colour-scheme]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => {
    const now = document.documentElement.dataset.bsTheme === "dark" ? "light" : "dark";
    document.documentElement.dataset.bsTheme = now;
    localStorage.setItem("colour-scheme", now);
  });
});
