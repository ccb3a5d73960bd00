// An incident that meets no network is sealed with the portal's key and waits; this screen cannot read it back.
(() => {
  const SHELF = "kiosk-incidents", PATIENCE = 3000, ANSWERED = 10000, AGAIN = 10000;
  const sign = document.getElementById("incidents-waiting");
  const kept = async () => await (await window.caches?.open(SHELF))?.keys() ?? [];
  const count = async () => {
    const number = (await kept()).length;
    if (sign) { sign.querySelector("b").textContent = number; sign.hidden = !number; }
    return number;
  };
  const isReachable = async () => {
    try {
      const answer = await fetch("/kiosk/lamp", { redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
      return answer.ok;
    } catch (error) { return false; }
  };

  const seal = async (words, point) => {
    const raw = Uint8Array.from(atob(point), (each) => each.charCodeAt(0));
    const curve = { name: "ECDH", namedCurve: "P-256" };
    const theirs = await crypto.subtle.importKey("raw", raw, curve, false, []);
    const mine = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
    const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, mine.privateKey, 256);
    const start = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
    const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: new TextEncoder().encode("samen kiosk") };
    const key = await crypto.subtle.deriveKey(how, start, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
    const nonce = crypto.getRandomValues(new Uint8Array(12));
    const text = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, key, new TextEncoder().encode(words));
    return new Blob([await crypto.subtle.exportKey("raw", mine.publicKey), nonce, text]);
  };
  // The key is the form's: what may have arrived already, and waits as well, is one incident.
  const keep = async (form) => {
    const fields = [...new FormData(form)].filter(([name]) => !["csrf_token", "key"].includes(name));
    const key = form.elements.key?.value || crypto.randomUUID();
    const shelf = await caches.open(SHELF);
    await shelf.put(`/kiosk/sealed/${key}`, new Response(await seal(JSON.stringify({ key, fields, at: Date.now() }), form.dataset.sealingKey)));
    form.replaceChildren();
    form.hidden = true;
    document.getElementById("incident-stop").hidden = true;
    document.getElementById("incident-kept").hidden = false;
    count();
    now();
  };

  // Sent one after the other; what was taken, or can never be opened, is taken off the shelf.
  let isSending = false;
  const send = async () => {
    if (isSending || !await count()) return;
    isSending = true;
    try {
      if (!await isReachable()) return;
      const shelf = await caches.open(SHELF);
      for (const each of await shelf.keys()) {
        const body = await (await shelf.match(each)).blob();
        const answer = await fetch("/kiosk/sealed", { method: "POST", body, headers: { "Content-Type": "application/octet-stream" } });
        if (answer.status === 204 || answer.status === 422) await shelf.delete(each);
      }
    } finally { isSending = false; await count(); }
  };
  const now = () => send().catch(() => {});
  addEventListener("online", now);
  setInterval(now, AGAIN);
  now();

  // The kept form is as old as its keeping; the moment is now, on the school's clock.
  const old = document.querySelector("#incident-form[data-zone]");
  const moment = (zone) => new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short", timeZone: zone }).format(new Date());
  if (old) old.elements.happened_at.value = moment(old.dataset.zone).replace(" ", "T");

  // Without its kind, a name and a PIN the portal could make nothing of it.
  const isEnough = (form) => {
    const signed = form.elements.colleague ? Number(form.elements.colleague.value) : form.elements.called.value.trim();
    const missing = !form.querySelector("[name=kind]:checked") ? form.querySelector("[name=kind]")
      : !signed ? form.elements.colleague || form.elements.called : !form.elements.pin.value ? form.elements.pin : null;
    document.getElementById("incident-unsigned").hidden = !missing;
    missing?.focus();
    return !missing;
  };
  const wait = async (form) => {
    if (!isEnough(form)) return;
    try { await keep(form); } catch (error) { document.getElementById("incident-lost").hidden = false; }
  };

  // Sent as without JavaScript; but an answer that does not come within seconds loses nothing.
  const submit = async (form) => {
    if (form.dataset.zone) return wait(form);
    let answer, page;
    try {
      const body = new URLSearchParams(new FormData(form));
      answer = await fetch(form.action, { method: "POST", body, redirect: "manual", signal: AbortSignal.timeout(ANSWERED) });
      if (answer.type !== "opaqueredirect") page = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
      if (answer.status >= 500 || page === null) throw new Error("the portal is not well");
    } catch (error) { return wait(form); }
    if (answer.type === "opaqueredirect") { form.replaceChildren(); location.replace("/kiosk/thanks"); return; }
    document.querySelector("main").replaceWith(page);
    page.querySelector("[role=alert]:not([hidden])")?.scrollIntoView();
    page.focus({ preventScroll: true });
  };
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    // A change of language goes its own way, with what was typed.
    if (form.id !== "incident-form" || !form.dataset.sealingKey || event.submitter?.hasAttribute("formaction")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    try { await submit(form); } finally { form.ariaBusy = null; }
  }, true);
})();
