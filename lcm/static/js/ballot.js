/**
 * What every ballot does: keep what is chosen, send it once, say in words how it stands. A kind of ballot says
 * how its fields are read and filled in (`read`, `fill`), and what else it draws (`paint`, `count`, `hold`).
 */
import { drawBar, showInBar } from "./ballot-bar.js";
import { keep, kept, nameOf } from "./kept-ballot.js";
import { send } from "./send-ballot.js";

const RETRY_MS = 2500;

export class Ballot extends HTMLElement {
  connectedCallback() {
    this.round = this.getAttribute("round");
    this.said = this.querySelector("[data-said]");
    this.ballot = this.newest();
    this.ending = new AbortController();
    const { signal } = this.ending;
    this.closest("form").addEventListener("submit", (event) => this.submit(event), { signal });
    this.addEventListener("input", (event) => this.typed(event.target), { signal });
    window.addEventListener("online", () => this.retry(), { signal });
    window.addEventListener("storage", (event) => this.follow(event), { signal });
    this.enliven();
    this.fill(this.ballot.choice);
    this.draw();
    this.retry();
  }

  disconnectedCallback() {
    this.ending.abort();
    clearTimeout(this.timer);
  }

  enliven() {}
  fill() {}
  paint() {}

  /** How far this ballot is, in a few words. */
  count() {
    return "";
  }

  /** Why this choice cannot be sent yet, in words; "" when it can. */
  hold() {
    return "";
  }

  isBlank(choice) {
    return Array.isArray(choice) && choice.every((part) => part.trim() === "");
  }

  typed() {
    this.change(this.read());
  }

  /** What the server holds, unless this phone still has something newer to send. */
  newest() {
    const seq = Number(this.getAttribute("seq"));
    const own = kept(this.round);
    if (own && own.state !== "sent") return { ...own, seq: Math.max(own.seq, own.state === "waiting" ? 0 : seq) };
    const choice = JSON.parse(this.getAttribute("choice"));
    return { choice, seq, state: this.hasAttribute("is-sent") ? "sent" : "new" };
  }

  /** Two tabs of one phone show the same ballot: the one that was touched last. */
  follow({ key, newValue }) {
    if (key !== nameOf(this.round) || !newValue) return;
    this.ballot = kept(this.round);
    if (this.ballot.state === "sent") this.toggleAttribute("is-sent", true);
    this.fill(this.ballot.choice);
    this.draw();
  }

  change(choice, words = "") {
    this.ballot = { ...this.ballot, choice, state: "changed" };
    keep(this.round, this.ballot);
    this.draw();
    if (words) this.say(words);
  }

  submit(event) {
    event.preventDefault();
    const { choice, seq, state } = this.ballot;
    const held = this.hold(choice);
    if (held) return this.refuse(held);
    if (state === "sent") return;
    if (state !== "waiting") this.ballot = { choice, seq: seq + 1, state: "waiting" };
    keep(this.round, this.ballot);
    this.post();
  }

  retry() {
    if (this.ballot.state === "waiting") this.post();
  }

  async post() {
    clearTimeout(this.timer);
    const sent = this.ballot;
    const hadOne = this.hasAttribute("is-sent");
    const outcome = await send(this.getAttribute("code"), this.round, sent);
    if (outcome.state === "sent") this.toggleAttribute("is-sent", true);
    if (this.ballot !== sent) return;
    this.ballot = { ...sent, seq: outcome.seq ?? sent.seq, state: outcome.state, hadOne };
    keep(this.round, this.ballot);
    if (!this.isConnected) return;
    if (outcome.isLater) this.timer = setTimeout(() => this.retry(), RETRY_MS * (1 + Math.random()));
    if (outcome.state === "closed") this.dispatchEvent(new Event("vote-closed", { bubbles: true }));
    this.draw();
  }

  draw() {
    const { choice, state } = this.ballot;
    this.paint(choice);
    const held = this.hold(choice);
    const isQuiet = this.isBlank(choice) && state !== "sent" && held === "";
    const label = held || this.words(isQuiet ? "blank" : this.verb(state));
    const isOff = state === "sent" || held !== "";
    const news = drawBar({ count: this.count(choice), label, isOff, isQuiet, standing: this.standing() });
    if (news) this.say(news);
  }

  verb(state) {
    if (state === "sent") return "done";
    return this.hasAttribute("is-sent") ? "again" : "send";
  }

  /** Where the ballot stands, in words. */
  standing() {
    const { seq, state, hadOne } = this.ballot;
    const isKnown = this.hasAttribute("is-sent") || seq > 0;
    const names = { new: "", changed: isKnown && "changed", waiting: "unsent", sent: "sent" };
    const name = state === "closed" ? (hadOne ? "kept" : "closed") : (names[state] ?? "failed");
    return name ? this.words(name) : "";
  }

  /** Says, for all to see, why a tap does nothing. */
  refuse(words) {
    showInBar(words);
    this.say(words);
  }

  words(name, values = {}) {
    return this.dataset[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
  }

  say(words) {
    this.said.textContent = words;
  }
}
