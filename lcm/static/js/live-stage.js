/** Lets the big screen follow the session: new screens, turnout, growing bars, arrow keys. */
import { grow } from "./grow-bars.js";

const POLL_MS = 2000;
const LIVE_MS = 1500;

class LiveStage extends HTMLElement {
  connectedCallback() {
    this.code = this.getAttribute("code");
    this.token = this.getAttribute("token");
    this.version = Number(this.getAttribute("version"));
    this.stream = new EventSource(`/live/${this.code}/stage/${this.token}`);
    this.stream.addEventListener("state", (event) => this.see(JSON.parse(event.data).version));
    this.stream.addEventListener("turnout", (event) => this.count(JSON.parse(event.data)));
    this.stream.addEventListener("wall", () => this.refresh());
    for (const kind of ["state", "turnout", "wall"]) {
      this.stream.addEventListener(kind, () => this.hear());
    }
    this.stream.onopen = () => this.hasHeard && this.shine("connected");
    this.stream.onerror = () => {
      this.shine("offline");
      this.pollAfter(POLL_MS);
    };
    this.pollAfter(POLL_MS);
    document.addEventListener("keydown", (event) => this.step(event));
    if (!new URLSearchParams(location.search).has("rule")) grow();
  }

  see(version) {
    if (version > this.version) this.refresh();
    this.version = Math.max(version, this.version);
  }

  count(figures) {
    for (const name of ["ballots", "phones"]) {
      for (const place of document.querySelectorAll(`[data-${name}]`)) place.textContent = figures[name];
    }
    const share = figures.phones ? (100 * figures.ballots) / figures.phones : 0;
    document.querySelector(".bar-progress .bar-fill")?.setAttribute("width", `${share}%`);
    if (document.querySelector("[data-live]")) this.refreshSoon();
  }

  /** Words and answers come as they are written, but a screen that changes all the time cannot be read. */
  refreshSoon() {
    this.due ??= setTimeout(() => {
      this.due = undefined;
      this.refresh();
    }, LIVE_MS);
  }

  pollAfter(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), wait);
  }

  /** Some proxies open a stream and then hold back all that is in it: that is no stream either. */
  async ask() {
    if (this.hasHeard && this.stream.readyState === EventSource.OPEN) return this.shine("connected");
    const answer = await fetch(`/live/${this.code}/turnout/${this.token}`).catch(() => null);
    if (answer?.ok) {
      const figures = await answer.json();
      this.shine("connected");
      this.count(figures);
      this.see(figures.version);
      if (figures.view !== this.view) this.refresh();
      this.view = figures.view;
    }
    this.pollAfter(POLL_MS);
  }

  async refresh() {
    const answer = await fetch(location.href, { cache: "no-store" }).catch(() => null);
    if (!answer?.ok) return this.pollAfter(POLL_MS);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const isSame = page.querySelector("h1")?.textContent === document.querySelector("h1")?.textContent;
    for (const part of this.getAttribute("parts").split(" ")) {
      const [old, fresh] = [document.querySelector(part), page.querySelector(part)];
      if (old && fresh && !this.isBusy(old)) old.replaceWith(document.adoptNode(fresh));
    }
    if (!isSame) grow();
  }

  /** What somebody is typing in, or has unfolded, stays as it is. */
  isBusy(part) {
    return part.querySelector("details[open], textarea:focus, input:focus") !== null;
  }

  /** Only what came through tells that a stream works: some proxies open one and hold it back. */
  hear() {
    if (this.hasHeard) return;
    this.hasHeard = true;
    this.shine("connected");
  }

  shine(state) {
    const light = this.querySelector("[data-light]");
    if (!light) return;
    light.querySelector("span").textContent = this.dataset[state];
    light.className = `badge tone-${state === "connected" ? "done" : "late"}`;
  }

  /** A clicker or the keyboard: left and right for the screens, up and down for the ways to look at a result. */
  step(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const rel = { ArrowLeft: "prev", PageUp: "prev", ArrowRight: "next", PageDown: "next" }[event.key];
    if (rel) document.querySelector(`a[rel=${rel}]`)?.click();
    else if (["ArrowUp", "ArrowDown"].includes(event.key)) this.turn(event.key === "ArrowUp" ? -1 : 1, event);
  }

  turn(by, event) {
    const { scrollHeight, clientHeight } = document.documentElement;
    const readings = [...document.querySelectorAll(".stage-head .switch > a")];
    const wanted = readings[readings.findIndex((link) => link.ariaCurrent) + by];
    if (!wanted || scrollHeight > clientHeight) return;
    event.preventDefault();
    wanted.click();
  }
}

customElements.define("live-stage", LiveStage);
