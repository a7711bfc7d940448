// Words of an act that cannot save itself (a decision, an opinion, a correction request): kept over a lost session.
import { forget, keepUntilAnswered, kept, putBack, typed } from "./kept.js";

document.querySelectorAll("form[data-keep]").forEach((form) => {
  const name = form.dataset.keep;
  const words = kept(name);
  if (words) putBack(form, words);
  forget(name);
  form.addEventListener("submit", () => keepUntilAnswered(name, typed(form, "password")));
});
