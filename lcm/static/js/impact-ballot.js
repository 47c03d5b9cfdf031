/** Two marks per option, what it brings and whether it can be done; "don't know" is an answer too. */
import { Ballot } from "./ballot.js";

class ImpactBallot extends Ballot {
  enliven() {
    this.options = [...this.querySelectorAll("[data-option]")].map((card) => card.dataset.option);
  }

  rows(option) {
    return ["impact", "feasibility"].map((name) => [...this.querySelectorAll(`[name="${name}-${option}"]`)]);
  }

  read() {
    const marks = this.options.map((option) => [option, this.rows(option).map((row) => Number(row.find((mark) => mark.checked)?.value) || null)]);
    const known = marks.filter(([, pair]) => pair.some((mark) => mark !== null));
    return known.length ? Object.fromEntries(known) : [];
  }

  fill(choice) {
    for (const option of this.options) {
      this.rows(option).forEach((row, side) => {
        const wanted = choice[option] ? String(choice[option][side] ?? "") : null;
        for (const mark of row) if (wanted !== null || mark.value) mark.checked = mark.value === wanted;
      });
    }
  }

  isBlank(choice) {
    return Array.isArray(choice);
  }

  count() {
    const answered = this.options.filter((option) => this.rows(option).every((row) => row.some((mark) => mark.checked)));
    return this.words("chosen", { n: answered.length, k: this.options.length });
  }
}

customElements.define("impact-ballot", ImpactBallot);
