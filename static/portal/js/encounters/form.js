// What is taken down of an encounter on the road. Nothing is looked up here: what stands of the vehicle is asked when it arrives.
import { canScan, scanWith } from "../camera.js";
import { isoLocal } from "../phone/sync.js";

const KEPT = ["plate", "colour", "scanned", "place", "lat", "lon", "second", "explained", "driver"];

export const encounterForm = ({ form, field, checked, keep, isDrawn, hasCode }) => {
  const values = () => ({
    ...Object.fromEntries(KEPT.map((name) => [name, field(name).value])),
    excluded: checked("excluded"),
    missing: checked("missing"),
    outcome: checked("outcome")[0] || "",
  });

  const fit = () => {
    form.querySelector("[data-signing]").hidden = checked("outcome")[0] !== "signed";
    form.querySelector("[data-typed]").hidden = Boolean(field("scanned").value.trim()) || hasCode();
  };

  if (canScan())
    scanWith(form.querySelector("[data-scanner]"), (text) => {
      field("scanned").value = text;
      fit();
      keep();
    });

  const option = ({ id, name }) => Object.assign(document.createElement("option"), { value: id, textContent: name });

  const exclusion = ({ code, name }) => {
    const row = form.querySelector("template[data-exclusion]").content.firstElementChild.cloneNode(true);
    const [box, label] = [row.querySelector("input"), row.querySelector("label")];
    box.value = code;
    box.id = `excluded-${code}`;
    label.htmlFor = box.id;
    label.textContent = name;
    return row;
  };

  const fill = (kept, _about, day) => {
    const second = field("second");
    second.replaceChildren(second.options[0], ...day.officers.map(option));
    form.querySelector("[data-exclusions]").replaceChildren(...day.excluded.map(exclusion));
    KEPT.forEach((name) => {
      if (kept[name] !== undefined) field(name).value = kept[name];
    });
    ["excluded", "missing", "outcome"].forEach((name) =>
      [kept[name] || []].flat().forEach((code) => {
        const box = form.querySelector(`[name=${name}][value="${code}"]`);
        if (box) box.checked = true; // what the list of another day ruled out may be none of today's
      }),
    );
  };

  /** What is missing before it can be sealed: the name of a message of the page, or "". */
  const missing = (now) => {
    const isTyped = !now.scanned.trim() && !hasCode();
    if (isTyped && !now.plate.trim()) return "plate";
    if (isTyped && !now.colour) return "colour";
    if (!now.place.trim()) return "place";
    if (!now.second) return "second";
    if (!now.missing.length && !now.explained.trim()) return "nothing";
    if (!now.outcome) return "outcome";
    if (now.outcome === "signed" && (!now.driver.trim() || !isDrawn())) return "signature";
    return "";
  };

  const record = (now, { begun }) => ({
    at: isoLocal(new Date()),
    begun,
    plate: now.scanned.trim() || hasCode() ? "" : now.plate,
    colour: now.scanned.trim() || hasCode() ? "" : now.colour,
    scanned: now.scanned.trim(),
    place: now.place,
    lat: now.lat || null,
    lon: now.lon || null,
    second: Number(now.second),
    excluded: now.excluded,
    missing: now.missing,
    explained: now.explained,
    driver: now.driver,
    outcome: now.outcome,
  });

  return {
    values,
    fit,
    fill,
    missing,
    record,
    idOf: (one) => `${one.person}:${one.id}`,
    // Until it is received the plate says which one it is; then its number does.
    called: (now) => ({ title: now.scanned.trim() || hasCode() ? now.place : now.plate, after: "" }),
  };
};
