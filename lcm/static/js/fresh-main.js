/** Puts the main part of a page fetched anew in place of the old one; what was being typed goes along, and the focus. */
export function swap(page) {
  const old = document.querySelector("main");
  const typed = [...old.querySelectorAll("form[data-keep] [name]")].filter((field) => field.value || field.checked);
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const caret = focused?.selectionStart;
  const main = document.adoptNode(page.querySelector("main"));
  old.replaceWith(main);
  for (const field of typed) retype(main, field);
  document.querySelector(".bottom-bar")?.remove();
  const bar = page.querySelector(".bottom-bar");
  if (bar) main.after(document.adoptNode(bar));
  main.querySelector("[data-said]")?.closest("[round]")?.draw?.();
  for (const part of main.querySelectorAll("[data-script]")) enliven(part);
  if (focused) refocus(main, focused, caret);
}

/** What came with the page may be of a kind that had no script here yet; without it, it stays a plain form. */
function enliven(part) {
  if (!customElements.get(part.localName)) import(part.dataset.script).catch(() => {});
}

function retype(main, field) {
  const same = [...main.querySelectorAll(`form[data-keep] [name="${field.name}"]`)];
  const found = field.type === "radio" ? same.find((other) => other.value === field.value) : same[0];
  if (field.type === "radio") found?.toggleAttribute("checked", field.checked);
  else if (found && field.type !== "hidden") found.value = field.value;
}

/** Who was typing types on; who stood on something that is gone stands at the top of what came. */
function refocus(main, was, caret) {
  const again = was.id ? document.getElementById(was.id) : null;
  (again || main).focus();
  if (again && caret !== null && caret !== undefined) again.setSelectionRange(caret, caret);
}
