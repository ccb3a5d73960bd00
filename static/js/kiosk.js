// The front desk's screen: what was typed is forgotten when nobody touches it; a call that waits to be sent stays.
(() => {
  const body = document.body;
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
