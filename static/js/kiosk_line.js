// The line to the portal: what the screen says while it is cut off, and the page that waits for when it starts without one.
(() => {
  const body = document.body;
  const isShell = body.classList.contains("is-shell");

  const cut = (isCut) => body.classList.toggle("is-cut-off", isCut);
  ["htmx:sendError", "htmx:timeout", "htmx:responseError"].forEach((name) => addEventListener(name, () => cut(true)));
  addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) cut(false); });
  addEventListener("offline", () => cut(true));
  document.addEventListener("kiosk:look", () => document.getElementById("lamp")?.dispatchEvent(new Event("look")));

  // A browser that becomes the kiosk shows no notices of whoever used it before; one that no longer is keeps nothing of it.
  const isKiosks = (each) => new URL(each.scope).pathname === "/kiosk";
  const isOver = !isShell && location.pathname === "/kiosk/pair";
  navigator.serviceWorker?.getRegistrations().then((known) => known.filter((each) => isKiosks(each) === isOver).forEach((each) => each.unregister()));
  if (isOver) window.caches?.keys().then((names) => names.filter((name) => name.startsWith("kiosk")).forEach((name) => caches.delete(name)));
  else if (!isShell) navigator.serviceWorker?.register("/kiosk/sw.js", { scope: "/kiosk" }).catch(() => {});

  if (!isShell) return;
  cut(true);
  const place = document.querySelector("time[data-zone]");
  const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: place.dataset.zone });
  const tick = () => { place.textContent = clock.format(new Date()); };
  tick();
  setInterval(tick, 5000);
  // Back to the real page as soon as there is one; a press that waits goes there by itself.
  setInterval(async () => {
    if (body.dataset.waiting) return;
    try {
      const answer = await fetch("/kiosk/lamp", { redirect: "manual", signal: AbortSignal.timeout(2500) });
      if (answer.status < 500) location.replace(body.dataset.idleUrl);
    } catch (error) { cut(true); }
  }, 3000);
})();
