// What makes forms calmer: nothing is sent twice, and a lost connection is said.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const offline = () => document.getElementById("offline");

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; }
    if (!navigator.onLine && offline()) { event.preventDefault(); offline().hidden = false; return; }
    form.dataset.sent = "1";
    // What somebody was writing leaves this device with them.
    if (form.action.endsWith("/sign-out")) Object.keys(localStorage).filter((name) => name.startsWith("draft:")).forEach((name) => localStorage.removeItem(name));
    const button = event.submitter;
    if (button) setTimeout(() => button.setAttribute("aria-busy", "true"), 300);
  });
  addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
    document.querySelectorAll("button[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  });
  // Who shows again who it is gets a new key. A look with the old one, on its way at that moment, sends nobody away: the
  // next look decides.
  let isRefused = false;
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    if (!event.target.classList.contains("help-alert")) return;
    const wasRefused = isRefused;
    isRefused = event.detail.xhr.getResponseHeader("HX-Redirect") !== null;
    if (isRefused && !wasRefused) event.preventDefault();
  });
  addEventListener("offline", () => { if (offline()) offline().hidden = false; });
  addEventListener("online", () => { if (offline()) offline().hidden = true; });
})();
