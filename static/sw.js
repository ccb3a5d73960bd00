// On this device: notices, and without a connection the class news that was read last. Of no other page anything is kept.
// What is kept belongs to one reader: it goes when that one signs out, or when somebody else is signed in here.
const NEWS = "news of ", SHELL = "shell", OFFLINE = "/offline", KEPT = /^\/classes\/\d+$/;

const forget = async (but) => {
  const names = (await caches.keys()).filter((name) => name.startsWith(NEWS) && name !== but);
  await Promise.all(names.map((name) => caches.delete(name)));
};

self.addEventListener("install", (event) => { event.waitUntil(caches.open(SHELL).then((shell) => shell.add(OFFLINE)).then(() => self.skipWaiting())); });

self.addEventListener("activate", (event) => {
  const early = self.registration.navigationPreload;
  event.waitUntil(Promise.all([early && early.enable(), self.clients.claim()]));
});

self.addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (url.origin !== self.location.origin || url.pathname.startsWith("/kiosk")) return;
  // Before the school knows of it, and also when it never hears.
  if (request.method === "POST" && url.pathname === "/sign-out") event.waitUntil(forget());
  if (request.method !== "GET") return;
  if (url.pathname.startsWith("/static/") && url.searchParams.has("v")) event.respondWith(file(request));
  else if (request.mode === "navigate") event.respondWith(page(event, url));
});

self.addEventListener("message", (event) => {
  // A page that was opened before this worker was there.
  const path = event.data && event.data.keep;
  if (KEPT.test(path)) event.waitUntil(fetch(path, { redirect: "manual" }).then((answer) => note(path, "", answer)).catch(() => {}));
});

async function page(event, url) {
  let answer;
  try {
    answer = await (await event.preloadResponse || fetch(event.request));
  } catch {
    return away(url);
  }
  if (answer.status === 200) event.waitUntil(note(url.pathname, url.search, answer.clone()));
  return answer;
}

// Whose page it is, the school says; what is nobody's, or somebody else's, ends what was kept.
async function note(path, search, answer) {
  if (answer.status !== 200 || !(answer.headers.get("Content-Type") || "").startsWith("text/html")) return;
  const reader = answer.headers.get("X-Reader"), mine = NEWS + reader;
  await forget(reader ? mine : undefined);
  if (!reader || search || !KEPT.test(path)) return;
  if (!await caches.has(mine)) await caches.open(SHELL).then((shell) => shell.add(OFFLINE));
  const headers = { "Content-Type": "text/html; charset=utf-8", "X-Read-At": new Date().toISOString() };
  const policy = answer.headers.get("Content-Security-Policy");
  if (policy) headers["Content-Security-Policy"] = policy;
  await (await caches.open(mine)).put(path, new Response(await answer.text(), { headers }));
}

async function away(url) {
  const name = (await caches.keys()).find((each) => each.startsWith(NEWS));
  const kept = name && KEPT.test(url.pathname) && await (await caches.open(name)).match(url.pathname);
  if (!kept) return await caches.match(OFFLINE) || Response.error();
  const words = (await kept.text()).replace("<html ", `<html data-read-at="${kept.headers.get("X-Read-At")}" `);
  return new Response(words, { headers: kept.headers });
}

// Files are named after what is in them: one that is here is right. An older one of the same name goes.
async function file(request) {
  const shell = await caches.open(SHELL), here = await shell.match(request);
  if (here) return here;
  const answer = await fetch(request);
  if (answer.ok) {
    const copy = answer.clone(), old = await shell.keys(request, { ignoreSearch: true });
    await Promise.all(old.map((each) => shell.delete(each)));
    await shell.put(request, copy);
  }
  return answer;
}

self.addEventListener("push", (event) => {
  const notice = event.data ? event.data.json() : {};
  event.waitUntil(self.registration.showNotification(notice.title || "Samen", {
    body: notice.body, lang: notice.lang, dir: "auto", tag: notice.tag, renotify: Boolean(notice.tag),
    requireInteraction: Boolean(notice.urgent), vibrate: notice.urgent ? [300, 100, 300, 100, 600] : [200],
    icon: "/static/icon-192.png", badge: "/static/icon-192.png", data: { url: notice.url || "/" },
  }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const url = new URL(event.notification.data.url, self.location.origin);
  if (url.origin !== self.location.origin) url.href = self.location.origin;
  event.waitUntil(self.clients.matchAll({ type: "window" }).then((open) => {
    const here = open.find((page) => page.url === url.href);
    return here ? here.focus() : self.clients.openWindow(url.href);
  }));
});
