/** A few of many: ticked cards, never more than the vote allows. */
import { Ballot } from "./ballot.js";

class PickBallot extends Ballot {
  enliven() {
    this.most = Number(this.getAttribute("most"));
    this.boxes = [...this.querySelectorAll("[name=choice]")];
  }

  read() {
    return this.boxes.filter((box) => box.checked).map((box) => box.value);
  }

  fill(choice) {
    for (const box of this.boxes) box.checked = choice.includes(box.value);
  }

  typed(box) {
    const choice = this.read();
    if (choice.length <= this.most) return this.change(choice, this.count(choice));
    box.checked = false;
    this.refuse(this.words("full", { k: this.most }));
  }

  count(choice) {
    return this.words("chosen", { n: choice.length, k: this.most });
  }
}

customElements.define("pick-ballot", PickBallot);
