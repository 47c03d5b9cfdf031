/** Questions to the speaker on a phone: asked every five seconds or so while they are in sight, sent beside the page. */
import { mend } from "./mended-list.js";

const EVERY_MS = 5000;
const QUIET_MS = 5000;
// A page that is drawn anew gives its card to the next one: what was typed, unfolded and focused stays.
let left = null;

class QuestionsCard extends HTMLElement {
  connectedCallback() {
    if (left) this.takeOver(left);
    this.look = () => this.refresh();
    this.open = (event) => this.show(event.detail);
    this.fold = this.querySelector("details");
    this.fold?.addEventListener("toggle", this.look);
    this.addEventListener("submit", (event) => this.send(event));
    document.addEventListener("visibilitychange", this.look);
    document.addEventListener("questions", this.open);
    this.refresh();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this.look);
    document.removeEventListener("questions", this.open);
    const part = this.querySelector("[data-part]");
    left = part.dataset.part ? { part, etag: this.etag, isOpen: this.fold?.open } : null;
  }

  takeOver({ part, etag, isOpen }) {
    this.querySelector("[data-part]").replaceWith(part);
    this.etag = etag;
    if (isOpen) this.querySelector("details")?.setAttribute("open", "");
    left = null;
  }

  /** The host began to take questions, or no longer does. */
  show(isTaken) {
    if (isTaken) this.hidden = false;
    if (!this.hidden) this.lookAfter(Math.random() * EVERY_MS);
  }

  lookAfter(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.look, wait);
  }

  async refresh() {
    clearTimeout(this.timer);
    if (this.hidden || document.hidden || (this.fold && !this.fold.open)) return;
    const headers = this.etag ? { "If-None-Match": this.etag } : {};
    const answer = await fetch(`${this.getAttribute("src")}?part=1`, { headers, cache: "no-store" }).catch(() => null);
    if (answer?.status === 200) {
      this.etag = answer.headers.get("ETag");
      this.put(await answer.text());
    }
    // Phones that began together do not go on asking together.
    if (this.isConnected) this.lookAfter(EVERY_MS * (0.8 + 0.4 * Math.random()));
  }

  put(html) {
    const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-part]");
    const part = this.querySelector("[data-part]");
    if (!fresh) return false;
    if (fresh.dataset.part !== part.dataset.part || fresh.querySelector("[aria-invalid]")) {
      part.replaceWith(document.adoptNode(fresh));
    } else {
      for (const list of part.querySelectorAll("[data-lists] > [id]")) mend(list, fresh.querySelector(`#${list.id}`));
    }
    return true;
  }

  async send(event) {
    const form = event.target;
    event.preventDefault();
    const text = form.querySelector("textarea");
    this.refuse(text && !text.value.trim() ? this.dataset.empty : "");
    if (text && !text.value.trim()) return text.focus();
    const answer = await fetch(`${form.action}?part=1`, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
    }).catch(() => null);
    if (!answer) return this.refuse(this.dataset.offline);
    if (!answer.ok) return this.showRefusal(await answer.text());
    if ("ask" in form.dataset) {
      form.reset();
      this.say(this.dataset.sent);
    }
    return this.refresh();
  }

  showRefusal(html) {
    if (this.put(html)) this.querySelector("[aria-invalid]")?.focus();
    else this.refuse(this.dataset.failed);
  }

  refuse(words) {
    const place = this.querySelector("[data-refused]");
    place.querySelector("span").textContent = words;
    place.hidden = !words;
  }

  say(words) {
    if (Date.now() - (this.saidAt || 0) < QUIET_MS) return;
    this.saidAt = Date.now();
    this.querySelector("[role=status]").textContent = words;
  }
}

customElements.define("questions-card", QuestionsCard);
