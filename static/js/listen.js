// Reads a question or a letter aloud, each part in the voice of its own language; a button stays hidden where the
// device has no voice for the language of what it reads.
(() => {
  if (!("speechSynthesis" in window)) return;
  const languageOf = (part) => part.closest("[lang]").lang.toLowerCase();
  const voice = (language) => speechSynthesis.getVoices().find((each) => each.lang.toLowerCase().startsWith(language));
  const ALOUD = "legend, label, .title, .date-block :is(strong, .when, p:not(.no-print) bdi), .words";

  const offer = () => {
    document.querySelectorAll("[data-listen]").forEach((button) => {
      const part = document.getElementById(button.dataset.listen);
      button.hidden = !part || !voice(languageOf(part));
    });
  };
  const say = (part) => {
    const said = new SpeechSynthesisUtterance(part.textContent.replace(/\s+/g, " ").trim());
    said.lang = languageOf(part);
    said.voice = voice(said.lang);
    return said;
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-listen]");
    if (!button) return;
    const wasSpeaking = speechSynthesis.speaking;
    speechSynthesis.cancel();
    // A second press is a stop.
    if (wasSpeaking && button.dataset.speaks) { delete button.dataset.speaks; return; }
    document.querySelectorAll("[data-speaks]").forEach((other) => { delete other.dataset.speaks; });
    const whole = document.getElementById(button.dataset.listen);
    const parts = [...whole.querySelectorAll(ALOUD)].filter((part) => voice(languageOf(part))).map(say);
    if (!parts.length) return;
    parts[parts.length - 1].onend = () => { delete button.dataset.speaks; };
    button.dataset.speaks = "1";
    parts.forEach((part) => speechSynthesis.speak(part));
  });
  addEventListener("pagehide", () => speechSynthesis.cancel());
  document.addEventListener("htmx:load", offer);
  speechSynthesis.addEventListener?.("voiceschanged", offer);
  offer();
})();
