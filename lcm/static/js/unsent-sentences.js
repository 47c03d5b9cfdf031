/** Sentences on their way: kept in this browser and sent again until the server has them. */
import { read, write } from "./stored.js";

const RETRY = 3000;
const SLOW = 1500;
const TIMEOUT = 15000;

class UnsentSentences extends HTMLElement {
  connectedCallback() {
    this.name = `unsent:${window.location.pathname}`;
    this.retry = () => this.flush();
    this.timer = setInterval(this.retry, RETRY);
    window.addEventListener("online", this.retry);
    this.flush();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    window.removeEventListener("online", this.retry);
  }

  get entries() {
    return read(this.name, []);
  }

  /** Keep `entry` ({id, url, fields}) first, then send it; the same id twice arrives once. */
  take(entry) {
    write(this.name, [...this.entries, entry]);
    this.flush();
  }

  async flush() {
    if (this.isSending || this.isGone) return;
    this.isSending = true;
    const slow = setTimeout(() => this.show(), SLOW);
    for (const entry of this.entries) {
      if (!(await this.settle(entry))) break;
    }
    clearTimeout(slow);
    this.show();
    this.isSending = false;
  }

  /** Send one; resolves to whether the next may go, too. */
  async settle(entry) {
    const answer = await send(entry, document.querySelector("[name=csrf_token]").value);
    if (!answer) return false;
    this.isGone = answer.status === 404;
    if (answer.ok || answer.status === 422) {
      write(this.name, this.entries.filter((one) => one.id !== entry.id));
      document.dispatchEvent(new Event("room-written"));
    }
    if (answer.status === 422) {
      const { errors } = await answer.json();
      this.dispatchEvent(new CustomEvent("refused", { detail: { entry, errors } }));
    }
    if (answer.status === 400) await renewToken();
    return answer.ok || answer.status === 422;
  }

  show() {
    const waiting = this.entries;
    const { one, many, gone } = this.dataset;
    const count = waiting.length === 1 ? one : many.replace("{count}", waiting.length);
    const words = this.isGone ? gone : count;
    const status = this.querySelector("[role=status] span");
    this.hidden = waiting.length === 0;
    if (status.textContent !== words) status.textContent = words;
    this.querySelector("ul").replaceChildren(
      ...waiting.map((entry) => {
        const line = document.createElement("li");
        line.className = "card";
        line.textContent = new Map(entry.fields).get("text");
        return line;
      }),
    );
  }
}

/** Post `entry` once; resolves to the server's answer, or null without one in time. */
async function send(entry, token) {
  const body = new URLSearchParams([...entry.fields, ["csrf_token", token]]);
  const stopper = new AbortController();
  const timer = setTimeout(() => stopper.abort(), TIMEOUT);
  try {
    const headers = { Accept: "application/json" };
    return await fetch(entry.url, { method: "POST", body, headers, signal: stopper.signal });
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/** The page was open longer than its session lives: take the token of a fresh one. */
async function renewToken() {
  try {
    const answer = await fetch(window.location.pathname, { cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[name=csrf_token]");
    document.querySelectorAll("[name=csrf_token]").forEach((field) => {
      if (fresh) field.value = fresh.value;
    });
  } catch {
    // The next turn tries again.
  }
}

customElements.define("unsent-sentences", UnsentSentences);
