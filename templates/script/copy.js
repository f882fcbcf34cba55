// A button beside a command copies it; where a browser lets no page do that, the words are selected instead.
(() => {
  "use strict";
  const buttons = document.querySelectorAll("button.copy");
  if (!buttons.length) return;
  const said = document.createElement("p");
  said.className = "unseen";
  said.setAttribute("role", "status");
  document.getElementById("main").append(said);

  const byHand = text => {
    const field = document.createElement("textarea");
    field.className = "unseen";
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  };
  const select = code => code && getSelection().selectAllChildren(code);
  const copy = async button => {
    const text = button.dataset.copy;
    let done = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      done = byHand(text);
      button.focus();
    }
    if (!done) select(button.previousElementSibling);
    const words = done ? "copied" : "selected";
    button.textContent = words;
    said.textContent = done ? `Copied: ${text}` : "Selected. Copy it with the keys you always use.";
    clearTimeout(button.waiting);
    button.waiting = setTimeout(() => { button.textContent = "copy"; said.textContent = ""; }, 2500);
  };
  for (const button of buttons) {
    button.setAttribute("aria-label", `copy: ${button.dataset.copy}`);
    button.addEventListener("click", () => copy(button));
    button.hidden = false;
  }
})();
