/** Keeps the page in step with the session: by a stream, by asking every 2 s where none comes through. */
import { swap } from "./fresh-main.js";
import { kept } from "./kept-ballot.js";

const POLL_MS = 2000;
const SILENCE_MS = 20000;
const FIRST_EVENT_MS = 2000;
const PATIENCE_MS = 10000;
const SPREAD_MS = 800;

class LivePhone extends HTMLElement {
  connectedCallback() {
    this.code = this.getAttribute("code");
    this.screen = this.getAttribute("screen");
    this.version = Number(this.getAttribute("version"));
    this.light = this.querySelector("[data-light]");
    document.addEventListener("submit", (event) => this.post(event));
    document.addEventListener("vote-closed", () => this.refreshSoon());
    document.addEventListener("visibilitychange", () => document.hidden || this.ask());
    window.addEventListener("online", () => this.ask());
    window.addEventListener("offline", () => this.shine("offline"));
    this.listen();
    this.markOwn();
    this.seeRoom();
  }

  listen() {
    this.stream = new EventSource(`/live/${this.code}/events`);
    this.stream.addEventListener("state", (event) => {
      this.hasHeard = true;
      this.shine("connected");
      this.see(JSON.parse(event.data));
    });
    this.stream.onopen = () => this.hasHeard && this.shine("connected");
    this.stream.onerror = () => this.pollAfter(SPREAD_MS);
    this.pollAfter(FIRST_EVENT_MS);
  }

  shine(state) {
    clearTimeout(this.timer);
    this.light.textContent = this.dataset[state];
    if (state === "connected") this.pollAfter(SILENCE_MS);
  }

  /** A quiet stream may be a dead one: ask, and go on asking while it does not come back. */
  pollAfter(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), wait);
  }

  async ask() {
    clearTimeout(this.timer);
    try {
      const answer = await fetch(`/live/${this.code}/state`, {
        cache: "no-cache",
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      this.light.textContent = this.dataset[this.isStreaming() ? "connected" : "polling"];
      if (answer.ok) this.see(await answer.json(), 0);
      if (answer.status === 404) return this.refreshSoon();
    } catch {
      this.light.textContent = this.dataset.offline;
    }
    this.pollAfter(this.isStreaming() ? SILENCE_MS : POLL_MS);
  }

  /** Some proxies open a stream and then hold back all that is in it. */
  isStreaming() {
    return this.hasHeard && this.stream.readyState === EventSource.OPEN;
  }

  see(state, spread = SPREAD_MS) {
    // A host may hide a word, or settle a tie, once all have the result.
    const result = JSON.stringify(state.poll?.result ?? "");
    const isOther = this.result !== result;
    this.result = result;
    if (state.version <= this.version) return;
    this.version = state.version;
    document.dispatchEvent(new CustomEvent("questions", { detail: state.questions }));
    const screen = state.poll ? `${state.poll.round}-${state.poll.state}` : "waiting";
    if (screen !== this.screen || isOther || document.querySelector("time-left")) this.refreshSoon(spread);
    else this.seeRoom();
  }

  /** Phones that stream hear of a change at once; they fetch their page spread over a moment. */
  refreshSoon(spread = SPREAD_MS) {
    clearTimeout(this.refreshing);
    this.refreshing = setTimeout(() => this.refresh(), Math.random() * spread);
  }

  /** The small forms of the page are sent beside it, so that a reload never sends them again. */
  post(event) {
    const form = event.target;
    if (!form.matches("[data-keep]")) return;
    event.preventDefault();
    const fields = new URLSearchParams(new FormData(form, event.submitter));
    form.removeAttribute("data-keep");
    this.refresh(form.action, { method: "POST", body: fields });
  }

  async refresh(address = `/j/${this.code}`, how = { cache: "no-store" }) {
    let page;
    try {
      const answer = await fetch(address, how);
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      return this.pollAfter(POLL_MS);
    }
    const fresh = page.querySelector("live-phone");
    if (fresh) this.screen = fresh.getAttribute("screen");
    swap(page);
    this.markOwn();
    this.seeRoom();
  }

  /** Once the vote is finished the server no longer knows whose ballot was whose; the phone does. */
  markOwn() {
    const round = this.screen.split("-")[0];
    const own = kept(round);
    const choice = own?.state === "sent" && Array.isArray(own.choice) ? own.choice : [];
    for (const note of document.querySelectorAll("[data-mine]:empty")) {
      const rank = choice.indexOf(note.dataset.mine) + 1;
      if (rank) note.textContent = note.dataset.words.replace("{n}", rank);
    }
  }

  async seeRoom() {
    const card = document.getElementById("room");
    if (!card) return;
    await new Promise((done) => setTimeout(done, Math.random() * SPREAD_MS));
    const answer = await fetch("/place/room").catch(() => null);
    if (answer?.status !== 200) return;
    const { room } = await answer.json();
    card.querySelector("h2").textContent = card.dataset.words.replace("{number}", room.number);
    card.querySelector("[data-about]").textContent = room.question || room.title;
    card.querySelector("[data-place]").textContent = room.place;
    card.querySelector("a").href = room.url;
    card.hidden = false;
  }
}

customElements.define("live-phone", LivePhone);
