// What a teacher types is not lost: it stays on this device until the school has it, and files are added one by one.
(() => {
  const PREFIX = "draft:";
  const sent = new URLSearchParams(location.search).get("sent");
  const each = (prefix) => Object.keys(localStorage).filter((name) => name.startsWith(prefix));
  // Published: the page says which form it was.
  if (sent) each(PREFIX).filter((name) => name.endsWith(`:${sent}`)).forEach((name) => localStorage.removeItem(name));
  const form = document.querySelector("[data-draft-form]");
  const banner = document.getElementById("local-draft");
  if (!form || !banner) return;

  const mine = `${PREFIX}${banner.dataset.person}:`;
  const here = `${mine}${form.dataset.draftForm}:`;
  // A device that several people use keeps nothing of the one before.
  each(PREFIX).filter((name) => !name.startsWith(mine)).forEach((name) => localStorage.removeItem(name));
  const name = () => here + form.elements.key.value;
  const skipped = ["csrf_token", "key", "tab", "seen"];
  const typed = () => [...new FormData(form)].filter(([field, value]) => typeof value === "string" && !skipped.includes(field));
  const put = () => { try { localStorage.setItem(name(), JSON.stringify(typed())); } catch { /* The device is full: the school still keeps it. */ } };
  const refill = (fields) => {
    form.querySelectorAll("[type=checkbox]").forEach((box) => { box.checked = false; });
    fields.forEach(([field, value]) => {
      const boxes = [...form.querySelectorAll(`[type=checkbox][name="${CSS.escape(field)}"]`)];
      if (boxes.length) boxes.filter((box) => box.value === value).forEach((box) => { box.checked = true; });
      else if (form.elements[field] && !form.elements[field].length) form.elements[field].value = value;
      else if (form.elements[field]?.tagName === "SELECT") form.elements[field].value = value;
    });
    form.querySelectorAll("details").forEach((part) => { part.open = true; });
  };

  const left = each(here).at(-1);
  if (left && localStorage.getItem(left) !== JSON.stringify(typed())) banner.hidden = false;
  else if (left) localStorage.removeItem(left);
  banner.addEventListener("click", (event) => {
    const deed = event.target.closest("[data-draft]")?.dataset.draft;
    if (!deed) return;
    if (deed === "restore") refill(JSON.parse(localStorage.getItem(left)));
    localStorage.removeItem(left);
    banner.hidden = true;
    if (deed === "restore") form.elements.text.dispatchEvent(new Event("input", { bubbles: true }));
  });

  form.addEventListener("input", (event) => { if (event.target.type !== "file") put(); });
  document.addEventListener("htmx:beforeRequest", (event) => {
    // What is being published is not kept as a draft once more.
    if (event.target.id === "kept" && form.dataset.sent) event.preventDefault();
  });
  const reached = (what) => {
    // What was typed since is on its way with the next one.
    if (what === JSON.stringify(typed())) each(here).filter((item) => item !== left || banner.hidden).forEach((item) => localStorage.removeItem(item));
  };
  let going = "";
  document.addEventListener("htmx:configRequest", (event) => { if (event.target.id === "kept") going = JSON.stringify(typed()); });
  // By then the part that asked is replaced: it is known by the question, not by where the answer is heard.
  document.addEventListener("htmx:afterRequest", (event) => { if (event.detail.requestConfig.elt.id === "kept" && event.detail.successful) reached(going); });

  const trouble = (kind, words) => {
    form.querySelectorAll("[data-trouble]").forEach((part) => { part.hidden = part.dataset.trouble !== kind; });
    if (words) form.querySelector(`[data-trouble=${kind}] [data-names]`).textContent = words;
  };
  const add = async (field, file) => {
    const body = new FormData(form);
    const sentWords = JSON.stringify(typed());
    ["pictures", "documents"].forEach((other) => body.delete(other));
    body.append(field, file);
    const answer = await fetch(form.dataset.draftForm, { method: "POST", body });
    if (!answer.ok && answer.status !== 422) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    ["files", "kept"].forEach((id) => {
      const fresh = page.getElementById(id);
      if (!fresh) throw new Error(id);
      document.getElementById(id).replaceWith(fresh);
    });
    htmx.process(document.getElementById("kept"));
    if (!answer.ok) throw new Error(answer.status);
    reached(sentWords);
  };
  form.addEventListener("change", async (event) => {
    const input = event.target;
    if (input.type !== "file" || !input.files.length) return;
    const failed = [];
    trouble("busy");
    for (const file of [...input.files]) {
      try { await add(input.name, file); trouble("busy"); } catch { failed.push(file.name); }
    }
    form.querySelectorAll("[type=file]").forEach((field) => { field.value = ""; });
    trouble(failed.length ? "file" : "", failed.join(", "));
  });
})();
