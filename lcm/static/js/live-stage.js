/** Lets the big screen follow the session: new screens, turnout, growing bars, arrow keys. */
const POLL_MS = 2000;

class LiveStage extends HTMLElement {
  connectedCallback() {
    this.code = this.getAttribute("code");
    this.token = this.getAttribute("token");
    this.version = Number(this.getAttribute("version"));
    this.stream = new EventSource(`/live/${this.code}/stage/${this.token}`);
    this.stream.addEventListener("state", (event) => this.see(JSON.parse(event.data).version));
    this.stream.addEventListener("turnout", (event) => this.count(JSON.parse(event.data)));
    this.stream.addEventListener("wall", () => this.refresh());
    this.stream.onopen = () => this.shine("connected");
    this.stream.onerror = () => {
      this.shine("offline");
      this.pollAfter(POLL_MS);
    };
    document.addEventListener("keydown", (event) => this.step(event));
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
  }

  pollAfter(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), wait);
  }

  async ask() {
    if (this.stream.readyState === EventSource.OPEN) return;
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
    if (!isSame) this.grow();
  }

  /** What somebody is typing in, or has unfolded, stays as it is. */
  isBusy(part) {
    return part.querySelector("details[open], textarea:focus, input:focus") !== null;
  }

  shine(state) {
    const light = this.querySelector("[data-light]");
    if (!light) return;
    light.querySelector("span").textContent = this.dataset[state];
    light.className = `badge tone-${state === "connected" ? "done" : "late"}`;
  }

  /** Bars grow from the last place to the first, so that the winner comes last. */
  grow() {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const bars = [...document.querySelectorAll("[data-grow] .bar-fill")].reverse();
    bars.forEach((bar, position) => {
      const width = bar.getAttribute("width");
      bar.setAttribute("width", "0%");
      setTimeout(() => bar.setAttribute("width", width), 150 + position * 350);
    });
  }

  step(event) {
    const rel = { ArrowLeft: "prev", PageUp: "prev", ArrowRight: "next", PageDown: "next" }[event.key];
    if (rel && !event.altKey && !event.ctrlKey) document.querySelector(`a[rel=${rel}]`)?.click();
  }
}

customElements.define("live-stage", LiveStage);
