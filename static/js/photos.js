// Photos before they are sent: see them, say what is on them, take one away.
// <input type="file" multiple data-photos="list-id" data-most="10">; the list
// element carries the words: data-alt (the question), data-remove, data-wait.
"use strict";
(() => {
  const SEEN = /^image\/(jpeg|png|webp|gif|avif|svg)/;
  const piles = new WeakMap();

  const put = (input, files) => {
    const pile = new DataTransfer();
    files.forEach((file) => pile.items.add(file));
    input.files = pile.files;
    piles.set(input, files);
  };

  const draw = (input) => {
    const list = document.getElementById(input.dataset.photos);
    if (!list) return;
    const told = [...list.querySelectorAll("input")].map((field) => field.value);
    const words = list.dataset;
    list.replaceChildren();
    piles.get(input).forEach((file, place) => {
      const item = document.createElement("div");
      item.className = "photo-item";
      if (SEEN.test(file.type)) {
        const picture = document.createElement("img");
        picture.alt = "";
        picture.src = URL.createObjectURL(file);
        picture.addEventListener("load", () => URL.revokeObjectURL(picture.src), { once: true });
        item.append(picture);
      } else {
        item.append(Object.assign(document.createElement("p"), { className: "photo-wait", textContent: `${file.name} ${words.wait || ""}` }));
      }
      const label = document.createElement("label");
      label.className = "hint";
      label.htmlFor = `${list.id}-${place}`;
      label.textContent = words.alt;
      const alt = document.createElement("input");
      alt.className = "input";
      alt.id = label.htmlFor;
      alt.name = words.name || "alt";
      alt.maxLength = 200;
      alt.value = file.told ?? told[place] ?? "";
      alt.addEventListener("input", () => { file.told = alt.value; });
      const away = document.createElement("button");
      away.type = "button";
      away.className = "btn btn-line btn-small";
      away.textContent = words.remove;
      away.setAttribute("aria-label", `${words.remove}: ${file.name}`);
      away.addEventListener("click", () => {
        put(input, piles.get(input).filter((one) => one !== file));
        draw(input);
        input.focus();
      });
      item.append(label, alt, away);
      list.append(item);
    });
    // without scripts there is one field for all photos; now each has its own
    const one = document.getElementById(`${list.id}-one`);
    if (!one) return;
    one.hidden = list.childElementCount > 0;
    for (const field of one.querySelectorAll("input, textarea")) field.disabled = one.hidden;
  };

  document.addEventListener("change", (event) => {
    const input = event.target.closest?.("[data-photos]");
    if (!input) return;
    const most = Number(input.dataset.most) || 10;
    const before = input.multiple ? piles.get(input) || [] : [];
    put(input, [...before, ...input.files].slice(0, most));
    draw(input);
  });
  document.addEventListener("reset", (event) => {
    for (const input of event.target.querySelectorAll("[data-photos]")) {
      piles.set(input, []);
      draw(input);
    }
  });
})();
