/** Fine, can live with it, or an objection and what it is. */
import { Ballot } from "./ballot.js";

class ConsentBallot extends Ballot {
  get text() {
    return this.querySelector("[name=text]");
  }

  typed(field) {
    super.typed(field);
    if (field.value === "objection") this.text.scrollIntoView({ block: "nearest" });
  }

  read() {
    const word = this.querySelector("[name=choice]:checked")?.value;
    return word ? { word, text: this.text.value } : [];
  }

  fill(choice) {
    const word = choice.word ?? (this.ballot.state === "new" ? null : "");
    for (const card of this.querySelectorAll("[name=choice]")) card.checked = card.value === word;
    if (choice.word && this.text.value !== choice.text) this.text.value = choice.text;
  }
}

customElements.define("consent-ballot", ConsentBallot);
