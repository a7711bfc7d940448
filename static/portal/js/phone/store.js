// What the phone keeps: what came for the day, what is being written, what is sealed. One place a page, by IndexedDB.
const NAME = document.body.dataset.name;
const STORES = { day: "person", drafts: "id", items: "key", told: "name" };

/** The phone has no room: what was to be kept is not kept, and whoever wrote it must be told. */
export class Full extends Error {}

const asFull = (error) => (error && error.name === "QuotaExceededError" ? new Full(error.message) : error);

const answered = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(asFull(request.error));
  });

const opened = () => {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () =>
    Object.entries(STORES).forEach(([name, keyPath]) => request.result.createObjectStore(name, { keyPath }));
  return answered(request);
};

let connection = null;
const database = async () => {
  if (!connection) {
    connection = await opened();
    // Another tab, or the browser itself, may close it: the next one asks anew.
    connection.onclose = () => (connection = null);
    connection.onversionchange = (event) => {
      event.target.close(); // tells nobody of it
      connection = null;
    };
  }
  return connection;
};

/** Does several things or none. Done means on the disk: a killed tab or an empty battery takes nothing back. */
export const together = async (names, work) => {
  const db = await database();
  return new Promise((resolve, reject) => {
    const act = db.transaction(names, "readwrite", { durability: "strict" });
    act.oncomplete = () => resolve();
    // A request that fails ends here too; only here is known why.
    act.onabort = () => reject(asFull(act.error) || new Full("aborted"));
    try {
      work((name) => act.objectStore(name));
    } catch (error) {
      act.abort();
      reject(asFull(error));
    }
  });
};

const read = async (name, ask) => {
  const db = await database();
  return answered(ask(db.transaction(name, "readonly").objectStore(name)));
};

export const get = (name, key) => read(name, (store) => store.get(key));
export const all = (name) => read(name, (store) => store.getAll());
export const put = (name, value) => together([name], (store) => store(name).put(value));
export const remove = (name, key) => together([name], (store) => store(name).delete(key));
