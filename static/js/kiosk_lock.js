// Nothing leads out of the kiosk: no menu, drag, drop, shortcut, second window or zoom; and the screen looks at itself.
(() => {
  // htmx writes down where it is.
  sessionStorage.clear();

  const stop = (event) => event.preventDefault();
  ["contextmenu", "dragstart", "dragover", "drop", "auxclick"].forEach((name) => addEventListener(name, stop));
  // The buttons on the side of a mouse go back and forward.
  ["mousedown", "mouseup"].forEach((name) => addEventListener(name, (event) => { if (event.button > 2) stop(event); }));
  addEventListener("click", (event) => { if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) stop(event); }, true);
  addEventListener("wheel", (event) => { if (event.ctrlKey) stop(event); }, { passive: false });
  ["gesturestart", "gesturechange"].forEach((name) => addEventListener(name, stop));

  // With Ctrl only what edits a field; Alt and the function keys belong to the browser.
  const edits = ["a", "c", "v", "x", "z", "Backspace", "ArrowLeft", "ArrowRight", "Home", "End"];
  addEventListener("keydown", (event) => {
    const isShortcut = (event.ctrlKey || event.metaKey) && !event.altKey && !edits.includes(event.key);
    const isBrowsers = /^(F\d+|Browser.*|ContextMenu|Help|Open|Print|Save)$/.test(event.key);
    if (isShortcut || isBrowsers || (event.altKey && /^(Arrow|Home|d$|e$|f$)/.test(event.key))) stop(event);
  }, true);

  // What was typed goes with the page, so that no way back shows it.
  addEventListener("pagehide", () => document.querySelectorAll("form").forEach((form) => form.reset()));

  const words = (isOk) => (isOk ? "ok" : "missing");
  const isKiosks = (name) => name.startsWith("kiosk");
  const hasPrintRule = (rules) => [...rules].some((rule) => (rule.media?.mediaText.includes("print") && rule.cssText.includes("body.kiosk"))
    || (rule.cssRules && hasPrintRule(rule.cssRules)));

  const look = async () => {
    const databases = await (indexedDB.databases?.() ?? []);
    const kept = self.caches ? await caches.keys() : [];
    const workers = await (navigator.serviceWorker?.getRegistrations() ?? []);
    const isEmpty = !localStorage.length && !sessionStorage.length && !document.cookie;
    return {
      script: "ok",
      fullscreen: words(matchMedia("(display-mode: fullscreen)").matches || (innerHeight >= screen.height && innerWidth >= screen.width)),
      policies: isSecureContext && self.Notification ? words(Notification.permission === "denied") : "unknown",
      print: words([...document.styleSheets].some((sheet) => hasPrintRule(sheet.cssRules))),
      storage: words(isEmpty && databases.every((each) => isKiosks(each.name)) && kept.every(isKiosks)),
      worker: words(workers.every((each) => new URL(each.scope).pathname.startsWith("/kiosk"))),
      clock: String(Date.now()),
    };
  };

  // What only can be tried: a second window, and an address outside in a frame, which a policy file forbids.
  const tryOut = async (address) => {
    const second = open("about:blank");
    second?.close();
    const isThere = await fetch(address).then((answer) => answer.text()).then((text) => text === "outside").catch(() => false);
    const frame = document.createElement("iframe");
    frame.hidden = true;
    const isOver = new Promise((over) => { frame.addEventListener("load", over); setTimeout(over, 3000); });
    frame.src = address;
    document.body.append(frame);
    await isOver;
    const isOpen = frame.contentDocument?.body?.textContent === "outside";
    frame.remove();
    return { popups: words(!second), outside: isThere ? words(!isOpen) : "unknown" };
  };

  const form = document.getElementById("self-check");
  if (form) {
    Promise.all([look(), tryOut(form.dataset.outside)]).then((found) => {
      Object.entries(Object.assign({}, ...found)).forEach(([name, word]) => { form.elements[name].value = word; });
      form.requestSubmit();
    });
  } else if (document.body.dataset.look) {
    look().then((found) => {
      const token = document.querySelector("input[name=csrf_token]")?.value ?? "";
      return fetch(document.body.dataset.look, { method: "POST", body: new URLSearchParams({ ...found, csrf_token: token }), redirect: "manual" });
    }).catch(() => {});
  }
})();
