/** A few short words; Enter goes to the next one that is empty, and then sends. */
import { WrittenBallot } from "./written-ballot.js";

class WordsBallot extends WrittenBallot {
  enliven() {
    super.enliven();
    this.addEventListener("keydown", (event) => this.goOn(event), { signal: this.ending.signal });
  }

  goOn(event) {
    if (event.key !== "Enter" || event.isComposing) return;
    const empty = this.fields.find((field) => !field.value.trim() && field !== event.target);
    if (!empty || !event.target.value.trim()) return;
    event.preventDefault();
    empty.focus();
  }
}

customElements.define("words-ballot", WordsBallot);
