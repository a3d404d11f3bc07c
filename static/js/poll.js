// What may change while a page is open: the bell, and "2 new messages".
// <div data-poll="/address" data-every="60">: asked only while somebody looks.
"use strict";
(() => {
  const marks = new WeakMap();
  const MOST = 15; // minutes between two questions when the house does not answer

  const ask = async (place) => {
    const headers = { "HX-Request": "true" };
    if (marks.has(place)) headers["If-None-Match"] = marks.get(place);
    const answer = await fetch(place.dataset.poll, { headers, credentials: "same-origin", cache: "no-store" });
    if (answer.status === 304 || answer.status === 204) return true;
    if (answer.redirected || answer.status === 401 || answer.status === 403 || answer.status === 404) return null;
    if (!answer.ok) return false;
    const mark = answer.headers.get("ETag");
    if (mark) marks.set(place, mark);
    const words = await answer.text();
    if (place.dataset.was === words) return true;
    place.dataset.was = words;
    place.innerHTML = words;
    htmx.process(place);
    show(place);
    return true;
  };

  // the bell stands on the page twice, and in the title
  const show = (place) => {
    const found = place.querySelector("[data-unread]");
    if (!found) return;
    for (const bell of document.querySelectorAll("[data-bell]")) {
      if (bell === found) continue;
      bell.innerHTML = found.innerHTML;
      bell.dataset.unread = found.dataset.unread;
    }
    const unread = Number(found.dataset.unread);
    const title = document.title.replace(/^\(\d+\) /, "");
    document.title = unread ? `(${unread}) ${title}` : title;
  };

  const keep = (place) => {
    if (place.dataset.kept) return;
    place.dataset.kept = "yes";
    const every = (Number(place.dataset.every) || 60) * 1000;
    let misses = 0;
    let last = Date.now();
    // a little later or sooner each time, so that not everybody asks at once
    const wait = () => Math.min(every * 2 ** misses, MOST * 60000) * (0.85 + Math.random() * 0.3);
    let next = wait();
    const tick = async () => {
      if (!place.isConnected) return clearInterval(timer);
      if (document.hidden || Date.now() - last < next) return undefined;
      last = Date.now();
      const went = await ask(place).catch(() => false);
      if (went === null) return clearInterval(timer);
      misses = went ? 0 : Math.min(misses + 1, 6);
      next = wait();
      return undefined;
    };
    const timer = setInterval(tick, 5000);
    document.addEventListener("visibilitychange", tick);
  };

  const start = () => document.querySelectorAll("[data-poll]").forEach(keep);
  document.addEventListener("DOMContentLoaded", start);
  document.addEventListener("htmx:after:swap", start);
})();
