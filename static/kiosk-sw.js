// The kiosk without a network: a page with the numbers of places and the button, the empty form of an incident, and their files.
// Never an answer of another page, never a status, never a name. What waits to be sent is not in this cache.
const KEPT = "kiosk-shell", SHELL = "/kiosk/shell", FORM = "/kiosk/incident/shell", PATIENCE = 4000, AGAIN = 10 * 60 * 1000;
let freshAt = 0;

// Both pages as they are now, then their files, then what no longer belongs to them goes.
const refresh = async () => {
  const pages = [SHELL, FORM];
  const answers = await Promise.all(pages.map((each) => fetch(each, { redirect: "manual", cache: "no-store" })));
  if (answers.some((answer) => answer.type === "opaqueredirect")) {
    // The office switched this screen off: it keeps nothing.
    await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
    await self.registration.unregister();
    return;
  }
  if (!answers.every((answer) => answer.ok)) return;
  const words = await Promise.all(answers.map((answer) => answer.clone().text()));
  const files = new Set(words.join().match(/\/static\/[\w./-]+\?v=\w+/g));
  const cache = await caches.open(KEPT);
  await Promise.all([...files].map(async (file) => { if (!await cache.match(file)) await cache.add(file); }));
  await Promise.all(pages.map((each, number) => cache.put(each, answers[number])));
  const known = await cache.keys();
  await Promise.all(known.map((each) => {
    const { pathname, search } = new URL(each.url);
    return pages.includes(pathname) || files.has(pathname + search) ? null : cache.delete(each);
  }));
  freshAt = Date.now();
};

const tooLong = () => new Promise((_, fail) => { setTimeout(() => fail(new Error("no answer")), PATIENCE); });

const page = async (event) => {
  try {
    // A form that was sent may take its time; a page that does not come is not waited for.
    const asked = fetch(event.request);
    const answer = await (event.request.method === "GET" ? Promise.race([asked, tooLong()]) : asked);
    if (answer.status >= 500) throw new Error("the portal is not well");
    if (Date.now() - freshAt > AGAIN) event.waitUntil(refresh().catch(() => {}));
    return answer;
  } catch (error) {
    const kept = await caches.match(new URL(event.request.url).pathname === "/kiosk/incident" ? FORM : SHELL);
    if (!kept) throw error;
    return kept;
  }
};

self.addEventListener("install", (event) => event.waitUntil(refresh().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (url.pathname.startsWith("/static/")) event.respondWith(caches.match(request).then((kept) => kept || fetch(request)));
});
