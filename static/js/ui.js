// Menus close, focus goes where it should, toasts go away, the theme changes at once.
// Every page works without this file.
"use strict";
(() => {
  const root = document.documentElement;
  const TOAST_MS = 10000;
  root.classList.add("js");

  // say: read a short sentence aloud to whoever listens to the page
  const say = (words) => {
    const live = document.getElementById("live");
    if (!live || !words) return;
    live.textContent = "";
    setTimeout(() => { live.textContent = words; }, 60);
  };

  // a toast stays ten seconds, and as long as somebody points at it or is in it
  const settle = (toast) => {
    if (toast.dataset.seen) return;
    toast.dataset.seen = "yes";
    say(toast.querySelector("p")?.textContent);
    const leave = () => {
      if (toast.matches(":hover, :focus-within")) setTimeout(leave, 2000);
      else toast.remove();
    };
    setTimeout(leave, TOAST_MS);
  };

  const tend = () => document.querySelectorAll("[data-toast]").forEach(settle);

  const start = () => {
    tend();
    // a form that came back with mistakes is told in the title as well
    if (document.querySelector("[data-focus]")) document.title = `! ${document.title}`;
  };
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", start) : start();
  document.addEventListener("htmx:after:swap", () => {
    tend();
    document.querySelector("[data-focus]:not([data-told])")?.focus();
    document.querySelector("[data-focus]")?.setAttribute("data-told", "");
  });

  const close = (menu) => { menu.open = false; };
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("[data-menu][open]")) {
      if (!menu.contains(event.target)) close(menu);
    }
    const copy = event.target.closest("[data-copy]");
    if (copy) {
      event.preventDefault();
      navigator.clipboard?.writeText(new URL(copy.dataset.copy, location.href).href).then(() => {
        copy.dataset.copied = "yes";
        say(copy.dataset.done);
        setTimeout(() => delete copy.dataset.copied, 3000);
      });
    }
    if (event.target.closest("[data-print]")) window.print();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = event.target.closest?.("[data-menu][open]");
    if (!menu) return;
    close(menu);
    menu.querySelector("summary").focus();
  });

  // light or dark without loading the page again; the answer sets the cookie
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("[data-theme-form]");
    const chosen = event.submitter?.value;
    if (!form || !chosen) return;
    event.preventDefault();
    if (chosen === "auto") delete root.dataset.theme;
    else root.dataset.theme = chosen;
    for (const button of form.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.value === chosen));
    }
    const body = new FormData(form, event.submitter);
    try { await fetch(form.action, { method: "POST", body, redirect: "manual" }); } catch { /* the next page asks again */ }
  });

  // a password may be looked at by whoever types it
  const offerShow = (place) => {
    for (const button of place.querySelectorAll("[data-show][hidden]")) button.hidden = false;
  };
  offerShow(document);
  document.addEventListener("htmx:after:swap", () => offerShow(document));
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-show]");
    const input = button && document.getElementById(button.dataset.show);
    if (!input) return;
    const shown = input.type === "password";
    input.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
  });

  // no second message when somebody taps twice on a slow connection
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.id === "do" || event.defaultPrevented) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, 4000);
  });
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("[data-sent]")) delete form.dataset.sent;
  });

  // a connection that is gone is told, and that nothing is lost
  document.addEventListener("htmx:error", (event) => {
    const asked = event.detail?.ctx;
    if (!asked || asked.response) return; // a fault of ours is told by the answer
    const words = document.body.dataset.offline;
    const place = document.getElementById("toast");
    if (!words || !place) return;
    const toast = document.createElement("div");
    toast.className = "toast toast-bad";
    toast.dataset.toast = "";
    toast.append(Object.assign(document.createElement("p"), { textContent: words }));
    place.replaceChildren(toast);
    settle(toast);
  });
})();
