// A call for help sounds on every screen that a colleague has open; a browser that keeps silent says so.
(() => {
  const TONES = { emergency: [[880, 0], [660, 0.25], [880, 0.5], [660, 0.75]], assist: [[520, 0], [620, 0.35]], drill: [[440, 0], [440, 0.3], [440, 0.6]] };
  let audio = null;
  const sound = (tone) => {
    audio ??= new AudioContext();
    const button = document.querySelector("#help-alert .sound-off");
    const play = () => {
      if (button) button.hidden = audio.state === "running";
      if (audio.state !== "running") return;
      for (const [pitch, after] of TONES[tone] || TONES.emergency) {
        const voice = audio.createOscillator(), volume = audio.createGain(), at = audio.currentTime + after;
        voice.frequency.value = pitch;
        volume.gain.setValueAtTime(0.3, at);
        volume.gain.exponentialRampToValueAtTime(0.001, at + 0.22);
        voice.connect(volume).connect(audio.destination);
        voice.start(at);
        voice.stop(at + 0.23);
      }
    };
    button?.querySelector("button").addEventListener("click", () => audio.resume().then(play), { once: true });
    play();
    navigator.vibrate?.([300, 150, 300]);
  };
  // The first touch of a page lets it sound later on.
  addEventListener("pointerdown", () => { audio ??= new AudioContext(); audio.resume(); }, { once: true });
  document.addEventListener("htmx:afterSettle", () => {
    const alert = document.getElementById("help-alert");
    if (alert?.dataset.tone && !alert.dataset.sounded) { alert.dataset.sounded = "1"; sound(alert.dataset.tone); }
  });
})();
