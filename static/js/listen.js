// Reads a question and its answers aloud; the buttons stay hidden where the device has no voice for the page's language.
(() => {
  if (!("speechSynthesis" in window)) return;
  const language = document.documentElement.lang;
  const voice = () => speechSynthesis.getVoices().find((each) => each.lang.toLowerCase().startsWith(language));
  const words = (part) => [...part.querySelectorAll("legend, label")].map((each) => each.textContent.trim()).join(". ");

  const offer = () => {
    const isThere = Boolean(voice());
    document.querySelectorAll("[data-listen]").forEach((button) => { button.hidden = !isThere; });
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-listen]");
    if (!button) return;
    const wasSpeaking = speechSynthesis.speaking;
    speechSynthesis.cancel();
    // A second press is a stop.
    if (wasSpeaking && button.dataset.speaks) { delete button.dataset.speaks; return; }
    document.querySelectorAll("[data-speaks]").forEach((other) => { delete other.dataset.speaks; });
    const said = new SpeechSynthesisUtterance(words(document.getElementById(button.dataset.listen)));
    said.voice = voice();
    said.lang = language;
    said.onend = () => { delete button.dataset.speaks; };
    button.dataset.speaks = "1";
    speechSynthesis.speak(said);
  });
  addEventListener("pagehide", () => speechSynthesis.cancel());
  speechSynthesis.addEventListener?.("voiceschanged", offer);
  offer();
})();
