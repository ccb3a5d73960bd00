// Notices on this device: shown when they come, and a tap opens the page they are about. Nothing else is kept here.
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
