// Sends what is sealed, one item at a time: one that is stuck holds up no other, and nothing leaves the phone's store
// before the portal has given a receipt for exactly its key and seal.
import { all, Full, put, remove } from "./store.js";

const addresses = document.body.dataset;
const PATIENCE = 60000; // ms for one item with its photos

export class SignedOut extends Error {}
export class NoNetwork extends Error {}

const ask = async (address, options = {}) => {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  let answer;
  try {
    answer = await fetch(address, { credentials: "same-origin", redirect: "manual", signal: stop.signal, ...options });
  } catch {
    throw new NoNetwork();
  } finally {
    clearTimeout(timer);
  }
  // A redirect leads to a page to sign in or to set up a second factor: a person has to go there.
  if (answer.status === 401 || answer.type === "opaqueredirect") throw new SignedOut();
  return answer;
};

const json = async (answer) => {
  try {
    return await answer.json();
  } catch {
    return null;
  }
};

/** Who is signed in, with a token to send. Throws SignedOut, NoNetwork. */
export const session = async () => {
  const told = await json(await ask(addresses.session));
  if (!told || !told.person) throw new NoNetwork();
  return told;
};

/** What the portal tells for the day. Throws SignedOut, NoNetwork. */
export const today = async () => {
  const told = await json(await ask(addresses.today));
  if (!told || !told.person) throw new NoNetwork();
  return told;
};

export const isoLocal = (date) => {
  const two = (number) => String(Math.trunc(Math.abs(number))).padStart(2, "0");
  const off = -date.getTimezoneOffset();
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return `${day}T${time}${off < 0 ? "-" : "+"}${two(off / 60)}:${two(off % 60)}`;
};

const base64 = (blob) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });

/** Sends one item; its receipt, or null when it has to be sent again. Throws SignedOut, NoNetwork. */
export const send = async (item, token) => {
  const files = await Promise.all(item.files.map(base64));
  const { key, seal, record } = item;
  const answer = await ask(addresses.sync, {
    method: "POST",
    headers: { "content-type": "application/json", "x-csrftoken": token },
    body: JSON.stringify({ sent_at: isoLocal(new Date()), items: [{ key, seal, record, files }] }),
  });
  const told = await json(answer);
  if ([400, 413].includes(answer.status)) return { key, seal, state: "refused", words: (told && told.words) || "" };
  const receipt = told && told.receipts && told.receipts[0];
  if (!receipt || receipt.key !== key) return null;
  if (receipt.state === "unreadable") return { ...receipt, seal, state: "refused" };
  return receipt.seal === seal && ["received", "refused"].includes(receipt.state) ? receipt : null;
};

/** Whether the portal has an item, taken in or set aside for a person: then the phone needs it no more. */
export const isThere = (receipt) => Boolean(receipt && receipt.received);

/** What is kept of an item once it has its receipt: what the portal has, only that and what it may be called; else everything. */
export const settled = (item, receipt) => {
  const { key, person, at, after } = item;
  const { state } = receipt;
  return isThere(receipt) ? { key, person, title: after ?? item.title, at, state, receipt } : { ...item, state, receipt };
};

// The receipt takes the place of the item. A phone too full even for that lets go of what the portal has.
const keepReceipt = async (item, receipt) => {
  try {
    await put("items", receipt ? settled(item, receipt) : { ...item, tries: (item.tries || 0) + 1 });
  } catch (error) {
    if (!(error instanceof Full)) throw error;
    if (isThere(receipt)) await remove("items", item.key);
  }
};

const sendWaiting = async (told, changed) => {
  const waiting = (await all("items")).filter((item) => item.state === "waiting" && item.person === told.person);
  for (const item of waiting) {
    const receipt = await send(item, told.token);
    await keepReceipt(item, receipt);
    changed();
  }
};

/** Sends everything this person sealed; two tabs never at once. Throws SignedOut, NoNetwork. */
export const sendAll = async (changed) => {
  const told = await session();
  const work = () => sendWaiting(told, changed);
  await (navigator.locks ? navigator.locks.request(addresses.name, work) : work());
  return told;
};
