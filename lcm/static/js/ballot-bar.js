/** The bar below a ballot: how far it is, where it stands, and the button that sends it. */
const part = (selector) => document.querySelector(selector);

/** Draws the bar; returns the words about the ballot's standing when they are new. */
export function drawBar({ count, label, isOff, isQuiet, standing }) {
  const button = part("button[form=ballot]");
  if (!button) return "";
  part("[data-count]").textContent = count;
  button.querySelector("span").textContent = label;
  button.setAttribute("aria-disabled", String(isOff));
  button.classList.toggle("button-primary", !isQuiet);
  button.classList.toggle("button-secondary", isQuiet);
  return showInBar(standing) ? standing : "";
}

/** Puts words above the button; returns whether they are others than before. */
export function showInBar(words) {
  const status = part("[data-status]");
  const isNew = status !== null && status.textContent !== words;
  if (isNew) status.textContent = words;
  return isNew;
}
