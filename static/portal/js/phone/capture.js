// One thing being taken down: every change is kept on the phone at once, and comes back after whatever happened. What is
// asked differs from page to page: `make` says it, and is given the tools to read the form and to have it kept.
import { pen } from "../pen.js";
import { sealed, smaller } from "./sealing.js";
import { get, put, remove, together } from "./store.js";
import { isoLocal } from "./sync.js";

const PAUSE = 300; // ms without a key

export const captureForm = (form, make, { told, done, failed }) => {
  const field = (name) => form.elements[name];
  const signature = pen(form.querySelector("[data-pen]"));
  const photoList = form.querySelector("[data-photos]");
  const codeList = form.querySelector("[data-code]");
  let about = null;
  let photos = [];
  let code = null; // a picture of the code of a certificate, where the page asks for one
  let timer = 0;
  let untouched = null; // the values of a form nobody has written in yet: of it there is no draft
  let turn = Promise.resolve();

  // One after the other: what is written late never comes back once it is sealed, nor goes into another draft.
  const inTurn = (work) => (turn = turn.then(work, work));
  const checked = (name) => [...form.querySelectorAll(`[name=${name}]:checked`)].map((box) => box.value);

  const write = async () => {
    if (!about) return;
    const values = own.values();
    if (JSON.stringify(values) === untouched && !photos.length && !code && !signature.isDrawn()) return;
    untouched = null; // what was written and emptied again is kept as it is
    try {
      const drawn = await signature.picture();
      const keptAt = isoLocal(new Date());
      await put("drafts", { id: own.idOf(about), person: about.person, about, keptAt, values, photos, code, signature: drawn });
      told("kept");
    } catch (error) {
      failed(error);
    }
  };

  const keep = () => {
    window.clearTimeout(timer);
    return inTurn(write);
  };

  const own = make({ form, field, checked, keep, isDrawn: () => signature.isDrawn(), hasCode: () => Boolean(code) });

  const picture = (blob, place, drop) => {
    const row = form.querySelector("template[data-photo]").content.firstElementChild.cloneNode(true);
    row.querySelector("[data-size]").textContent = `${place} · ${Math.ceil(blob.size / 1024)} KB`;
    row.querySelector("[data-drop]").addEventListener("click", () => {
      drop();
      showPhotos();
      keep();
    });
    return row;
  };

  const showPhotos = () => {
    const without = (blob) => () => (photos = photos.filter((other) => other !== blob));
    photoList.replaceChildren(...photos.map((blob, place) => picture(blob, place + 1, without(blob))));
    if (codeList) codeList.replaceChildren(...(code ? [picture(code, 1, () => (code = null))] : []));
    own.fit();
  };

  const fill = async (draft, chosen, day) => {
    form.reset();
    own.fill(draft ? draft.values : {}, chosen, day);
    photos = draft ? draft.photos : [];
    code = (draft && draft.code) || null;
    await signature.show(draft && draft.signature);
    form.querySelector("[data-where]").textContent = field("lat").value ? `${field("lat").value}, ${field("lon").value}` : "";
    showPhotos();
    untouched = draft ? null : JSON.stringify(own.values());
  };

  // Nothing of one company stands in the form any more when the next one is opened.
  const left = () => {
    about = null;
    form.reset();
  };

  const seal = async () => {
    window.clearTimeout(timer);
    if (!about) return undefined;
    const now = own.values();
    const lacking = own.missing(now);
    if (lacking) return told(lacking);
    form.inert = true; // nothing is typed that would be neither in the sealed text nor in a draft
    const files = photos.map((blob) => ({ kind: "photo", blob }));
    if (code) files.push({ kind: "code", blob: code });
    if (now.outcome === "signed") files.push({ kind: "signature", blob: await signature.picture() });
    const draft = own.idOf(about);
    const made = await sealed(own.record(now, about), files);
    const item = { ...made, person: about.person, ...own.called(now, about), at: isoLocal(new Date()), state: "waiting" };
    try {
      // It is there and the draft is gone, or neither.
      await together(["items", "drafts"], (store) => {
        store("items").put(item);
        store("drafts").delete(draft);
      });
    } catch (error) {
      const receipt = await failed(error, item);
      if (!receipt) return undefined;
      left();
      await remove("drafts", draft).catch(() => {});
      return done(receipt);
    }
    left();
    return done(null);
  };

  form.addEventListener("input", () => {
    own.fit();
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
  if (codeList)
    field("code-picture").addEventListener("change", (event) => {
      const [chosen] = event.target.files;
      event.target.value = "";
      inTurn(async () => {
        if (chosen) code = await smaller(chosen);
        showPhotos();
        await write();
      });
    });
  form.querySelector("[data-locate]").addEventListener("click", () => {
    if (!navigator.geolocation) return told("nowhere");
    const asked = about;
    return navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        if (about !== asked) return; // the answer comes late: another one was taken down elsewhere
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
    open: (chosen, day) =>
      inTurn(async () => {
        await fill(await get("drafts", own.idOf(chosen)), chosen, day);
        about = chosen;
      }),
    close: () => {
      window.clearTimeout(timer);
      return inTurn(async () => {
        await write();
        left();
      });
    },
  };
};
