// Unsent words of oneself wait in this browser, and nothing else ever does.
// <textarea data-draft="post">; [data-draft-note="post"] tells that they are kept.
"use strict";
(() => {
  const HEAD = "draft:";
  const DAY = 24 * 3600 * 1000;
  const store = {
    get: (key) => { try { return JSON.parse(localStorage.getItem(HEAD + key)); } catch { return null; } },
    set: (key, value) => { try { localStorage.setItem(HEAD + key, JSON.stringify(value)); } catch { /* a full or closed store */ } },
    drop: (key) => { try { localStorage.removeItem(HEAD + key); } catch { /* nothing to drop */ } },
  };
  const all = () => { try { return Object.keys(localStorage).filter((k) => k.startsWith(HEAD)); } catch { return []; } };
  const who = () => document.body.dataset.me || "";
  const key = (field) => `${who()}:${field.dataset.draft}`;
  const note = (field, is) => {
    const place = field.form?.querySelector("[data-draft-note]");
    if (place) place.textContent = is ? place.dataset.draftNote : "";
  };

  const restore = (place) => {
    for (const field of place.querySelectorAll("[data-draft]")) {
      if (field.dataset.restored) continue;
      field.dataset.restored = "yes";
      const kept = store.get(key(field));
      if (!kept || field.value !== field.defaultValue || field.value.trim()) continue;
      field.value = kept.words;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      note(field, true);
    }
  };

  let timer;
  document.addEventListener("input", (event) => {
    const field = event.target.closest?.("[data-draft]");
    if (!field) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const words = field.value;
      if (words.trim()) store.set(key(field), { words, at: Date.now() });
      else store.drop(key(field));
      note(field, Boolean(words.trim()));
    }, 400);
  });

  // sent and saved: the words are no longer unsent
  const fieldsOf = (source) => {
    const form = source?.closest?.("form") || source?.form;
    return form ? [...form.querySelectorAll("[data-draft]")] : [];
  };
  document.addEventListener("htmx:after:request", (event) => {
    const { ctx } = event.detail;
    const status = ctx?.response?.status ?? ctx?.response?.raw?.status ?? 0;
    if (status < 200 || status > 399) return;
    clearTimeout(timer);
    for (const field of fieldsOf(ctx.sourceElement)) store.drop(key(field));
  });
  // a plain form: the page that follows says which draft may go
  const start = () => {
    for (const done of document.querySelectorAll("[data-draft-sent]")) store.drop(`${who()}:${done.dataset.draftSent}`);
    for (const name of all()) {
      const kept = store.get(name.slice(HEAD.length));
      if (!kept || Date.now() - kept.at > DAY || !name.startsWith(`${HEAD}${who()}:`)) {
        if (who()) store.drop(name.slice(HEAD.length));
      }
    }
    restore(document);
  };
  document.addEventListener("DOMContentLoaded", start);
  document.addEventListener("htmx:after:swap", () => restore(document));
  document.addEventListener("submit", (event) => {
    if (event.target.closest("[data-sign-out]")) all().forEach((name) => localStorage.removeItem(name));
  });
})();
