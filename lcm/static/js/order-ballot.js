/** All options in order: cards stay where they are while they are tapped; once all have a number, they line up. */
import { RankedBallot } from "./ranked-ballot.js";

const GLIDE_MS = 180;

class OrderBallot extends RankedBallot {
  paint(choice) {
    super.paint(choice);
    if (choice.length === this.cards.size) this.lineUp(choice.map((option) => this.cards.get(option)));
  }

  lineUp(cards) {
    const list = this.querySelector("ul");
    if (cards.every((card, place) => list.children[place] === card)) return;
    const focused = document.activeElement;
    const before = cards.map((card) => card.getBoundingClientRect().top);
    list.append(...cards);
    if (list.contains(focused)) focused.focus();
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    cards.forEach((card, place) => {
      const way = before[place] - card.getBoundingClientRect().top;
      if (way) card.animate([{ translate: `0 ${way}px` }, { translate: "0 0" }], { duration: GLIDE_MS, easing: "ease-out" });
    });
  }
}

customElements.define("order-ballot", OrderBallot);
