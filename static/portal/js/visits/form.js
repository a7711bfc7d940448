// The form of one visit: every change is kept on the phone at once, and comes back after whatever happened.
import { pen } from "../pen.js";
import { sealed, smaller } from "./sealing.js";
import { get, put, remove, together } from "./store.js";
import { isoLocal } from "./sync.js";

const PAUSE = 300; // ms without a key

export const visitForm = (form, { told, done, failed }) => {
  const field = (name) => form.elements[name];
  const signature = pen(form.querySelector("[data-pen]"));
  const photoList = form.querySelector("[data-photos]");
  const needList = form.querySelector("[data-needs]");
  let company = null;
  let photos = [];
  let timer = 0;
  let turn = Promise.resolve();

  // One after the other: what is written late never comes back once its visit is sealed, nor goes into another visit.
  const inTurn = (work) => (turn = turn.then(work, work));
  const idOf = (one) => `${one.person}:${one.company}:${one.grid}`;
  const checked = (name) => [...form.querySelectorAll(`[name=${name}]:checked`)].map((box) => box.value);
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

  const write = async () => {
    if (!company) return;
    try {
      const drawn = await signature.picture();
      await put("drafts", { id: idOf(company), person: company.person, company, values: values(), photos, signature: drawn });
      told("kept");
    } catch (error) {
      failed(error);
    }
  };

  const keep = () => {
    window.clearTimeout(timer);
    return inTurn(write);
  };

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

  const showPhotos = () => {
    photoList.replaceChildren(
      ...photos.map((blob, place) => {
        const row = form.querySelector("template[data-photo]").content.firstElementChild.cloneNode(true);
        row.querySelector("[data-size]").textContent = `${place + 1} · ${Math.ceil(blob.size / 1024)} KB`;
        row.querySelector("[data-drop]").addEventListener("click", () => {
          photos = photos.filter((other) => other !== blob);
          showPhotos();
          keep();
        });
        return row;
      }),
    );
  };

  const fill = async (draft) => {
    form.reset();
    needList.replaceChildren();
    const kept = draft ? draft.values : {};
    ["way", "minutes", "place", "lat", "lon", "explained", "signer"].forEach((name) => {
      if (kept[name] !== undefined) field(name).value = kept[name];
    });
    (kept.topics || []).forEach((code) => (form.querySelector(`[name=topics][value="${code}"]`).checked = true));
    if (kept.outcome) form.querySelector(`[name=outcome][value="${kept.outcome}"]`).checked = true;
    (kept.needs || []).forEach(addNeed);
    photos = draft ? draft.photos : [];
    await signature.show(draft && draft.signature);
    form.querySelector("[data-where]").textContent = field("lat").value ? `${field("lat").value}, ${field("lon").value}` : "";
    showPhotos();
    fit();
  };

  /** What is missing before it can be sealed: the name of a message of the page, or "". */
  const missing = (now) => {
    if (!now.outcome) return "outcome";
    const isHeld = ["signed", "unsigned"].includes(now.outcome);
    if (isHeld && !now.topics.length && !now.explained.trim() && !now.needs.length) return "nothing";
    if (now.way === "on-site" && !now.place.trim()) return "place";
    if (isHeld && now.needs.some((need) => !need.words)) return "need";
    if (now.outcome === "signed" && now.way !== "on-site") return "signed-where";
    if (now.outcome === "signed" && (!now.signer.trim() || !signature.isDrawn())) return "signature";
    return "";
  };

  const record = (now) => {
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

  const seal = async () => {
    window.clearTimeout(timer);
    if (!company) return undefined;
    const now = values();
    const lacking = missing(now);
    if (lacking) return told(lacking);
    form.inert = true; // nothing is typed that would be neither in the sealed text nor in a draft
    const files = photos.map((blob) => ({ kind: "photo", blob }));
    if (now.outcome === "signed") files.push({ kind: "signature", blob: await signature.picture() });
    const draft = idOf(company);
    const made = await sealed(record(now), files);
    const item = { ...made, person: company.person, company: company.name, at: isoLocal(new Date()), state: "waiting" };
    try {
      // The visit is there and the draft is gone, or neither.
      await together(["items", "drafts"], (store) => {
        store("items").put(item);
        store("drafts").delete(draft);
      });
    } catch (error) {
      const receipt = await failed(error, item);
      if (!receipt) return undefined;
      company = null;
      await remove("drafts", draft).catch(() => {});
      return done(receipt);
    }
    company = null;
    return done(null);
  };

  form.addEventListener("input", () => {
    fit();
    window.clearTimeout(timer);
    timer = window.setTimeout(keep, PAUSE);
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("[data-seal]");
    button.disabled = true; // a double tap seals once
    try {
      await inTurn(seal);
    } catch (error) {
      failed(error); // a photo that is gone from the phone, say: nothing is sealed
    } finally {
      form.inert = false;
      button.disabled = false;
    }
  });
  form.querySelector("[data-add-need]").addEventListener("click", () => {
    addNeed().querySelector("[data-words]").focus();
    keep();
  });
  form.querySelector("[data-wipe]").addEventListener("click", () => {
    signature.wipe();
    keep();
  });
  field("camera").addEventListener("change", (event) => {
    const chosen = [...event.target.files];
    event.target.value = "";
    // Whoever seals or goes back meanwhile waits for it.
    inTurn(async () => {
      const room = Number(photoList.dataset.most) - photos.length;
      const made = await Promise.all(chosen.slice(0, Math.max(0, room)).map(smaller));
      photos = [...photos, ...made];
      showPhotos();
      await write();
    });
  });
  form.querySelector("[data-locate]").addEventListener("click", () => {
    if (!navigator.geolocation) return told("nowhere");
    const asked = company;
    return navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        if (company !== asked) return; // the answer comes late: another visit took place elsewhere
        field("lat").value = coords.latitude.toFixed(5);
        field("lon").value = coords.longitude.toFixed(5);
        form.querySelector("[data-where]").textContent = `${field("lat").value}, ${field("lon").value}`;
        keep();
      },
      () => told("nowhere"),
      { timeout: 15000, enableHighAccuracy: true },
    );
  });
  // The last words before the screen goes dark.
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keep());

  return {
    open: (chosen) =>
      inTurn(async () => {
        const draft = await get("drafts", idOf(chosen));
        await fill(draft);
        company = chosen;
        if (draft) return;
        field("way").value = chosen.way;
        field("place").value = chosen.way === "on-site" ? chosen.address : "";
      }),
    close: () => {
      window.clearTimeout(timer);
      return inTurn(async () => {
        await write();
        company = null;
      });
    },
  };
};
