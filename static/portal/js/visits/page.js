// Today's visits: the companies of a member's grids, each with the form of a visit.
import { copy, part, phonePage, words, write } from "../phone/page.js";
import { visitForm } from "./form.js";

const hashOf = (one) => `#${one.company}:${one.grid}`;

const showDay = ({ day, person, drafts, open }) => {
  const wanted = part("find").value.trim();
  const begun = new Set(drafts.map((one) => one.id));
  const rows = (day ? day.companies : []).filter((one) => !wanted || `${one.name}${one.address}`.includes(wanted));
  part("companies").replaceChildren(
    ...rows.map((one) => {
      const made = copy("one");
      write(made, "company", one.name);
      write(made, "address", one.address);
      const due = one.due ? words("due").replace("{day}", one.due) : words("due-unknown");
      write(made, "about", one.planned ? `${words(`purpose-${one.purpose}`)} · ${due}` : words("unplanned"));
      write(made, "last", one.last ? words("last").replace("{day}", one.last) : words("never"));
      write(made, "draft", begun.has(`${person}:${one.company}:${one.grid}`) ? words("begun") : "");
      made.querySelector("button").addEventListener("click", () => open({ ...one, person }));
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
