import { words } from "./kept.js";

// A row looks itself up as soon as what its registries ask for stands in it; what is typed meanwhile is not touched.
const said = (row) => [...row.querySelectorAll("input, select, textarea")].map((field) => field.value).join("\n");
const stands = (row) => row.dataset.needs.split(" ").every((name) => document.getElementsByName(name)[0]?.value);

const swap = (row, html) => {
  const focused = row.contains(document.activeElement) ? document.activeElement.id : "";
  const chosen = [...row.querySelectorAll('input[type="file"]')].filter((field) => field.files.length);
  row.insertAdjacentHTML("beforebegin", html);
  row.remove();
  chosen.forEach((field) => {
    const anew = document.getElementById(field.id);
    if (anew) anew.files = field.files;
  });
  document.getElementById(focused)?.focus();
  document.dispatchEvent(new Event("rows:shown"));
};

const lookUp = async (row) => {
  const form = row.closest("form");
  const before = said(row);
  row.classList.add("htmx-request");
  try {
    const address = `${form.dataset.rowAddress}rows=${row.dataset.rowsOf}&place=${row.dataset.place}`;
    const answer = await fetch(address, { method: "POST", body: words(form), redirect: "manual" });
    if (answer.ok && row.isConnected && said(row) === before) swap(row, await answer.text());
    else if ([409, 422].includes(answer.status)) row.querySelector("[data-told]").textContent = await answer.text();
  } catch {
    // Off line: autosave says so, and the row is looked up when the page is sent.
  } finally {
    row.classList.remove("htmx-request");
  }
};

document.addEventListener("change", (event) => {
  const row = event.target.closest("[data-needs]");
  if (row && stands(row)) lookUp(row);
});

// One question asks about all rows that were not asked about; each of the others is drawn anew after it.
(async () => {
  for (const row of document.querySelectorAll("[data-needs][data-unasked]")) if (stands(row)) await lookUp(row);
})();
