// Help at the front desk is held and then sent (kiosk_call.js). Read before the page has a button, and it listens on the
// whole document: a hand that touches the screen while the rest is still loading calls nobody either.
(() => {
  const HOLD = 800;      // milliseconds; as long as a hand means it
  const TWICE = 2000;    // for who cannot hold a key: two short presses within this are one held press
  const SLIP = 40;       // a shaking finger may leave the button by so many pixels
  const BUTTON = "form[data-hold] button";

  // Whoever sends it takes it; with nobody there the form goes by itself, as without JavaScript.
  const press = (form) => {
    const detail = { level: form?.dataset.level ?? "emergency", isQuiet: "quiet" in (form?.dataset ?? {}) };
    document.dispatchEvent(new CustomEvent("kiosk:press", { detail }));
    if (detail.isTaken) return;
    if (form) form.submit();
    else if (document.readyState !== "complete") addEventListener("DOMContentLoaded", () => press(form), { once: true });
  };

  // One press that is held; `armed` counts the short ones of a key or a switch. `done` is told once it was long enough.
  const holder = (sign, done) => {
    let timer = null, shortAt = -TWICE, armed = null;
    const release = () => { clearTimeout(timer); timer = null; sign().classList.remove("is-held"); };
    const fire = () => { release(); clearTimeout(armed); sign().classList.remove("is-armed"); shortAt = -TWICE; done(); };
    return {
      release,
      hold() { if (!timer) { sign().classList.add("is-held"); timer = setTimeout(fire, HOLD); } },
      short() {
        if (performance.now() - shortAt < TWICE) { fire(); return; }
        shortAt = performance.now();
        sign().classList.add("is-armed");
        clearTimeout(armed);
        armed = setTimeout(() => sign().classList.remove("is-armed"), TWICE);
      },
    };
  };

  const holders = new WeakMap();
  const holderOf = (button) => {
    const { form } = button;
    if (!holders.has(button)) holders.set(button, { ...holder(() => form, () => press(form)), keyAt: -TWICE });
    return holders.get(button);
  };
  // What happens to a button that is held; it hears of it before anything else on the page.
  const on = (names, deed) => names.split(" ").forEach((name) => document.addEventListener(name, (event) => {
    const button = event.target.closest?.(BUTTON);
    if (button) deed(event, holderOf(button), button);
  }, true));

  on("pointerdown", (event, held) => { if (event.button === 0) held.hold(); });
  on("pointermove", (event, held, button) => {
    const box = button.getBoundingClientRect();
    const isOff = event.clientX < box.left - SLIP || event.clientX > box.right + SLIP
      || event.clientY < box.top - SLIP || event.clientY > box.bottom + SLIP;
    if (isOff) held.release();
  });
  on("pointerleave", (event, held, button) => { if (event.target === button && event.pointerType === "mouse") held.release(); });
  on("pointerup pointercancel blur", (_event, held) => held.release());
  on("keydown", (event, held) => {
    if (![" ", "Enter"].includes(event.key)) return;
    event.preventDefault();
    if (event.repeat) return;
    held.keyAt = performance.now();
    held.hold();
    held.short();
  });
  on("keyup", (event, held) => { event.preventDefault(); held.keyAt = performance.now(); held.release(); });
  // A click that no finger and no key made comes from a switch or a voice.
  on("click", (event, held) => {
    event.preventDefault();
    if (event.detail === 0 && performance.now() - held.keyAt > 300) held.short();
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-hold]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);

  // One key for everybody and every page: F9, held or pressed twice. A USB button that sends it will do.
  const loud = () => document.querySelector("form[data-level=emergency]:not([data-quiet])");
  const key = holder(() => loud() ?? document.documentElement, () => press(loud()));
  addEventListener("keydown", (event) => {
    if (event.key !== "F9") return;
    event.preventDefault();
    if (!event.repeat) { key.hold(); key.short(); }
  });
  addEventListener("keyup", (event) => { if (event.key === "F9") key.release(); });
  addEventListener("blur", key.release);
})();
