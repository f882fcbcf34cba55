// The keyboard: j and k go through the calls or rows, Enter opens one, / searches, ? says all this.
(() => {
  "use strict";
  const help = document.getElementById("keys");
  const find = document.getElementById("find");
  const steps = () => Array.from(document.querySelectorAll("main li, main tbody tr"))
    .filter(step => step.querySelector("a[href*='contacts/']") && step.getClientRects().length);

  const move = by => {
    const all = steps();
    const at = all.indexOf(document.activeElement.closest("main li, main tbody tr"));
    const next = all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)];
    if (!next) return;
    next.tabIndex = -1;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };
  const search = () => {
    if (find) find.focus();
    else location.href = document.querySelector("#menu a[href$='people.html']").href + "#find";
  };
  const explain = () => {
    if (help.togglePopover) help.togglePopover();
    else help.scrollIntoView();
    help.focus({ preventScroll: true });
  };
  const open = event => {
    const link = event.target.matches("main li, main tr") && event.target.querySelector("a[href*='contacts/']");
    if (link) link.click();
  };
  const keys = { j: () => move(1), k: () => move(-1), "/": search, "?": explain };
  const arrows = { ArrowDown: keys.j, ArrowUp: keys.k };

  addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (event.key === "Enter") open(event);
    const known = event.target.matches("main li, main tr") ? { ...keys, ...arrows } : keys;
    if (!Object.hasOwn(known, event.key)) return;
    event.preventDefault();
    known[event.key]();
  });
  addEventListener("DOMContentLoaded", () => { if (find && location.hash === "#find") find.focus(); });
})();
