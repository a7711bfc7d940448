// Today's visits: the companies of a member's grids, each with the form of a visit.
import { copy, part, phonePage, words, write } from "../phone/page.js";
import { visitForm } from "./form.js";

const hashOf = (one) => `#${one.company}:${one.grid}`;

const showDay = ({ day, person, drafts, open, discard }) => {
  const wanted = part("find").value.trim();
  const begun = new Map(drafts.map((one) => [one.id, one]));
  const rows = (day ? day.companies : []).filter((one) => !wanted || `${one.name}${one.address}`.includes(wanted));
  part("companies").replaceChildren(
    ...rows.map((one) => {
      const made = copy("one");
      write(made, "company", one.name);
      write(made, "address", one.address);
      const due = one.due ? words("due").replace("{day}", one.due) : words("due-unknown");
      write(made, "about", one.planned ? `${words(`purpose-${one.purpose}`)} · ${due}` : words("unplanned"));
      write(made, "last", one.last ? words("last").replace("{day}", one.last) : words("never"));
      const draft = begun.get(`${person}:${one.company}:${one.grid}`);
      write(made, "draft", draft ? words("begun") : "");
      made.querySelector("[data-open]").addEventListener("click", () => open({ ...one, person }));
      made.querySelector("[data-discard]").hidden = !draft;
      made.querySelector("[data-discard]").addEventListener("click", () => discard(draft));
      return made;
    }),
  );
};

const page = phonePage({
  form: visitForm,
  showDay,
  hashOf,
  titleOf: (one) => one.name,
  begun: (hash, { day, person }) => {
    const found = day.companies.find((one) => hashOf(one) === hash);
    return found && { ...found, person };
  },
});

part("find").addEventListener("input", page.showDay);
