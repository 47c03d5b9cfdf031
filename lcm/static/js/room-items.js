/** The changing part of a room page: asked often enough to be at most two seconds behind, put in place without moving the focus. */
const INTERVAL = 1500;
const WAITING = 4000;
const QUIET = 5000;

class RoomItems extends HTMLElement {
  connectedCallback() {
    this.etag = "";
    this.announcedAt = 0;
    this.look = () => this.refresh();
    const interval = this.querySelector("[data-stamp]") ? INTERVAL : WAITING;
    this.timer = setInterval(this.look, interval);
    document.addEventListener("visibilitychange", this.look);
    document.addEventListener("room-written", this.look);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    document.removeEventListener("visibilitychange", this.look);
    document.removeEventListener("room-written", this.look);
  }

  async refresh() {
    if (this.isAsking || document.hidden) return;
    this.isAsking = true;
    try {
      const headers = this.etag ? { "If-None-Match": this.etag } : {};
      const answer = await fetch(this.getAttribute("src"), { headers, cache: "no-store" });
      if (answer.status === 200) {
        this.etag = answer.headers.get("ETag") || "";
        this.show(await answer.text());
      }
    } catch {
      // Without a network the page stays as it is; the next turn asks again.
    } finally {
      this.isAsking = false;
    }
  }

  show(html) {
    const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-stamp]");
    const present = this.querySelector("[data-stamp]");
    if (!fresh) return;
    if (!present || present.dataset.stamp !== fresh.dataset.stamp) {
      this.loadAnew();
      return;
    }
    const before = this.querySelectorAll("ol > li").length;
    present.querySelectorAll("ul, ol").forEach((list, index) => {
      mend(list, fresh.querySelectorAll("ul, ol")[index]);
    });
    if (this.querySelectorAll("ol > li").length > before) this.announce();
  }

  loadAnew() {
    const writing = document.querySelector("room-capture");
    if (writing && writing.isBusy) writing.isOutdated = true;
    else window.location.reload();
  }

  announce() {
    const status = this.querySelector("[role=status]");
    if (!status || Date.now() - this.announcedAt < QUIET) return;
    this.announcedAt = Date.now();
    status.textContent = "";
    setTimeout(() => { status.textContent = this.dataset.added; }, 100);
  }
}

/** Make the lines of `list` those of `fresh`, touching only what differs. */
function mend(list, fresh) {
  const wanted = Array.from(fresh.children);
  const ids = new Set(wanted.map((line) => line.id));
  Array.from(list.children).forEach((line) => ids.has(line.id) || line.remove());
  wanted.forEach((line, index) => {
    const old = Array.from(list.children).find((one) => one.id === line.id);
    if (old && old.outerHTML === line.outerHTML) {
      if (list.children[index] !== old) list.insertBefore(old, list.children[index]);
    } else if (old) {
      const isFocused = old.contains(document.activeElement);
      old.replaceWith(line);
      const link = line.querySelector("a");
      if (isFocused && link) link.focus();
    } else {
      list.insertBefore(line, list.children[index] || null);
    }
  });
}

customElements.define("room-items", RoomItems);
