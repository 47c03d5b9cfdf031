/** One or a few texts, with the characters that are left. */
import { Ballot } from "./ballot.js";

const FEW = 20;

export class WrittenBallot extends Ballot {
  enliven() {
    this.fields = [...this.querySelectorAll("[name=choice]")];
  }

  read() {
    return this.fields.map((field) => field.value);
  }

  fill(choice) {
    this.fields.forEach((field, place) => {
      const text = choice[place] ?? "";
      if (field.value !== text) field.value = text;
    });
  }

  paint() {
    for (const field of this.fields) {
      const left = field.maxLength - field.value.length;
      const note = field.parentElement.querySelector("[data-left]");
      note.textContent = this.words("left", { n: left });
      note.classList.toggle("tone-waiting", left <= FEW);
    }
  }

  count(choice) {
    const written = choice.filter((text) => text.trim()).length;
    return this.fields.length > 1 ? this.words("chosen", { n: written, k: this.fields.length }) : "";
  }
}
