// "Notify me on this device": asks the browser, and sends what it answers with the form that is on the page.
(() => {
  const card = document.getElementById("notices");
  if (!card) return;
  const form = card.querySelector("form#notify");
  const say = (id) => ["notices-unable", "notices-blocked"].forEach((each) => { document.getElementById(each).hidden = each !== id; });
  const isAble = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
  if (!isAble) { form.hidden = true; say("notices-unable"); return; }
  if (Notification.permission === "denied") { form.hidden = true; say("notices-blocked"); return; }

  // The school remembers this device but the browser has forgotten: offer it again.
  navigator.serviceWorker.getRegistration("/").then((known) => known && known.pushManager.getSubscription())
    .then((subscription) => { form.hidden = Boolean(subscription) && "here" in card.dataset; });

  const subscribe = async () => {
    if (await Notification.requestPermission() !== "granted") { say("notices-blocked"); return; }
    const worker = await navigator.serviceWorker.register("/sw.js", { scope: "/" });
    await navigator.serviceWorker.ready;
    const old = await worker.pushManager.getSubscription();
    if (old) await old.unsubscribe();
    const given = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: card.dataset.key });
    const { endpoint, keys } = given.toJSON();
    form.elements.endpoint.value = endpoint;
    form.elements.p256dh.value = keys.p256dh;
    form.elements.auth.value = keys.auth;
    form.submit();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    subscribe().catch(() => say("notices-unable"));
  });
})();
