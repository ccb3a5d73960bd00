// The front desk's screen: help is held and then sent, and what was typed is forgotten.
(() => {
  addEventListener("pageshow", (event) => { if (event.persisted) location.replace(document.body.dataset.idleUrl); });

  // Hold for as long as the form says; a pointer, the space bar or Enter.
  document.querySelectorAll("form[data-hold]").forEach((form) => {
    const button = form.querySelector("button");
    let timer = null, isHeld = false;
    const release = () => { clearTimeout(timer); timer = null; form.classList.remove("is-held"); };
    const hold = () => {
      if (timer || isHeld) return;
      form.classList.add("is-held");
      timer = setTimeout(() => { isHeld = true; release(); send(form); }, Number(form.dataset.hold));
    };
    button.addEventListener("pointerdown", hold);
    ["pointerup", "pointerleave", "pointercancel"].forEach((name) => button.addEventListener(name, release));
    button.addEventListener("keydown", (event) => { if ([" ", "Enter"].includes(event.key)) { event.preventDefault(); hold(); } });
    button.addEventListener("keyup", release);
    button.addEventListener("contextmenu", (event) => event.preventDefault());
    button.addEventListener("click", (event) => event.preventDefault());

    // The same key is sent until the server answers; after three seconds the screen says that nobody knows yet.
    const send = async (form) => {
      const notSent = document.getElementById("not-sent");
      const warn = setTimeout(() => { notSent.hidden = false; }, 3000);
      for (;;) {
        try {
          const answer = await fetch(form.action, { method: "POST", body: new FormData(form), signal: AbortSignal.timeout(3000) });
          if (answer.ok) { clearTimeout(warn); location.replace(answer.url); return; }
        } catch (error) { notSent.hidden = false; }
        await new Promise((again) => setTimeout(again, 1000));
      }
    };
  });

  // The kiosk forgets what was typed when nobody touches it.
  const idle = Number(document.body?.dataset.idle || 0);
  if (idle) {
    // A browser that becomes the kiosk shows no notices of whoever used it before.
    navigator.serviceWorker?.getRegistrations().then((known) => known.forEach((each) => each.unregister()));
    let timer;
    const forget = () => { document.querySelectorAll("form").forEach((form) => form.reset()); location.replace(document.body.dataset.idleUrl); };
    const touched = () => { clearTimeout(timer); timer = setTimeout(forget, idle * 1000); };
    ["pointerdown", "keydown", "input"].forEach((name) => addEventListener(name, touched, { passive: true }));
    addEventListener("contextmenu", (event) => event.preventDefault());
    addEventListener("dragstart", (event) => event.preventDefault());
    touched();
  }
})();
