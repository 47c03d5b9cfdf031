/** A text with a button that copies it; without this script the text stays readable in its field. */
class CopyText extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("textarea");
    this.button = this.querySelector("button");
    this.status = this.querySelector("[role=status]");
    this.button.hidden = false;
    this.button.addEventListener("click", () => this.copy());
    this.toggleAttribute("ready", true);
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(this.field.value);
    } catch {
      // Without a secure address there is no clipboard: show the text, selected, to copy by hand.
      this.toggleAttribute("ready", false);
      this.field.select();
      return;
    }
    const words = this.button.querySelector("span");
    const label = this.field.labels[0].firstChild.textContent;
    words.textContent = this.dataset.done;
    this.status.textContent = this.dataset.done;
    setTimeout(() => {
      words.textContent = label;
      this.status.textContent = "";
    }, 2500);
  }
}

customElements.define("copy-text", CopyText);
