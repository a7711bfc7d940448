// A page that works without network: what came for the day, the form of one, what waits to be sent, and the truth about all
// three. `own` says what is taken down here: its form, how the day is shown, and where a killed tab left off.
import { captureForm } from "./capture.js";
import { canSeal } from "./sealing.js";
import { all, Full, get, put, remove, together } from "./store.js";
import { isThere, NoNetwork, send, sendAll, session, settled, SignedOut, today } from "./sync.js";

const limit = (name) => Number(document.body.dataset[name]); // as the portal says: supervision/phones/limits.json
const DAYS = limit("days"); // so long a list of the day, a draft and a receipt stay on the phone
const EVERY = 60000; // ms between two tries to send
const RECEIPTS_SHOWN = 20;
export const part = (name) => document.querySelector(`[data-${name}]`);
export const words = (name) => part("texts").querySelector(`[data-say=${name}]`).textContent;
const show = (name, is) => (part(name).hidden = !is);
export const copy = (name) => document.querySelector(`template[data-${name}]`).content.firstElementChild.cloneNode(true);
// A Chinese colon has its own room: no space behind it.
const labelled = (name, text) => `${words(name)} ${text}`.replace("： ", "：");
export const time = (text) => (text || "").slice(0, 16).replace("T", " ");
export const write = (row, name, text) => (row.querySelector(`[data-${name}]`).textContent = text);

