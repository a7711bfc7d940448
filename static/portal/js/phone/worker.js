// Keeps a page and what it is made of, so that it opens without network. NAME and SHELL come from the portal: what the
// page is called, then the page itself first and its files by their digested names.
const CACHE = `${NAME}-${SHELL.join("|").length}-${SHELL.join("|").split("").reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) | 0, 7)}`;
const PAGE = SHELL[0];
const PATIENCE = 3000; // ms: where the network is bad, what is kept is quicker

const isPage = (answer) => answer && answer.ok && !answer.redirected && answer.type === "basic";

self.addEventListener("install", (event) => {
  const fill = async () => {
    const cache = await caches.open(CACHE);
    for (const address of SHELL) {
      const answer = await fetch(address, { cache: "no-cache", credentials: "same-origin" });
      // Signed out meanwhile, it would be the page to sign in that is kept.
      if (!isPage(answer)) throw new Error(address);
      await cache.put(address, answer);
    }
    await self.skipWaiting();
  };
  event.waitUntil(fill());
});

self.addEventListener("activate", (event) => {
  const tidy = async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith(`${NAME}-`) && name !== CACHE);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

// The page of a newer portal names files that are not here: kept, it would be dead without network. Its own worker brings it.
const keepPage = async (answer) => {
  const cache = await caches.open(CACHE);
  const [older, newer] = await Promise.all([(await cache.match(PAGE)).text(), answer.clone().text()]);
  const files = SHELL.slice(1).filter((address) => older.includes(address));
  if (files.every((address) => newer.includes(address))) await cache.put(PAGE, answer);
};

const fromNetwork = async (request) => {
  const answer = await fetch(request);
  if (isPage(answer)) keepPage(answer.clone()).catch(() => {}); // on a full phone the kept one stays
  return answer;
};

const page = async (request) => {
  const kept = await caches.match(PAGE);
  if (!kept) return fetch(request);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, kept));
  return Promise.race([fromNetwork(request).catch(() => kept), late]);
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate" && address.pathname === PAGE) event.respondWith(page(request));
  else if (SHELL.slice(1).includes(address.pathname))
    event.respondWith(caches.match(address.pathname).then((kept) => kept || fetch(request)));
});
