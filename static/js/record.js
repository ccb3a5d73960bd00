// A recording made here goes into the file field, so that it is sent with the form like any other file.
(() => {
  const field = document.getElementById("sound"), box = document.querySelector("[data-record]");
  if (!field || !box || !window.MediaRecorder || !navigator.mediaDevices) return;
  const button = box.querySelector("button"), word = button.querySelector("span"), status = box.querySelector("[role=status]");
  const kind = ["audio/mp4;codecs=mp4a.40.2", "audio/mp4", "audio/webm;codecs=opus", "audio/webm"].find((each) => MediaRecorder.isTypeSupported(each));
  if (!kind) return;
  let recorder = null, end = null;
  box.hidden = false;

  const put = (parts) => {
    const ending = kind.startsWith("audio/mp4") ? "m4a" : "webm";
    const files = new DataTransfer();
    files.items.add(new File(parts, `recording.${ending}`, { type: kind }));
    field.files = files.files;
    status.textContent = status.dataset.done;
  };
  const start = async () => {
    let sound;
    try { sound = await navigator.mediaDevices.getUserMedia({ audio: true }); } catch { status.textContent = status.dataset.no; return; }
    const parts = [];
    recorder = new MediaRecorder(sound, { mimeType: kind, audioBitsPerSecond: 48000 });
    recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
    recorder.addEventListener("stop", () => {
      clearTimeout(end);
      sound.getTracks().forEach((track) => track.stop());
      recorder = null;
      word.textContent = button.dataset.start;
      put(parts);
    });
    recorder.start();
    end = setTimeout(() => recorder?.stop(), field.dataset.mostSeconds * 1000);
    word.textContent = button.dataset.stop;
    status.textContent = "";
  };
  button.addEventListener("click", () => (recorder ? recorder.stop() : start()));
})();
