/** Keeps what people ask and write in step on the host's page, and sends its buttons beside the page. */
import { isSame, mend } from "./mended-list.js";

const POLL_MS = 3000;
const SPACE_MS = 1000;

class LiveList extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", (event) => this.send(event));
    if (!this.hasAttribute("code")) return;
    this.stream = new EventSource(`/live/${this.getAttribute("code")}/stage/${this.getAttribute("token")}`);
    for (const kind of ["state", "turnout", "wall"]) this.stream.addEventListener(kind, () => this.soon(SPACE_MS));
    this.stream.onerror = () => this.soon(POLL_MS);
  }

  disconnectedCallback() {
    this.stream?.close();
    clearTimeout(this.timer);
    this.timer = null;
  }

  /** However much comes in, the page is asked for once a second at most. */
  soon(wait) {
    this.timer ||= setTimeout(() => this.refresh(), wait);
  }

  async refresh() {
    this.timer = null;
    const answer = await fetch(location.href, { cache: "no-store" }).catch(() => null);
    if (answer?.ok) this.put(await answer.text());
    if (this.stream.readyState !== EventSource.OPEN) this.soon(POLL_MS);
  }

  put(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const part of this.querySelectorAll("[data-fresh]")) {
      const fresh = page.getElementById(part.id);
      if (!fresh) continue;
      part.hidden = fresh.hidden;
      const list = part.querySelector("ul[id], ol[id]");
      if (list) mend(list, page.getElementById(list.id));
      else if (!isSame(part, fresh) && !part.contains(document.activeElement)) part.replaceWith(document.adoptNode(fresh));
    }
  }

  async send(event) {
    const form = event.target;
    if (!form.closest("[data-fresh] li")) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
    if (answer?.ok) this.put(await answer.text());
    else location.reload();
  }
}

customElements.define("live-list", LiveList);
