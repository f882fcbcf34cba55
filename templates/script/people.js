// The list of people filters as you type: every word, in any order, accents aside.
(() => {
  "use strict";
  const table = document.getElementById("people");
  if (!table) return;
  const find = document.getElementById("find");
  const found = document.getElementById("found");
  const nobody = document.getElementById("nobody");
  const rows = Array.from(table.tBodies[0].rows);
  const plain = { "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i" };
  const fold = text => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[łøđðþßæœı]/g, letter => plain[letter]);
  let index = null;
  let waiting = 0;
  const filter = () => {
    waiting = 0;
    index ??= rows.map(row => fold(row.textContent + " " + (row.dataset.also || "")));
    const words = fold(find.value).split(/\s+/).filter(Boolean);
    let count = 0;
    rows.forEach((row, at) => {
      const hide = !words.every(word => index[at].includes(word));
      if (row.hidden !== hide) row.hidden = hide;
      if (!hide) count += 1;
    });
    found.textContent = words.length ? `${count} of ${rows.length}` : "";
    nobody.hidden = count > 0;
  };
  find.addEventListener("input", () => { waiting ||= requestAnimationFrame(filter); });
  document.getElementById("search").hidden = false;
  if (find.value) filter();
})();