export const phonePage = (own) => {
  let person = null;
  let day = null;
  let isBusy = false;
  let isWanted = false;
  let isListKept = true;
  let isOpening = false;
  let isCleared = false; // until the page is opened again: else the next round would bring today's list back

  const tell = (text, isTrouble = false) => {
    part("told").textContent = text;
    part("told").classList.toggle("text-danger", isTrouble);
  };

  // --- what is kept ------------------------------------------------------------------------------
  const stateOf = (item) => {
    if (item.state === "waiting") return item.tries ? words("retried") : words("waiting");
    return item.receipt.words || words("refused");
  };

  const clocks = (receipt) => {
    const said = `${labelled("said", time(receipt.said))} · ${labelled("received", time(receipt.received))}`;
    const off = Math.round(receipt.clock_off / 60);
    return Math.abs(off) > limit("clockMinutes") ? `${said} · ${words("off").replace("{n}", off)}` : said;
  };

  const row = (item) => {
    const made = copy("item");
    write(made, "called", item.title || (item.receipt && item.receipt.number) || time(item.at));
    write(made, "state", stateOf(item));
    const received = item.state === "received";
    const link = made.querySelector("[data-link]");
    if (link) {
      link.hidden = !(item.receipt && item.receipt.address);
      if (!link.hidden) link.href = item.receipt.address;
    }
    write(made, "clocks", received ? clocks(item.receipt) : labelled("said", time(item.at)));
    const left = received ? item.receipt.left_out : [];
    write(made, "left-out", left.map((one) => one.reason).join(" "));
    const drop = made.querySelector("[data-drop]");
    drop.hidden = item.state !== "refused";
    drop.addEventListener("click", async () => {
      if (!window.confirm(words(isThere(item.receipt) ? "really-told" : "really"))) return;
      await remove("items", item.key);
      await showItems();
    });
    made.dataset.state = item.state;
    made.dataset.key = item.key;
    return made;
  };

  const ORDER = { refused: 0, waiting: 1, received: 2 };

  const showItems = async () => {
    const every = await all("items");
    const own = every.filter((item) => item.person === person);
    const waiting = own.filter((item) => item.state === "waiting").length;
    own.sort((a, b) => ORDER[a.state] - ORDER[b.state] || b.at.localeCompare(a.at));
    const received = own.filter((item) => item.state === "received").slice(RECEIPTS_SHOWN);
    part("items").replaceChildren(...own.filter((item) => !received.includes(item)).map(row));
    part("count").textContent = waiting ? words("count").replace("{n}", waiting) : words("none-waiting");
    show("send", waiting > 0);
    // The portal has it, or says why not: the row tells, and "kept on this phone" is not true of it any more.
    if (!waiting && part("told").textContent === words("sealed")) tell("");
    const others = every.filter((item) => item.person !== person && !isThere(item.receipt)).length;
    part("others").textContent = others ? words("others").replace("{n}", others) : "";
  };

  const showDay = async () => {
    const drafts = (await all("drafts")).filter((one) => one.person === person);
    own.showDay({ day, person, drafts, open, discard });
    const asOf = day ? words("as-of").replace("{time}", time(day.now)) : words("no-list");
    part("as-of").textContent = isListKept ? asOf : `${asOf} ${words("full-list")}`;
  };

  // --- the network -------------------------------------------------------------------------------
  // Another person's list leaves the phone; what they sealed stays until they send it.
  const keepList = async (told) => {
    try {
      const others = (await all("day")).filter((one) => one.person !== person);
      if (isCleared) return;
      await together(["told", "day"], (store) => {
        others.forEach((one) => store("day").delete(one.person));
        store("told").put({ name: "person", person, called: told.name });
        store("day").put(day);
      });
      isListKept = true;
    } catch (error) {
      if (!(error instanceof Full)) throw error;
      isListKept = false; // it is shown all the same
    }
  };

  const refresh = async () => {
    if (!canSeal() || isCleared) return;
    if (isBusy) {
      isWanted = true; // what was sealed meanwhile goes with the next round
      return;
    }
    isBusy = true;
    try {
      const told = await sendAll(showItems);
      if (isCleared) return;
      show("signin", false);
      if (person !== told.person) day = null;
      person = told.person;
      part("who").textContent = told.name;
      part("net").textContent = words("online");
      const list = await today();
      if (isCleared) return;
      day = list;
      await keepList(told);
    } catch (error) {
      if (error instanceof SignedOut) show("signin", true);
      if (error instanceof NoNetwork) part("net").textContent = words("offline");
    } finally {
      isBusy = false;
    }
    await showItems();
    await showDay();
    if (!isWanted) return;
    isWanted = false;
    await refresh();
  };

  // --- one of them ---------------------------------------------------------------------------------
  const back = async () => {
    show("capture", false);
    show("lists", true);
    history.replaceState(null, "", location.pathname);
    await showDay();
    await showItems();
  };

  // No room on the phone: what was sealed is sent from the page itself; its receipt when the portal has it.
  const sentAtOnce = async (item) => {
    try {
      const told = await session();
      if (told.person !== item.person) return null;
      const receipt = await send(item, told.token);
      if (!receipt || receipt.state !== "received") return null;
      await put("items", settled(item, receipt)).catch(() => {});
      return receipt;
    } catch {
      return null;
    }
  };

  const form = captureForm(part("form"), own.form, {
    told: (name) => tell(words(name), name !== "kept"),
    failed: async (error, item) => {
      const receipt = item && (await sentAtOnce(item));
      if (receipt) return receipt;
      tell(error instanceof Full ? words("full") : words("not-kept"), true);
      part("told").scrollIntoView({ block: "center" });
      return null;
    },
    done: async (receipt) => {
      tell(receipt ? receipt.words : words("sealed"));
      await back();
      refresh(); // sending takes as long as it takes: the next one is sealed meanwhile
    },
  });

  const open = async (one) => {
    if (isOpening || !part("capture").hidden) return; // a double tap would empty what was ticked after the first
    isOpening = true;
    tell("");
    try {
      await form.open(one, day);
    } finally {
      isOpening = false;
    }
    part("title").textContent = own.titleOf(one);
    show("lists", false);
    show("capture", true);
    // A killed tab comes back to what was being written.
    history.replaceState(null, "", own.hashOf(one));
    part("title").focus();
  };

  const discard = async (draft) => {
    if (!window.confirm(words("really-draft"))) return;
    await remove("drafts", draft.id);
    await showDay();
  };

  const clear = async () => {
    const items = await all("items");
    if (items.some((item) => !isThere(item.receipt))) return tell(words("still-waiting"), true);
    if (!window.confirm(words("really-all"))) return undefined;
    isCleared = true;
    await together(["day", "drafts", "items", "told"], (store) =>
      ["day", "drafts", "items", "told"].forEach((name) => store(name).clear()),
    );
    day = null;
    person = null;
    part("who").textContent = "";
    tell(words("cleared"));
    await showItems();
    return showDay();
  };

  const forgetOld = async () => {
    const before = Date.now() - DAYS * 86400000;
    const items = (await all("items")).filter((item) => isThere(item.receipt) && Date.parse(item.receipt.received) < before);
    const drafts = (await all("drafts")).filter((draft) => Date.parse(draft.keptAt) < before);
    const days = (await all("day")).filter((one) => Date.parse(one.now) < before);
    await together(["items", "drafts", "day"], (store) => {
      items.forEach((item) => store("items").delete(item.key));
      drafts.forEach((draft) => store("drafts").delete(draft.id));
      days.forEach((one) => store("day").delete(one.person));
    });
  };

  const begin = async () => {
    // Read before the list is there: who takes the first down at once is not opened a second time, and loses no tick.
    const left = location.hash;
    show("unsupported", !canSeal());
    if (!canSeal()) return;
    if ("serviceWorker" in navigator) navigator.serviceWorker.register(document.body.dataset.worker).catch(() => {});
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
    await forgetOld();
    const told = await get("told", "person");
    if (told) {
      person = told.person;
      part("who").textContent = told.called;
      day = (await get("day", person)) || null;
    }
    await showItems();
    await showDay();
    const begun = left && day && own.begun(left, { day, person, drafts: await all("drafts") });
    if (begun) await open(begun);
    await refresh();
  };

  part("send").addEventListener("click", refresh);
  part("clear").addEventListener("click", clear);
  part("back").addEventListener("click", async () => {
    await form.close();
    await back();
  });
  window.addEventListener("online", refresh);
  window.addEventListener("offline", () => (part("net").textContent = words("offline")));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && refresh());
  window.setInterval(refresh, EVERY);
  begin().catch(() => tell(words("not-kept"), true));
  return { showDay, open };
};
