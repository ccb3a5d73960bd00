// A press for help until somebody knows of it: sent again with the same key, kept over a restart, never silently lost.
(() => {
  const SOON = 2500;          // milliseconds; nothing heard for so long: say that it is not sent
  const AGAIN = 1000;
  const STILL_NEEDED = 120;   // seconds after which it is asked before it is sent
  const KEPT = "kiosk-waiting", AT = "/kiosk/waiting";
  const body = document.body;
  const sheet = document.getElementById("sheet");
  if (!sheet) return;
  let waiting = null, sound = null, alarm = null;

  const show = (what) => {
    body.dataset.waiting = what;
    const isQuiet = waiting.isQuiet;
    document.querySelectorAll("[data-quiet-sign]").forEach((sign) => { sign.hidden = !isQuiet || sign.dataset.quietSign !== what; });
    if (isQuiet) return;
    sheet.hidden = false;
    sheet.querySelectorAll("[data-when]").forEach((part) => { part.hidden = !part.dataset.when.split(" ").includes(what); });
    sheet.focus();
  };
  const hide = () => {
    delete body.dataset.waiting;
    sheet.hidden = true;
    document.querySelectorAll("[data-quiet-sign]").forEach((sign) => { sign.hidden = true; });
    clearInterval(alarm);
    alarm = null;
  };

  const listen = () => { try { sound = sound || new AudioContext(); sound.resume(); } catch (error) { sound = null; } };
  const tone = (height, seconds) => {
    if (!sound || waiting.isQuiet) return;
    const voice = sound.createOscillator(), loudness = sound.createGain();
    voice.frequency.value = height;
    loudness.gain.setValueAtTime(0.25, sound.currentTime);
    loudness.gain.exponentialRampToValueAtTime(0.001, sound.currentTime + seconds);
    voice.connect(loudness).connect(sound.destination);
    voice.start();
    voice.stop(sound.currentTime + seconds);
  };

  // Only an https page (or this machine's own) has a place to keep it; elsewhere it lives as long as the page.
  const shelf = window.caches;
  const keep = async (call) => { await (await shelf?.open(KEPT))?.put(AT, new Response(JSON.stringify(call))); };
  const drop = async () => { await shelf?.delete(KEPT); };
  const kept = async () => (await shelf?.match(AT, { cacheName: KEPT }))?.json();

  // A clock that was set back since says nothing about how long it waits.
  const age = (call) => { const seconds = Math.round((Date.now() - call.at) / 1000); return seconds < 0 ? Infinity : seconds; };
  const fresh = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (each) => each.toString(16).padStart(2, "0")).join("");
  // A quiet one cannot be asked about without betraying it: it is sent however late, and says how late it is.
  const may = (call) => call.isWanted || call.isQuiet || age(call) <= STILL_NEEDED;

  const deliver = async (call) => {
    const fields = new URLSearchParams({ key: call.key, level: call.level, waited: String(Math.min(age(call), 999999)) });
    if (call.isQuiet) fields.set("quiet", "1");
    const answer = await fetch("/kiosk/call", { method: "POST", body: fields, signal: AbortSignal.timeout(SOON) });
    const path = new URL(answer.url).pathname;
    // The portal leads on to the call, or back to the welcome; a page that somebody on the way puts in between does not.
    return answer.ok && answer.redirected && /^\/kiosk(\/call\/\d+)?$/.test(path) ? path : null;
  };
  const isBack = async () => (await fetch("/kiosk/lamp", { redirect: "error", signal: AbortSignal.timeout(SOON) })).ok;

  const notSent = () => {
    if (body.dataset.waiting === "not-sent") return;
    show("not-sent");
    tone(660, 0.4);
    alarm = alarm || setInterval(() => tone(660, 0.4), 10000);
  };
  const forget = async () => { await drop(); waiting = null; hide(); };
  const arrived = async (call, path) => {
    tone(880, 0.25);
    await forget();
    if (!call.isQuiet) location.replace(path);
    else if (body.classList.contains("is-shell")) location.replace(body.dataset.idleUrl);
    else document.dispatchEvent(new Event("kiosk:look"));
  };

  // One call at a time; it ends when it is sent, given up, or has to be asked about.
  const go = async (call) => {
    const warn = setTimeout(() => { if (waiting === call) notSent(); }, SOON);
    while (waiting === call) {
      try {
        if (may(call)) {
          const path = await deliver(call);
          if (waiting !== call) break;
          if (path) { clearTimeout(warn); await arrived(call, path); return; }
          notSent();
        } else {
          notSent();
          if (await isBack() && waiting === call) { show("still-needed"); break; }
        }
      } catch (error) { if (waiting === call) notSent(); }
      await new Promise((again) => setTimeout(again, AGAIN));
    }
    clearTimeout(warn);
  };

  const wanted = () => { waiting = { ...waiting, isWanted: true }; keep(waiting); show("sending"); go(waiting); };
  const isStronger = (call) => !call.isQuiet && (waiting.isQuiet || (call.level === "emergency" && waiting.level !== "emergency"));

  document.addEventListener("kiosk:press", ({ detail }) => {
    detail.isTaken = true;
    listen();
    if (waiting && body.dataset.waiting === "still-needed" && !detail.isQuiet) { wanted(); return; }
    if (waiting && !isStronger(detail)) return;
    waiting = { key: fresh(), at: Date.now(), level: detail.level, isQuiet: detail.isQuiet };
    show("sending");
    keep(waiting);
    go(waiting);
  });
  document.getElementById("still-needed-yes").addEventListener("click", () => { listen(); wanted(); });
  document.getElementById("still-needed-no").addEventListener("click", async () => { await forget(); location.replace(body.dataset.idleUrl); });

  kept().then((call) => {
    if (!call || waiting) return;
    waiting = call;
    notSent();
    go(waiting);
  });
})();
