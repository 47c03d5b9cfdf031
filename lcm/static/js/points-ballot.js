/** A hundred points over the options, ten at a time; it is sent when all are given, or none. */
import { Ballot } from "./ballot.js";

const ALL = 100;
const STEP = 10;

class PointsBallot extends Ballot {
  enliven() {
    this.fields = new Map([...this.querySelectorAll("[data-option]")].map((card) => [card.dataset.option, card.querySelector("input")]));
    for (const [option, field] of this.fields) {
      const label = this.labelOf(field);
      const [fewer, more] = this.querySelector("template").content.cloneNode(true).children;
      fewer.setAttribute("aria-label", this.words("fewer", { label }));
      more.setAttribute("aria-label", this.words("more", { label }));
      fewer.addEventListener("click", () => this.give(option, -STEP));
      more.addEventListener("click", () => this.give(option, STEP));
      field.before(fewer);
      field.after(more);
    }
  }

  labelOf(field) {
    return field.closest("[data-option]").querySelector("strong").textContent;
  }

  read() {
    const given = [...this.fields].map(([option, field]) => [option, Number(field.value)]);
    const above = given.filter(([, points]) => points !== 0);
    return above.length ? Object.fromEntries(above) : [];
  }

  fill(choice) {
    for (const [option, field] of this.fields) if (Number(field.value) !== (choice[option] ?? 0)) field.value = choice[option] ?? "";
  }

  isBlank(choice) {
    return Array.isArray(choice);
  }

  /** The points go to the next ten, so that a typed 25 becomes 30 or 20. */
  give(option, by) {
    const field = this.fields.get(option);
    const was = Number(field.value) || 0;
    const points = by > 0 ? Math.floor(was / STEP) * STEP + STEP : Math.ceil(was / STEP) * STEP - STEP;
    if (points < 0) return this.refuse(this.words("none", { label: this.labelOf(field) }));
    if (by > 0 && this.left(this.ballot.choice) - (points - was) < 0) return this.refuse(this.words("spent"));
    field.value = points || "";
    const choice = this.read();
    this.change(choice, this.words("given", { label: this.labelOf(field), n: points, left: this.left(choice) }));
  }

  left(choice) {
    return Object.values(choice).reduce((left, points) => left - points, ALL);
  }

  paint(choice) {
    for (const [option, field] of this.fields) {
      const [fewer, more] = field.parentElement.querySelectorAll("button");
      fewer.setAttribute("aria-disabled", String(!choice[option]));
      more.setAttribute("aria-disabled", String(this.left(choice) <= 0));
      field.closest("[data-option]").classList.toggle("is-chosen", choice[option] > 0);
    }
  }

  count(choice) {
    const left = this.left(choice);
    return this.words(left < 0 ? "over" : left ? "left" : "whole", { n: Math.abs(left) });
  }

  hold(choice) {
    if (this.isBlank(choice)) return "";
    if (Object.values(choice).some((points) => points % STEP || points < 0)) return this.words("tens");
    const left = this.left(choice);
    return left < 0 ? this.words("less", { n: -left }) : left ? this.words("yet", { n: left }) : "";
  }
}

customElements.define("points-ballot", PointsBallot);
