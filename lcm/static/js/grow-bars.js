/** Bars grow from the last place to the first, so that the winner comes last; and none where people want no motion. */
const START_MS = 150;
const STEP_MS = 350;

export function grow(within = document) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const rows = [...within.querySelectorAll("[data-grow] > .rank")].reverse();
  rows.forEach((row, position) => {
    const bar = row.querySelector(".bar-fill");
    const width = bar?.getAttribute("width");
    row.classList.add("is-coming");
    bar?.setAttribute("width", "0%");
    setTimeout(() => {
      row.classList.remove("is-coming");
      bar?.setAttribute("width", width);
    }, START_MS + position * STEP_MS);
  });
}
