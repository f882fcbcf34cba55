// A page is a photograph of one day: say so, quietly, when that day has passed.
(() => {
  "use strict";
  const age = document.getElementById("age");
  if (!age.dataset.day) return;
  const [year, month, day] = age.dataset.day.split("-").map(Number);
  const now = new Date();
  const days = Math.round((Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) - Date.UTC(year, month - 1, day)) / 864e5);
  if (days < 1) return;
  age.textContent = (days === 1 ? "This page is from yesterday." : `This page is ${days} days old.`) + " karma build makes today’s.";
  age.hidden = false;
})();
