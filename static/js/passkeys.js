// The ceremony of a passkey: ask the portal for a question, the device for the answer, and send that with the form.
(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) => buffer && btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const keys = (list) => (list || []).map((key) => ({ ...key, id: bytes(key.id) }));

  const say = (form, what) => form.querySelectorAll("[data-trouble]").forEach((each) => { each.hidden = each.dataset.trouble !== what; });
  const trouble = { NotAllowedError: "cancelled", AbortError: "cancelled", InvalidStateError: "known", NotSupportedError: "unable" };

  const asked = async (form) => {
    const headers = { "X-CSRFToken": form.elements.csrf_token.value };
    const answer = await fetch(form.dataset.options, { method: "POST", headers });
    if (!answer.ok || answer.redirected) throw new Error("no question");
    const options = await answer.json();
    options.challenge = bytes(options.challenge);
    if (form.dataset.passkey === "get") return { ...options, allowCredentials: keys(options.allowCredentials) };
    return { ...options, user: { ...options.user, id: bytes(options.user.id) }, excludeCredentials: keys(options.excludeCredentials) };
  };

  const answered = async (form) => {
    const publicKey = await asked(form);
    const key = await navigator.credentials[form.dataset.passkey]({ publicKey });
    const { response } = key;
    return JSON.stringify({
      id: key.id, rawId: text(key.rawId), type: key.type,
      response: {
        clientDataJSON: text(response.clientDataJSON),
        attestationObject: text(response.attestationObject),
        transports: response.getTransports?.(),
        authenticatorData: text(response.authenticatorData),
        signature: text(response.signature),
        userHandle: text(response.userHandle) || undefined,
      },
    });
  };

  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    let isBusy = false;
    form.addEventListener("submit", async (event) => {
      // The language switch sends the form as it is.
      if (event.submitter?.hasAttribute("formaction")) return;
      event.preventDefault();
      event.stopPropagation();
      if (isBusy) return;
      if (!window.PublicKeyCredential) { say(form, "unable"); return; }
      isBusy = true;
      say(form, null);
      try {
        form.elements.answer.value = await answered(form);
        form.submit();
      } catch (error) {
        say(form, trouble[error.name] || "failed");
      }
      isBusy = false;
    });
  });
})();
