// The list of people filters as you type: every word, in any order, accents and punctuation aside (as in `karma find`).
// What is asked stands in the address (#q=anna krak&circle=client), so that a view can be bookmarked. Few rows are shown
// at a time: the others are out of the document, which keeps ten thousand people as quick as ten. On paper all stand
// who are found.
(() => {
  "use strict";
  const table = document.getElementById("people");
  if (!table) return;
  const SHOWN = 200;
  const body = table.tBodies[0];
  const search = document.getElementById("search");
  const found = document.getElementById("found");
  const nobody = document.getElementById("nobody");
  const more = document.getElementById("more");
  const fields = Array.from(search.querySelectorAll("[name]"));
  const find = document.getElementById("find");
  const plain = { "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ς": "σ" };
  const fold = text => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/['’‘ʼ`´]/g, "").replace(/[łøđðþßæœıħς]/g, letter => plain[letter]);
  // A dash may be a blank in the file; a number may have anything between its digits.
  const around = /^(?:[^\P{P}#]|\+)+|[^\P{P}#]+$/gu;
  const word = typed => ({
    parts: typed.split(/\p{Pd}+/u).filter(Boolean),
    number: /^[\p{Nd}\p{P}]+$/u.test(typed) && typed.replace(/\P{Nd}/gu, ""),
  });
  const wordsOf = text => {
    const typed = fold(text).split(/\s+/).filter(Boolean);
    const bare = typed.map(one => one.replace(around, "")).filter(Boolean);
    return (bare.length ? bare : typed).map(word);
  };
  const has = (text, { parts, number }) => parts.every(part => text.includes(part)) || (number && text.includes(number));
  const begins = (name, { parts }) => parts.every(part => name.includes(" " + part));

  const day = (from, days) => new Date(Date.parse(from) + days * 864e5).toISOString().slice(0, 10);
  const days = /^\d{4}-\d\d-\d\d$/;
  const until = asked => Object.hasOwn(by, asked) ? by[asked] : (days.test(asked) && !isNaN(Date.parse(asked)) ? asked : "");
  const by = { now: table.dataset.today, week: day(table.dataset.today, 7), month: day(table.dataset.today, 30) };
  const keeps = {
    circle: (row, wanted) => fold(row.dataset.circle || "") === wanted,
    owner: (row, wanted) => fold(row.dataset.owner || "") === wanted,
    tag: (row, wanted) => fold(row.dataset.tag || "").includes(`#${wanted}#`),
    due: (row, wanted) => wanted === "list" ? "list" in row.dataset : (row.dataset.due || "9") <= until(wanted),
  };

  const rows = Array.from(body.rows);
  let index = null;
  const entries = () => index ??= rows.map(row => ({
    row,
    name: " " + fold(row.querySelector("a").textContent).replace(/[\p{Pd}\p{Ps}]/gu, " "),
    text: fold(row.textContent + " " + (row.dataset.also || "")),
  }));

  const nobodyBy = (words, asked) => {
    if (words > 1) return "Nobody by these words. Try fewer of them.";
    return words ? `Nobody by this word${asked ? " here" : ""}. A part of it may do.` : "Nobody here as yet.";
  };

  let all = false;
  let onPaper = false;
  const show = () => {
    const words = wordsOf(find.value);
    const asked = fields.filter(field => field.name in keeps && field.value);
    const first = [], others = [];
    for (const { row, name, text } of entries()) {
      if (!words.every(word => has(text, word))) continue;
      if (!asked.every(field => keeps[field.name](row, fold(field.value)))) continue;
      (words.length && words.every(word => begins(name, word)) ? first : others).push(row);
    }
    const shown = first.concat(others);
    body.replaceChildren(...(all || onPaper ? shown : shown.slice(0, SHOWN)));
    const narrowed = words.length || asked.length;
    found.textContent = narrowed ? `${shown.length.toLocaleString("en")} of ${rows.length.toLocaleString("en")}` : "";
    table.hidden = shown.length === 0;
    nobody.hidden = shown.length > 0;
    nobody.textContent = nobodyBy(words.length, asked.length);
    more.hidden = all || shown.length <= SHOWN;
  };

  // The address and the fields say the same.
  const told = () => {
    const asked = new URLSearchParams();
    for (const field of fields) if (field.value.trim()) asked.append(field.name, field.value.trim());
    const text = asked.toString();
    history.replaceState(null, "", text ? "#" + text : location.pathname + location.search);
  };
  const listen = () => {
    const asked = new URLSearchParams(location.hash.slice(1));
    for (const field of fields) {
      const wanted = asked.get(field.name) || "";
      if (field.tagName === "SELECT" && wanted) {
        const known = Array.from(field.options).find(option => fold(option.value) === fold(wanted));
        if (known) { field.value = known.value; continue; }
        field.add(new Option(wanted, wanted));
      }
      field.value = wanted;
    }
    all = false;
    show();
  };

  let waiting = 0;
  search.addEventListener("input", () => {
    all = false;
    waiting ||= requestAnimationFrame(() => { waiting = 0; show(); told(); });
  });
  // Enter opens the first who was found; the arrow goes there, and back.
  find.addEventListener("keydown", event => {
    if (event.isComposing || !["Enter", "ArrowDown"].includes(event.key)) return;
    cancelAnimationFrame(waiting);
    waiting = 0;
    show();
    told();
    const [first] = body.rows;
    if (!first) return;
    event.preventDefault();
    first.tabIndex = -1;
    if (event.key === "ArrowDown") first.focus();
    else if (find.value.trim()) first.querySelector("a").click();
  });
  body.addEventListener("keydown", event => {
    if (event.key !== "ArrowUp" || event.target !== body.rows[0]) return;
    event.preventDefault();
    event.stopPropagation();
    find.focus();
  });
  const print = begins => { onPaper = begins; show(); };
  addEventListener("beforeprint", () => print(true));
  addEventListener("afterprint", () => print(false));
  more.addEventListener("click", () => { all = true; show(); });
  addEventListener("hashchange", listen);
  search.hidden = false;
  listen();
})();
