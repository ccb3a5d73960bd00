// A contact that is tapped without a connection is kept on this phone, for this teacher only, and sent once there is one.
(() => {
  const me = document.body.dataset.me, PREFIX = "samen-contact-", SHELF = PREFIX + me, LATE = 20000;
  const waiting = () => { try { return JSON.parse(localStorage.getItem(SHELF)) || []; } catch (error) { return []; } };
  const keep = (all) => { if (all.length) localStorage.setItem(SHELF, JSON.stringify(all)); else localStorage.removeItem(SHELF); show(all); };
  const show = (all) => {
    const sign = document.getElementById("contact-waiting");
    if (sign) { sign.hidden = !all.length; sign.querySelector("b").textContent = all.length; }
  };
  // What somebody else left on this phone is not sent by whoever signs in next.
  Object.keys(localStorage).filter((name) => name.startsWith(PREFIX) && name !== SHELF).forEach((name) => localStorage.removeItem(name));

  // Taken, or never to be taken: off the shelf. Anything else, such as having to sign in first, leaves it there.
  const isOver = (answer) => answer.status === 204 || [403, 404, 422].includes(answer.status);
  let sending = null, isLeaving = false;
  const sendAll = async () => {
    if (!waiting().length || !navigator.onLine) return;
    let taken = 0;
    try {
      const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
      for (const each of waiting()) {
        const answer = await fetch(each.url + "?queued", {
          method: "POST", redirect: "manual", headers: { "X-CSRFToken": token },
          body: new URLSearchParams(each.fields), signal: AbortSignal.timeout(LATE),
        });
        if (!isOver(answer)) break;
        taken += 1;
        keep(waiting().filter((other) => other.fields.key !== each.fields.key));
      }
    } catch (error) { /* No connection after all: it waits. */ }
    if (taken && !isLeaving && document.getElementById("homes") && !document.querySelector("dialog[open]")) location.reload();
  };
  // Who asks while it is being sent waits for the same sending.
  const send = () => { sending ??= sendAll().finally(() => { sending = null; }); return sending; };
  addEventListener("online", send);
  setInterval(send, 30000);
  show(waiting());
  send();

  // Signing out empties this phone: what waits is sent first. When that fails it is said, and a press after that goes without.
  let isTold = false;
  document.addEventListener("submit", async (event) => {
    const form = event.target, button = event.submitter;
    if (isTold || !form.matches("form[action$='/sign-out']") || !waiting().length || !navigator.onLine) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (isLeaving) return;
    isLeaving = true;
    button?.setAttribute("aria-busy", "true");
    await send();
    button?.removeAttribute("aria-busy");
    isLeaving = false;
    isTold = waiting().length > 0;
    if (isTold) document.getElementById("offline").hidden = false;
    else form.requestSubmit(button);
  }, true);

  const dialog = document.getElementById("quick-log"), form = document.getElementById("quick");
  if (!dialog || !form) return;
  document.getElementById("homes").addEventListener("click", (event) => {
    const cell = event.target.closest("a[data-log]");
    if (!cell || navigator.onLine) return;
    event.preventDefault();
    form.action = cell.dataset.log;
    document.getElementById("quick-name").textContent = cell.querySelector(".home-child").textContent;
    dialog.showModal();
    document.getElementById("quick-name").focus();
  });
  document.getElementById("quick-close").addEventListener("click", () => dialog.close());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    const fields = {
      way: form.querySelector("[name=way]:checked").value, said: event.submitter.value, key: crypto.randomUUID(), at: Date.now(),
    };
    keep([...waiting(), { url: new URL(form.action).pathname, fields }]);
    dialog.close();
    document.getElementById("contact-waiting").scrollIntoView();
    send();
  });
})();
