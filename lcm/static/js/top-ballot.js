/** Tap to rank; tap again takes away. The form of places below it is the same ballot without this script. */
import { enliven } from "./ballot-card.js";
import { keep, kept } from "./kept-ballot.js";
import { send } from "./send-ballot.js";

const RETRY_MS = 2500;

class TopBallot extends HTMLElement {
  connectedCallback() {
    this.round = this.getAttribute("round");
    this.k = Number(this.getAttribute("k"));
    this.said = this.querySelector("[data-said]");
    this.cards = new Map([...this.querySelectorAll("[data-option]")].map((card) => [card.dataset.option, card]));
    this.ballot = this.newest();
    this.querySelector("[data-without-script]").remove();
    const words = (name, label) => this.words(name, { label });
    for (const [option, card] of this.cards) {
      const moves = this.querySelector("template").content.cloneNode(true).firstElementChild;
      enliven(card, moves, words, (by) => (by ? this.move(option, by) : this.tap(option)));
    }
    this.closest("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.retry = () => this.ballot.state === "waiting" && this.post();
    window.addEventListener("online", this.retry);
    this.draw();
    this.retry();
  }

  disconnectedCallback() {
    window.removeEventListener("online", this.retry);
    clearTimeout(this.timer);
  }

  /** What the server holds, unless this phone still has something newer to send. */
  newest() {
    const stored = this.getAttribute("choice").split(" ").filter(Boolean);
    const seq = Number(this.getAttribute("seq"));
    const own = kept(this.round);
    if (own && own.state !== "sent" && own.choice.every((option) => this.cards.has(option))) {
      return own.state === "waiting" && own.seq <= seq ? { ...own, seq: seq + 1 } : own;
    }
    return { choice: stored, seq, state: this.hasAttribute("is-sent") ? "sent" : "new" };
  }

  tap(option) {
    const choice = this.ballot.choice.filter((chosen) => chosen !== option);
    const isTaken = choice.length < this.ballot.choice.length;
    if (!isTaken && choice.length >= this.k) return this.say(this.words("full", { k: this.k }));
    if (!isTaken) choice.push(option);
    this.change(choice, isTaken ? "taken" : "placed", option);
  }

  move(option, by) {
    const choice = [...this.ballot.choice];
    const from = choice.indexOf(option);
    const to = from + by;
    if (from < 0 || to < 0 || to >= choice.length) return;
    [choice[from], choice[to]] = [choice[to], choice[from]];
    this.change(choice, "placed", option);
  }

  change(choice, what, option) {
    this.ballot = { ...this.ballot, choice, state: "changed" };
    keep(this.round, this.ballot);
    const label = this.cards.get(option).querySelector("strong").textContent;
    this.draw();
    this.say(this.words(what, { label, n: choice.indexOf(option) + 1 }));
  }

  submit() {
    if (this.ballot.state === "sent") return;
    this.ballot = { ...this.ballot, seq: this.ballot.seq + 1, state: "waiting" };
    keep(this.round, this.ballot);
    this.post();
  }

  async post() {
    clearTimeout(this.timer);
    const sent = this.ballot;
    const outcome = await send(this.getAttribute("code"), this.round, sent);
    if (this.ballot !== sent || !this.isConnected) return;
    if (outcome.isLater) {
      this.timer = setTimeout(() => this.post(), RETRY_MS * (1 + Math.random()));
    }
    const had = this.hasAttribute("is-sent");
    this.ballot = { ...sent, seq: outcome.seq ?? sent.seq, state: outcome.state };
    keep(this.round, this.ballot);
    if (outcome.state === "sent") this.toggleAttribute("is-sent", true);
    if (outcome.state === "closed") {
      this.setAttribute("refused", had ? "kept" : "closed");
      this.dispatchEvent(new Event("vote-closed", { bubbles: true }));
    }
    this.draw();
  }

  draw() {
    const { choice, state } = this.ballot;
    for (const [option, card] of this.cards) {
      const rank = choice.indexOf(option) + 1;
      card.classList.toggle("is-chosen", rank > 0);
      card.querySelector(".option-rank").textContent = rank || "";
      card.querySelector(".option-tap").setAttribute("aria-pressed", String(rank > 0));
      card.querySelector(".option-moves").hidden = rank === 0 || choice.length < 2;
    }
    const count = document.querySelector("[data-count]");
    if (count) count.textContent = this.words("chosen", { n: choice.length, k: this.k });
    this.label(choice.length, state === "sent");
    this.show(state);
  }

  label(count, isSent) {
    const button = document.querySelector("button[form=ballot]");
    if (!button) return;
    const changed = this.hasAttribute("is-sent") ? "again" : "send";
    button.querySelector("span").textContent = this.words(isSent ? "done" : count ? changed : "blank");
    button.setAttribute("aria-disabled", String(isSent));
  }

  /** Where the ballot stands, in words, beside the button that sends it. */
  show(state) {
    const wasSent = this.hasAttribute("is-sent");
    const name = {
      new: null,
      changed: wasSent ? "changed" : null,
      waiting: "unsent",
      sent: "sent",
      closed: this.getAttribute("refused"),
    };
    const key = state in name ? name[state] : "failed";
    const status = document.querySelector("[data-status]");
    const words = key ? this.words(key) : "";
    if (status && status.textContent !== words) status.textContent = words;
  }

  words(name, values = {}) {
    return this.dataset[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
  }

  say(words) {
    this.said.textContent = words;
  }
}

customElements.define("top-ballot", TopBallot);
