/** One of five, or no answer. */
import { Ballot } from "./ballot.js";

class ScaleBallot extends Ballot {
  read() {
    return Number(this.querySelector("[name=choice]:checked")?.value) || [];
  }

  fill(choice) {
    for (const mark of this.querySelectorAll("[name=choice]")) {
      mark.checked = mark.value ? Number(mark.value) === choice : this.ballot.state !== "new" && this.isBlank(choice);
    }
  }
}

customElements.define("scale-ballot", ScaleBallot);
