// "@jan" offers names; the two parts that do this are fetched when somebody begins to type.
// <text-expander keys="@" data-url="/people/mention"><textarea></textarea></text-expander>
"use strict";
(() => {
  const fetched = new Set();
  const fetchPart = (address) => {
    if (!address || fetched.has(address)) return;
    fetched.add(address);
    const part = document.createElement("script");
    part.type = "module";
    part.src = address;
    document.head.append(part);
  };

  document.addEventListener("focusin", (event) => {
    if (event.target.closest?.("text-expander")) fetchPart(document.body.dataset.expander);
    if (event.target.form?.querySelector("markdown-toolbar")) fetchPart(document.body.dataset.toolbar);
  });

  // these events do not bubble, so they are caught on their way down
  document.addEventListener("text-expander-change", (event) => {
    const { key, provide, text } = event.detail;
    const address = event.target.dataset.url;
    if (key !== "@" || !address || text.length > 40) return;
    const find = async () => {
      const asked = `${address}?q=${encodeURIComponent(text)}`;
      const answer = await fetch(asked, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
      if (!answer.ok) return { matched: false };
      const made = document.createElement("template");
      made.innerHTML = await answer.text();
      const list = made.content.querySelector("[role=listbox]");
      return { matched: Boolean(list?.querySelector("[role=option]")), fragment: list };
    };
    provide(find());
  }, true);
  document.addEventListener("text-expander-value", (event) => {
    event.detail.value = event.detail.item.dataset.value;
  }, true);
})();
