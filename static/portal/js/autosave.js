// The draft saves itself; the line under the form says when. That it was refused stays in sight, above what is typed.
import { forget, keep, keepUntilAnswered, kept, putBack, typed, words as saying } from "./kept.js";

const PAUSE = 900; // ms without a key
const TOLD = [409, 422]; // somebody wrote meanwhile; a field is wrong: the answer says so in words

const follow = (form) => {
  const address = form.dataset.autosave;
  const status = form.querySelector("[data-autosave-status]");
  const refused = form.querySelector("[data-autosave-told]");
  let timer = 0;

  // Told once, not with every key; a message without markup is one line.
  const tell = (words, isPage) => {
    if (!refused || refused.dataset.words === words) return;
    refused.dataset.words = words;
    if (isPage) refused.innerHTML = words;
    else refused.textContent = words;
  };

  const save = async () => {
    timer = 0;
    try {
      const answer = await fetch(address, {
        method: "POST",
        body: saying(form),
        headers: { "X-Requested-With": "autosave" },
        redirect: "manual",
      });
      const told = answer.ok || TOLD.includes(answer.status) ? await answer.text() : "";
      if (told) tell(answer.ok ? "" : told, answer.headers.get("Content-Type").startsWith("text/html"));
      if (status && told) status.textContent = answer.ok ? told : status.dataset.refused;
      if (!answer.ok && !told) throw new Error(String(answer.status));
      forget(address);
    } catch {
      // Signed out or off line: the words stay in this tab until the page is open again.
      keep(address, typed(form));
      if (status) status.textContent = status.dataset.failed;
    }
  };

  form.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => {
    window.clearTimeout(timer);
    keepUntilAnswered(address, typed(form));
  });

  // What leads away from the page lets it save first.
  document.querySelectorAll("form[data-after-saving]").forEach((other) =>
    other.addEventListener("submit", async (event) => {
      if (!timer) return;
      event.preventDefault();
      window.clearTimeout(timer);
      await save();
      other.submit();
    }),
  );

  const words = kept(address);
  if (words && !form.querySelector(".stale")) {
    putBack(form, words);
    forget(address);
    save();
  }
};

document.querySelectorAll("form[data-autosave]").forEach(follow);
