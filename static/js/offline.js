// Without a connection: says when a kept page was read, and lists what is kept. With one: keeps what is read from now on.
(() => {
  const root = document.documentElement;
  const moment = (text) => new Intl.DateTimeFormat(root.lang, { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" }).format(new Date(text));
  const said = document.getElementById("read-at");
  if (said && root.dataset.readAt) {
    said.textContent = said.dataset.words.replace("{moment}", moment(root.dataset.readAt));
    said.hidden = false;
  }

  const list = document.getElementById("kept");
  if (list && window.caches) {
    const line = async (cache, request) => {
      const kept = await cache.match(request), words = new DOMParser().parseFromString(await kept.text(), "text/html");
      const item = document.createElement("li"), link = document.createElement("a"), at = document.createElement("span");
      link.href = new URL(request.url).pathname;
      link.textContent = words.querySelector("h1") ? words.querySelector("h1").textContent : link.href;
      at.textContent = ` · ${moment(kept.headers.get("X-Read-At"))}`;
      at.className = "soft";
      item.append(link, at);
      list.append(item);
    };
    caches.keys().then((names) => names.find((name) => name.startsWith("news of "))).then(async (name) => {
      if (!name) return;
      const cache = await caches.open(name), kept = await cache.keys();
      for (const request of kept) await line(cache, request);
      if (kept.length) document.getElementById("kept-news").hidden = false;
    });
    addEventListener("online", () => location.reload());
  }

  if (!("serviceWorker" in navigator) || !("keeps" in document.body.dataset)) return;
  const wasHere = Boolean(navigator.serviceWorker.controller);
  addEventListener("load", () => {
    navigator.serviceWorker.register("/sw.js", { scope: "/" }).then(() => navigator.serviceWorker.ready)
      .then((ready) => { if (!wasHere && !root.dataset.readAt) ready.active.postMessage({ keep: location.pathname }); })
      .catch(() => { /* A browser that allows no worker has no offline page. */ });
  });
})();
