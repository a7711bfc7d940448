// Small conveniences; every page works without them.
"use strict";

// Light or dark, remembered on this machine only.
document.querySelectorAll("[data-colour-scheme]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => {
    const now = document.documentElement.dataset.bsTheme === "dark" ? "light" : "dark";
    document.documentElement.dataset.bsTheme = now;
    localStorage.setItem("colour-scheme", now);
  });
});

// A double click sends a form once.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
  window.setTimeout(() => { delete form.dataset.sent; }, 8000);
});
window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => delete form.dataset.sent));

// Files may be dropped on the field that takes them.
document.querySelectorAll("[data-dropzone]").forEach((zone) => {
  const input = zone.querySelector('input[type="file"]');
  zone.addEventListener("dragover", (event) => { event.preventDefault(); zone.classList.add("is-over"); });
  zone.addEventListener("dragleave", () => zone.classList.remove("is-over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("is-over");
    if (input && event.dataTransfer.files.length) input.files = event.dataTransfer.files;
  });
});

// What was sent from this tab stays in it until a page of the portal answers; when that is the page to sign in
// or tells a failure, it was not taken, and it comes back as it was typed.
const SENT = "sent:", KEPT = "draft:";
const signingIn = document.querySelector("form[data-sign-in], [data-not-taken]");
Object.keys(sessionStorage).filter((key) => key.startsWith(SENT)).forEach((key) => {
  if (signingIn) sessionStorage.setItem(KEPT + key.slice(SENT.length), sessionStorage.getItem(key));
  sessionStorage.removeItem(key);
});
const typed = (form) => JSON.stringify([...new FormData(form)].filter(
  ([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string"));
const putBack = (form, words) => {
  // Changed answers and ticks too, and the version they stood on: the server tells when somebody wrote meanwhile.
  [...form.elements].forEach((field) => {
    if (!field.name || field.name === "csrfmiddlewaretoken" || ["submit", "button", "file"].includes(field.type)) return;
    const values = words.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
    else if (field.multiple) [...field.options].forEach((option) => { option.selected = values.includes(option.value); });
    else if (values.length) field.value = values[0];
  });
};

// The draft saves itself; the line under the form says when, or that it could not.
document.querySelectorAll("form[data-autosave]").forEach((form) => {
  const status = form.querySelector("[data-autosave-status]");
  const kept = KEPT + form.dataset.autosave;
  let timer = 0;
  const keep = async () => {
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST", body: new FormData(form), headers: { "X-Requested-With": "autosave" }, redirect: "manual",
      });
      const told = answer.ok || answer.status === 409 || answer.status === 422 ? await answer.text() : "";
      if (status && told) status.textContent = told;
      if (!answer.ok && !told) throw new Error(String(answer.status));
      sessionStorage.removeItem(kept);
    } catch {
      // Signed out or off line: the words stay in this tab until the page is open again.
      sessionStorage.setItem(kept, typed(form));
      if (status) status.textContent = status.dataset.failed;
    }
  };
  form.addEventListener("input", () => { window.clearTimeout(timer); timer = window.setTimeout(keep, 900); });
  form.addEventListener("submit", () => {
    window.clearTimeout(timer);
    sessionStorage.setItem(SENT + form.dataset.autosave, typed(form));
  });
  const stored = sessionStorage.getItem(kept);
  if (stored && !form.querySelector(".stale")) {
    putBack(form, JSON.parse(stored));
    sessionStorage.removeItem(kept);
    keep();
  }
});

// Words of an act that cannot save itself (a decision, an opinion, a correction request): kept over a lost session.
document.querySelectorAll("form[data-keep]").forEach((form) => {
  const name = form.dataset.keep;
  const stored = sessionStorage.getItem(KEPT + name);
  if (stored) putBack(form, JSON.parse(stored).filter(([field]) => field !== "password"));
  sessionStorage.removeItem(KEPT + name);
  form.addEventListener("submit", () => {
    sessionStorage.setItem(SENT + name, JSON.stringify(JSON.parse(typed(form)).filter(([field]) => field !== "password")));
  });
});

// Rows pasted from a spreadsheet into any text field of a row spread over the fields to the right and the rows below.
document.addEventListener("paste", (event) => {
  const field = event.target;
  const rows = field.closest?.("[data-rows]");
  const text = event.clipboardData?.getData("text") ?? "";
  if (!rows || !text.includes("\t")) return;
  event.preventDefault();
  const box = rows.querySelector("textarea[data-paste]");
  if (!box) return;
  box.value = text;
  box.closest("details").open = true;
  box.focus();
});

// Desk: j and k move, Enter opens, a takes.
const cases = [...document.querySelectorAll("[data-case]")];
if (cases.length) {
  let at = -1;
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j" || event.key === "k") {
      at = Math.min(cases.length - 1, Math.max(0, at + (event.key === "j" ? 1 : -1)));
      cases[at].querySelector("a")?.focus();
    } else if (event.key === "a" && at >= 0) {
      cases[at].querySelector("form[data-take]")?.requestSubmit();
    }
  });
}

// Fields that only matter for one answer appear with it.
const follow = () => document.querySelectorAll("[data-shown-by]").forEach((box) => {
  const by = [...document.getElementsByName(box.dataset.shownBy)];
  if (!by.length) return;
  box.hidden = !by.some((field) => field.type === "select-one"
    ? field.value === box.dataset.shownWhen
    : field.checked && field.value === box.dataset.shownWhen);
});
document.addEventListener("change", follow);
follow();
