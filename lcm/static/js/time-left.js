/** The minutes left of something; it counts by itself from what the server said, right or wrong clock. */
const SECOND = 1000;

class TimeLeft extends HTMLElement {
  connectedCallback() {
    this.endsAt = Date.now() + Number(this.dataset.seconds) * SECOND;
    this.timer = setInterval(() => this.show(), SECOND);
    this.show();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  show() {
    const minutes = Math.ceil((this.endsAt - Date.now()) / SECOND / 60);
    const words = minutes > 0 ? this.dataset.left.replace("{minutes}", minutes) : this.dataset.over;
    if (this.textContent !== words) this.textContent = words;
  }
}

customElements.define("time-left", TimeLeft);
