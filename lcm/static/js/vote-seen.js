/**
 * Says once that a ballot of this phone is in, so that its person gets no reminder; never what is on it. Whether it
 * is in, the ballot itself shows by `is-sent`.
 */
const RETRY_MS = 4000;

class VoteSeen extends HTMLElement {
  connectedCallback() {
    this.watcher = new MutationObserver(() => this.look());
    this.watcher.observe(document.body, { subtree: true, childList: true, attributeFilter: ["is-sent"] });
    this.look();
  }

  disconnectedCallback() {
    this.watcher.disconnect();
    clearTimeout(this.timer);
  }

  look() {
    if (!document.querySelector("#ballot [is-sent]")) return;
    this.watcher.disconnect();
    this.tell();
  }

  async tell() {
    const body = new URLSearchParams({ csrf_token: this.getAttribute("token") });
    const answer = await fetch(this.getAttribute("action"), { method: "POST", body }).catch(() => null);
    if (answer === null || answer.status >= 500) this.timer = setTimeout(() => this.tell(), RETRY_MS);
  }
}

customElements.define("vote-seen", VoteSeen);
