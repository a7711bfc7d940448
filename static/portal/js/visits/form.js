// What is taken down of a visit.
import { isoLocal } from "../phone/sync.js";

const KEPT = ["way", "minutes", "place", "lat", "lon", "explained", "signer"];

export const visitForm = ({ form, field, checked, keep, isDrawn }) => {
  const needList = form.querySelector("[data-needs]");
  const needs = () =>
    [...needList.children].map((row) => ({
      kind: row.querySelector("[data-kind]").value,
      words: row.querySelector("[data-words]").value.trim(),
      note: row.querySelector("[data-note]").value.trim(),
    }));

  const values = () => ({
    way: field("way").value,
    minutes: field("minutes").value,
    place: field("place").value,
    lat: field("lat").value,
    lon: field("lon").value,
    explained: field("explained").value,
    outcome: checked("outcome")[0] || "",
    signer: field("signer").value,
    topics: checked("topics"),
    needs: needs(),
  });

  const fit = () => {
    const outcome = checked("outcome")[0];
    form.querySelector("[data-signing]").hidden = outcome !== "signed";
    form.querySelector("[data-held]").hidden = ["declined", "absent"].includes(outcome);
  };

  const addNeed = (need = {}) => {
    const row = form.querySelector("template[data-need]").content.firstElementChild.cloneNode(true);
    row.querySelector("[data-kind]").value = need.kind || "other";
    row.querySelector("[data-words]").value = need.words || "";
    row.querySelector("[data-note]").value = need.note || "";
    row.querySelector("[data-drop]").addEventListener("click", () => {
      row.remove();
      keep();
    });
    needList.append(row);
    return row;
  };

  const fill = (kept, company) => {
    needList.replaceChildren();
    KEPT.forEach((name) => {
      if (kept[name] !== undefined) field(name).value = kept[name];
    });
    (kept.topics || []).forEach((code) => (form.querySelector(`[name=topics][value="${code}"]`).checked = true));
    if (kept.outcome) form.querySelector(`[name=outcome][value="${kept.outcome}"]`).checked = true;
    (kept.needs || []).forEach(addNeed);
    if (Object.keys(kept).length) return;
    field("way").value = company.way;
    field("place").value = company.way === "on-site" ? company.address : "";
  };

  /** What is missing before it can be sealed: the name of a message of the page, or "". */
  const missing = (now) => {
    if (!now.outcome) return "outcome";
    const isHeld = ["signed", "unsigned"].includes(now.outcome);
    if (isHeld && !now.topics.length && !now.explained.trim() && !now.needs.length) return "nothing";
    if (now.way === "on-site" && !now.place.trim()) return "place";
    if (isHeld && now.needs.some((need) => !need.words)) return "need";
    if (now.outcome === "signed" && now.way !== "on-site") return "signed-where";
    if (now.outcome === "signed" && (!now.signer.trim() || !isDrawn())) return "signature";
    return "";
  };

  const record = (now, company) => {
    const isHeld = ["signed", "unsigned"].includes(now.outcome);
    return {
      company: company.company,
      grid: company.grid,
      planned: company.planned,
      at: isoLocal(new Date()),
      way: now.way,
      minutes: now.minutes ? Number(now.minutes) : null,
      place: now.place,
      lat: now.lat || null,
      lon: now.lon || null,
      topics: isHeld ? now.topics : [],
      explained: now.explained,
      needs: isHeld ? now.needs : [],
      outcome: now.outcome,
      signer: now.outcome === "signed" ? now.signer : "",
    };
  };

  form.querySelector("[data-add-need]").addEventListener("click", () => {
    addNeed().querySelector("[data-words]").focus();
    keep();
  });

  return {
    values,
    fit,
    fill,
    missing,
    record,
    idOf: (one) => `${one.person}:${one.company}:${one.grid}`,
    called: (_now, company) => ({ title: company.name }),
  };
};
