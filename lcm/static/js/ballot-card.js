/** Makes an option's card a button, with buttons up and down; `act(0)` is a tap, `act(-1)` up, `act(1)` down. */
export function enliven(card, moves, words, act) {
  const label = card.querySelector("strong").textContent;
  const face = card.querySelector(".option-tap");
  const button = document.createElement("button");
  button.type = "button";
  button.className = face.className;
  button.append(...face.childNodes);
  button.addEventListener("click", () => act(0));
  face.replaceWith(button);
  const [up, down] = moves.querySelectorAll("button");
  up.setAttribute("aria-label", words("up", label));
  down.setAttribute("aria-label", words("down", label));
  up.addEventListener("click", () => act(-1));
  down.addEventListener("click", () => act(1));
  card.append(moves);
}
