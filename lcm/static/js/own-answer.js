/**
 * What this phone chose, beside the result. Once the vote is finished the server no longer knows whose ballot was
 * whose; the phone does. It also says so when a last change never arrived.
 */
import { keep, kept } from "./kept-ballot.js";

const LISTED = ["top", "pick", "order"];

class OwnAnswer extends HTMLElement {
  connectedCallback() {
    const round = this.getAttribute("round");
    const own = kept(round);
    if (!own) return;
    const isStored = Number(this.getAttribute("seq")) >= own.seq && own.state === "waiting";
    if (isStored) keep(round, { ...own, state: "sent" });
    if (own.state === "sent" || isStored) this.tell(own.choice);
    else if (own.state !== "new") this.querySelector("[data-lost]").hidden = false;
  }

  /** Fills in what the server left out. */
  tell(choice) {
    const list = this.querySelector("[data-lines]");
    if (list.children.length) return;
    list.append(...this.lines(choice).map(([label, note]) => this.line(label, note)));
    this.querySelector("[data-blank]").hidden = list.children.length > 0;
    this.querySelector("[data-own]").hidden = false;
  }

  line(label, note) {
    const line = this.querySelector("template").content.cloneNode(true).firstElementChild;
    const [named, noted] = line.children;
    named.textContent = label;
    noted.textContent = note;
    return line;
  }

  /** Pairs of what was chosen and a note about it. */
  lines(choice) {
    const { kind } = this.dataset;
    const labels = JSON.parse(this.dataset.labels);
    const ofOptions = (note) => Object.keys(choice).filter((id) => labels[id]).map((id) => [labels[id], note(choice[id])]);
    if (Array.isArray(choice)) return choice.filter((part) => part.trim()).map((part) => [LISTED.includes(kind) ? (labels[part] ?? "") : part, ""]);
    if (kind === "scale") return [["", this.words("mark", { mark: choice })]];
    if (kind === "consent") return [[choice.word === "objection" ? choice.text : "", this.words(choice.word)]];
    if (kind === "points") return ofOptions((points) => this.words("points", { count: points }));
    return ofOptions(([impact, feasibility]) => this.words("impact", { impact: this.known(impact), feasibility: this.known(feasibility) }));
  }

  known(mark) {
    return mark ?? this.words("unknown");
  }

  words(name, values = {}) {
    return this.getAttribute(`data-${name}`).replace(/\{(\w+)\}/g, (_, key) => values[key]);
  }
}

customElements.define("own-answer", OwnAnswer);
