// A link from a card carries its code behind the #, where no server sees it:
// put it in the form, and take it out of the address bar.
"use strict";
(() => {
  const start = () => {
    const form = document.querySelector("[data-card-form]");
    if (!form) return;
    const field = form.querySelector("[data-code], #code, #key");
    const told = decodeURIComponent(location.hash.slice(1)).replace(/[^a-z0-9]/gi, "");
    if (!field || told.length < 12 || field.value) return;
    field.value = told.toUpperCase().replace(/(.{4})(?=.)/g, "$1 ");
    history.replaceState(null, "", location.pathname + location.search);
  };
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", start) : start();
  addEventListener("hashchange", start);
})();
