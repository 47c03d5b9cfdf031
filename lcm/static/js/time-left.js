/** The time left of something; it counts by itself from what the server said, right or wrong clock. */
const SECOND = 1000;
const MINUTE = 60;
const STEP = 10;

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
    const seconds = Math.ceil((this.endsAt - Date.now()) / SECOND);
    const words = this.words(seconds);
    if (this.textContent === words) return;
    // The last minute is told aloud, every ten seconds; before it a glance is enough.
    this.setAttribute("aria-live", seconds <= MINUTE ? "polite" : "off");
    this.textContent = words;
  }

  words(seconds) {
    if (seconds <= 0) return this.dataset.over;
    if (seconds <= MINUTE) return this.dataset.soon.replace("{seconds}", Math.ceil(seconds / STEP) * STEP);
    return this.dataset.left.replace("{minutes}", Math.ceil(seconds / MINUTE));
  }
}

customElements.define("time-left", TimeLeft);
