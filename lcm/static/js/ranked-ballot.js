/** Cards that are tapped in order: a tap ranks, a second takes away; buttons move one up or down. */
import { Ballot } from "./ballot.js";
import { enliven } from "./ballot-card.js";

export class RankedBallot extends Ballot {
  enliven() {
    this.most = Number(this.getAttribute("most"));
    this.cards = new Map([...this.querySelectorAll("[data-option]")].map((card) => [card.dataset.option, card]));
    this.querySelector("[data-without-script]").remove();
    const words = (name, label) => this.words(name, { label });
    for (const [option, card] of this.cards) {
      const moves = this.querySelector("template").content.cloneNode(true).firstElementChild;
      enliven(card, moves, words, (by) => (by ? this.move(option, by) : this.tap(option)));
    }
  }

  newest() {
    const own = super.newest();
    return { ...own, choice: own.choice.filter((option) => this.querySelector(`[data-option="${option}"]`)) };
  }

  tap(option) {
    const choice = this.ballot.choice.filter((chosen) => chosen !== option);
    const isTaken = choice.length < this.ballot.choice.length;
    if (!isTaken && choice.length >= this.most) return this.refuse(this.words("full", { k: this.most }));
    if (!isTaken) choice.push(option);
    this.change(choice, this.told(isTaken ? "taken" : "placed", choice, option));
  }

  move(option, by) {
    const choice = [...this.ballot.choice];
    const from = choice.indexOf(option);
    const to = from + by;
    if (from < 0 || to < 0 || to >= choice.length) return;
    [choice[from], choice[to]] = [choice[to], choice[from]];
    this.change(choice, this.told("placed", choice, option));
  }

  told(what, choice, option) {
    const label = this.cards.get(option).querySelector("strong").textContent;
    return this.words(what, { label, n: choice.indexOf(option) + 1 });
  }

  paint(choice) {
    for (const [option, card] of this.cards) {
      const rank = choice.indexOf(option) + 1;
      card.classList.toggle("is-chosen", rank > 0);
      card.querySelector(".option-rank").textContent = rank || "";
      card.querySelector(".option-tap").setAttribute("aria-pressed", String(rank > 0));
      card.querySelector(".option-moves").hidden = rank === 0 || choice.length < 2;
    }
  }

  count(choice) {
    return this.words("chosen", { n: choice.length, k: this.most });
  }
}
