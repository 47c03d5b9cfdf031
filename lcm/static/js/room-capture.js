/** Writing in a room: the form opens in place, and what is being typed survives a reload. */
import { newId, read, write } from "./stored.js";
import "./unsent-sentences.js";

class RoomCapture extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.text = this.form.elements.text;
    this.unsent = this.querySelector("unsent-sentences");
    this.bar = document.querySelector(".bottom-bar");
    this.draftName = `draft:${window.location.pathname}`;
    if (this.bar) this.openFromBar();
    this.form.addEventListener("input", () => this.keepDraft());
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.unsent.addEventListener("refused", ({ detail }) => this.correct(detail));
    const draft = read(this.draftName, null);
    if (draft) this.fill(draft);
  }

  /** Whether a sentence is being written, so that the page must not load anew under it. */
  get isBusy() {
    return !this.form.hidden && this.text.value.trim() !== "";
  }

  openFromBar() {
    this.bar.querySelectorAll("[data-kind]").forEach((link) => {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        this.opener = link;
        const more = link.closest("details");
        if (more) more.open = false;
        this.open({ ...link.dataset, word: link.textContent.trim() });
        this.text.focus();
      });
    });
    this.querySelector("[data-cancel]").addEventListener("click", (event) => {
      event.preventDefault();
      this.close();
    });
  }

  open({ kind, prompt, word }) {
    this.form.elements.kind.value = kind;
    this.form.querySelector("[data-word]").textContent = word;
    this.text.labels[0].textContent = prompt;
    this.form.querySelector("[data-only-action]").hidden = kind !== "action";
    this.form.hidden = false;
    if (this.bar) this.bar.hidden = true;
  }

  close() {
    write(this.draftName, null);
    this.form.reset();
    this.complain("");
    this.form.hidden = true;
    if (this.bar) this.bar.hidden = false;
    if (this.opener) (this.opener.closest("details")?.firstElementChild || this.opener).focus();
    if (this.isOutdated) window.location.reload();
  }

  submit(event) {
    event.preventDefault();
    if (!this.text.value.trim()) {
      this.complain(this.dataset.empty);
      this.text.focus();
      return;
    }
    const id = newId();
    const fields = this.fields.map(([name, value]) => [name, name === "client_id" ? id : value]);
    const entry = { ...this.heading, id, url: this.form.action, fields };
    this.close();
    this.unsent.take(entry);
  }

  get fields() {
    return Array.from(new FormData(this.form)).filter(([name]) => name !== "csrf_token");
  }

  get heading() {
    return {
      kind: this.form.elements.kind.value,
      word: this.form.querySelector("[data-word]").textContent,
      prompt: this.text.labels[0].textContent.trim(),
    };
  }

  keepDraft() {
    const draft = { fields: this.fields, ...this.heading };
    write(this.draftName, this.text.value.trim() ? draft : null);
  }

  fill(draft) {
    this.open(draft);
    const values = new Map(draft.fields);
    Array.from(this.form.elements).forEach((field) => {
      if (field.type === "checkbox") field.checked = values.has(field.name);
      else if (field.type !== "hidden" && values.has(field.name)) field.value = values.get(field.name);
    });
  }

  /** The server could not take a sentence as it is: show it again with what to change. */
  correct({ entry, errors }) {
    if (this.isBusy) this.text.value += ` ${new Map(entry.fields).get("text")}`;
    else this.fill(entry);
    this.complain(Object.values(errors).flat().join(" "));
    this.keepDraft();
  }

  complain(words) {
    const error = this.querySelector("[data-error]");
    error.querySelector("span").textContent = words;
    error.hidden = !words;
  }
}

customElements.define("room-capture", RoomCapture);
