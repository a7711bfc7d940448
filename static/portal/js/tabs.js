// Links to the parts of a page become tabs: one part is shown, arrow keys move between them, the address says which.
// Without this script every part stands below the other; on paper it always does.
document.querySelectorAll("[data-tabs]").forEach((nav) => {
  const tabs = [...nav.querySelectorAll("a")];
  const panelOf = (tab) => document.getElementById(tab.hash.slice(1));
  const list = nav.querySelector("ul");
  list.setAttribute("role", "tablist");
  list.setAttribute("aria-label", nav.getAttribute("aria-label"));
  for (const item of list.children) item.setAttribute("role", "presentation");

  const choose = (chosen) => {
    for (const tab of tabs) {
      tab.setAttribute("aria-selected", tab === chosen);
      tab.tabIndex = tab === chosen ? 0 : -1;
      panelOf(tab).classList.toggle("is-behind", tab !== chosen);
    }
  };
  tabs.forEach((tab, number) => {
    const panel = panelOf(tab);
    tab.id ||= `${panel.id}-tab`;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panel.id);
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
    tab.addEventListener("click", (event) => {
      event.preventDefault();
      choose(tab);
      history.replaceState(null, "", tab.hash);
    });
    tab.addEventListener("keydown", (event) => {
      const to = { ArrowRight: number + 1, ArrowLeft: number - 1, Home: 0, End: tabs.length - 1 }[event.key];
      if (event.key === " ") event.preventDefault();
      if (event.key === " ") tab.click();
      if (to === undefined) return;
      event.preventDefault();
      const next = tabs[(to + tabs.length) % tabs.length];
      next.focus();
      next.click();
    });
  });
  // An address may name a part, or anything within one.
  const named = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    return target && tabs.find((tab) => panelOf(tab).contains(target));
  };
  choose(named() || tabs[0]);
  addEventListener("hashchange", () => named() && choose(named()));
});
