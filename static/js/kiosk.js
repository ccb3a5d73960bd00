// The front desk's screen: help is held and then sent (kiosk_call.js), and what was typed is forgotten.
(() => {
  const HOLD = 800;      // as long as a hand means it
  const TWICE = 2000;    // for who cannot hold a key: two short presses within this are one held press
  const SLIP = 40;       // a shaking finger may leave the button by so many pixels
  const body = document.body;
  // Whoever sends it takes it; with nobody there the form goes by itself, as without JavaScript.
  const press = (form) => {
    const detail = { level: form.dataset.level, isQuiet: "quiet" in form.dataset };
    document.dispatchEvent(new CustomEvent("kiosk:press", { detail }));
    if (!detail.isTaken) form.submit();
  };

  // One press that is held; `armed` counts the short ones of a key or a switch. `done` is told once it was long enough.
  const holder = (sign, done) => {
    let timer = null, shortAt = -TWICE, armed = null;
    const release = () => { clearTimeout(timer); timer = null; sign.classList.remove("is-held"); };
    const fire = () => { release(); clearTimeout(armed); sign.classList.remove("is-armed"); shortAt = -TWICE; done(); };
    return {
      release,
      hold() { if (!timer) { sign.classList.add("is-held"); timer = setTimeout(fire, HOLD); } },
      short() {
        if (performance.now() - shortAt < TWICE) { fire(); return; }
        shortAt = performance.now();
        sign.classList.add("is-armed");
        clearTimeout(armed);
        armed = setTimeout(() => sign.classList.remove("is-armed"), TWICE);
      },
    };
  };

  document.querySelectorAll("form[data-hold]").forEach((form) => {
    const button = form.querySelector("button");
    const held = holder(form, () => press(form));
    let keyAt = -TWICE;
    button.addEventListener("pointerdown", (event) => { if (event.button === 0) held.hold(); });
    button.addEventListener("pointermove", (event) => {
      const box = button.getBoundingClientRect();
      const isOff = event.clientX < box.left - SLIP || event.clientX > box.right + SLIP
        || event.clientY < box.top - SLIP || event.clientY > box.bottom + SLIP;
      if (isOff) held.release();
    });
    button.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") held.release(); });
    ["pointerup", "pointercancel", "blur"].forEach((name) => button.addEventListener(name, held.release));
    button.addEventListener("keydown", (event) => {
      if (![" ", "Enter"].includes(event.key)) return;
      event.preventDefault();
      if (event.repeat) return;
      keyAt = performance.now();
      held.hold();
      held.short();
    });
    button.addEventListener("keyup", (event) => { event.preventDefault(); keyAt = performance.now(); held.release(); });
    // A click that no finger and no key made comes from a switch or a voice.
    button.addEventListener("click", (event) => {
      event.preventDefault();
      if (event.detail === 0 && performance.now() - keyAt > 300) held.short();
    });
    form.addEventListener("submit", (event) => { event.preventDefault(); event.stopImmediatePropagation(); }, true);
  });

  // One key for everybody and every page: F9, held or pressed twice. A USB button that sends it will do.
  const loud = document.querySelector("form[data-level=emergency]");
  const key = holder(loud || body, () => (loud ? press(loud) : document.dispatchEvent(
    new CustomEvent("kiosk:press", { detail: { level: "emergency", isQuiet: false } }))));
  if (body.dataset.idleUrl) {
    addEventListener("keydown", (event) => {
      if (event.key !== "F9") return;
      event.preventDefault();
      if (!event.repeat) { key.hold(); key.short(); }
    });
    addEventListener("keyup", (event) => { if (event.key === "F9") key.release(); });
    addEventListener("blur", key.release);
  }

  // What was typed is forgotten when nobody touches the screen; a call that waits to be sent stays.
  const idle = Number(body.dataset.idle || 0);
  if (!idle) return;
  let timer;
  const forget = () => {
    if (body.dataset.waiting) { touched(); return; }
    document.querySelectorAll("form").forEach((form) => form.reset());
    location.replace(body.dataset.idleUrl);
  };
  const touched = () => { clearTimeout(timer); timer = setTimeout(forget, idle * 1000); };
  ["pointerdown", "keydown", "input"].forEach((name) => addEventListener(name, touched, { passive: true }));
  addEventListener("pageshow", (event) => { if (event.persisted) forget(); });
  touched();
})();
