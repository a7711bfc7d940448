// Encounters on the road: who may open one, those begun, and the list of what is not punished, to be read without network.
import { copy, part, phonePage, words, write } from "../phone/page.js";
import { isoLocal } from "../phone/sync.js";
import { encounterForm } from "./form.js";

const entry = (one) => {
  const made = copy("entry");
  write(made, "name", one.name);
  write(made, "basis", one.basis);
  const line = (text) => Object.assign(document.createElement("li"), { textContent: text });
  made.querySelector("[data-conditions]").replaceChildren(...one.conditions.map(line));
  return made;
};

const draftRow = (draft, { open, discard }) => {
  const made = copy("draft");
  write(made, "called", draft.values.plate || draft.values.place || words("unnamed"));
  made.querySelector("[data-open]").addEventListener("click", () => open(draft.about));
  made.querySelector("[data-discard]").addEventListener("click", () => discard(draft));
  return made;
};

let begin = () => {};

const showDay = ({ day, person, drafts, open, discard }) => {
  const may = Boolean(day && day.certificate && day.pledge);
  part("new").hidden = !may;
  part("uncertified").hidden = !day || Boolean(day.certificate);
  part("unpledged").hidden = !day || !day.certificate || Boolean(day.pledge);
  part("standing").textContent = may ? words("standing").replace("{number}", day.certificate).replace("{day}", day.pledge) : "";
  part("drafts").replaceChildren(...(day ? drafts : []).map((one) => draftRow(one, { open, discard })));
  part("listed").hidden = !day;
  part("entries").replaceChildren(...(day ? day.entries : []).map(entry));
  begin = () => open({ id: crypto.randomUUID(), person, begun: isoLocal(new Date()) });
};

phonePage({
  form: encounterForm,
  showDay,
  hashOf: (one) => `#${one.id}`,
  titleOf: () => words("title"),
  begun: (hash, { drafts, person }) => {
    const found = drafts.find((one) => one.person === person && hash === `#${one.about.id}`);
    return found && found.about;
  },
});

part("new").addEventListener("click", () => begin());
