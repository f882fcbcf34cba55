"use strict";
// Listens to `karma serve`: shows this page anew when it is another one, and says what is in the way.
(() => {
  const tag = document.currentScript.dataset.tag;
  const STOPPED = "karma serve does not answer. Start it again, or open its newest link. This page is as it was.";
  const QUIET = 1500; // milliseconds without a key, and the sentence is thought to be over
  let source = null;
  let waiting = 0;
  let bar = null;
  const say = text => {
    if (!bar) {
      bar = document.createElement("p");
      bar.className = "live-bar";
      bar.setAttribute("role", "status");
      document.body.append(bar);
    }
    bar.textContent = text;
    bar.hidden = !text;
  };

  // What you were at stays: what you had opened, the row that is marked, the cursor in its field. Things are known
  // by what they are about, since another save may have put them elsewhere on the page.
  const about = one => {
    const row = one.closest("li, tr");
    const person = row && row.querySelector("a[href*='contacts/']");
    const section = one.closest("section");
    const words = one === row || one.value !== undefined ? null : (one.querySelector("summary") || one).firstChild;
    return JSON.stringify([
      section && section.getAttribute("aria-labelledby"), person && person.getAttribute("href"), one.id,
      words && words.textContent.trim(),
    ]);
  };
  const named = kind => {
    const all = new Map();
    for (const one of document.querySelectorAll(kind)) {
      const name = about(one);
      if (!all.has(name)) all.set(name, []);
      all.get(name).push(one);
    }
    return [...all].flatMap(([name, alike]) => alike.map((one, place) => [name + place, one]));
  };
  const keep = () => {
    const at = document.activeElement;
    const kept = {
      page: location.pathname,
      open: named("details").filter(([, one]) => one.open).map(([name]) => name),
      kind: at.localName,
      at: named(at.localName).find(([, one]) => one === at)[0],
      value: at.value,
      selection: at.localName === "input" && [at.selectionStart, at.selectionEnd, at.selectionDirection],
    };
    sessionStorage.setItem("karma", JSON.stringify(kept));
  };
  const type = (field, { value, selection }) => {
    if (field.value !== value) {
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (selection && selection[0] !== null) field.setSelectionRange(...selection);
  };
  const putBack = () => {
    const kept = JSON.parse(sessionStorage.getItem("karma"));
    sessionStorage.removeItem("karma");
    if (!kept || kept.page !== location.pathname) return;
    for (const [name, one] of named("details")) if (kept.open.includes(name)) one.open = true;
    const found = kept.kind !== "body" && named(kept.kind).find(([name]) => name === kept.at);
    if (!found) return;
    const at = found[1];
    if (at.matches("li, tr")) at.tabIndex = -1;
    at.focus({ preventScroll: true });
    if (at.matches("input, textarea")) type(at, kept);
  };
  const ifItMay = action => { try { action(); } catch { /* a browser that keeps nothing: the page comes as it is */ } };

  // Nobody's word is broken off.
  let typed = -QUIET;
  let composing = false;
  const typing = event => { if (event.target.closest("input, textarea, [contenteditable]")) typed = performance.now(); };
  addEventListener("keydown", typing);
  addEventListener("input", typing);
  addEventListener("compositionstart", () => { composing = true; });
  addEventListener("compositionend", () => { composing = false; });
  const renew = () => {
    if (composing || performance.now() - typed < QUIET) {
      waiting = setTimeout(renew, 200);
      return;
    }
    ifItMay(keep);
    location.reload();
  };

  const close = () => {
    clearTimeout(waiting);
    if (source) source.close();
    source = null;
  };
  const listen = () => {
    close();
    if (document.hidden) return; // a browser holds six connections to one place: let the pages in front have them
    source = new EventSource("/events?" + new URLSearchParams({ page: location.pathname, tag }));
    source.addEventListener("reload", () => { close(); renew(); });
    source.addEventListener("trouble", event => {
      const text = JSON.parse(event.data);
      if (text || bar) say(text);
    });
    source.addEventListener("error", () => {
      close();
      say(STOPPED);
      waiting = setTimeout(listen, 2000);
    });
  };
  addEventListener("DOMContentLoaded", () => ifItMay(putBack));
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", close);
  addEventListener("pageshow", listen);
})();
