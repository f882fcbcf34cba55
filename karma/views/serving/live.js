"use strict";
// Listens to `karma serve`: shows this page anew when it is another one, and says what is in the way.
(() => {
  const tag = document.currentScript.dataset.tag;
  const STOPPED = "karma serve does not answer. Start it again, or open its newest link. This page is as it was.";
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
  const close = () => {
    clearTimeout(waiting);
    if (source) source.close();
    source = null;
  };
  const listen = () => {
    close();
    if (document.hidden) return; // a browser holds six connections to one place: let the pages in front have them
    source = new EventSource("/events?" + new URLSearchParams({ page: location.pathname, tag }));
    source.addEventListener("reload", () => { close(); location.reload(); });
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
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", close);
  addEventListener("pageshow", listen);
})();
