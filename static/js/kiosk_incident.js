// An incident that meets no network is sealed with the portal's key and waits; this screen cannot read it back.
(() => {
  const SHELF = "kiosk-incidents", PATIENCE = 3000, AGAIN = 10000;
  const form = document.getElementById("incident-form");
  const sign = document.getElementById("incidents-waiting");
  const kept = async () => (await window.caches?.open(SHELF))?.keys() ?? [];
  const count = async () => {
    const number = (await kept()).length;
    if (sign) { sign.hidden = !number; sign.querySelector("b").textContent = number; }
    return number;
  };
  const isReachable = async () => {
    try {
      const answer = await fetch("/kiosk/lamp", { redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
      return answer.ok;
    } catch (error) { return false; }
  };

  const seal = async (words) => {
    const raw = Uint8Array.from(atob(form.dataset.sealingKey), (each) => each.charCodeAt(0));
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
  const keep = async () => {
    const fields = [...new FormData(form)].filter(([name]) => name !== "csrf_token");
    const key = crypto.randomUUID();
    const shelf = await caches.open(SHELF);
    await shelf.put(`/kiosk/sealed/${key}`, new Response(await seal(JSON.stringify({ key, fields }))));
  };

  // Sent one after the other; what was taken, or can never be opened, is taken off the shelf.
  const send = async () => {
    if (!await count() || !await isReachable()) return;
    const shelf = await caches.open(SHELF);
    for (const each of await shelf.keys()) {
      const body = await (await shelf.match(each)).blob();
      const answer = await fetch("/kiosk/sealed", { method: "POST", body, headers: { "Content-Type": "application/octet-stream" } });
      if (answer.status === 204 || answer.status === 400) await shelf.delete(each);
    }
    await count();
  };
  const now = () => send().catch(() => {});
  addEventListener("online", now);
  setInterval(now, AGAIN);
  now();

  if (!form) return;
  let isSent = false;
  form.addEventListener("submit", (event) => {
    // A change of language goes its own way, with what was typed.
    if (isSent || event.submitter?.hasAttribute("formaction")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    isReachable().then(async (isThere) => {
      if (isThere) { isSent = true; form.requestSubmit(); return; }
      // Without its kind, a name and a PIN the portal could make nothing of it.
      if (!form.querySelector("[name=kind]:checked") || !Number(form.colleague.value) || !form.pin.value) { form.reportValidity(); form.querySelector("[name=kind]").focus(); return; }
      try {
        await keep();
        form.reset();
        form.hidden = true;
        document.getElementById("incident-kept").hidden = false;
        count();
      } catch (error) { document.getElementById("incident-lost").hidden = false; }
    });
  }, true);
})();
