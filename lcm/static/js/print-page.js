// A button that prints the page; without JavaScript it stays hidden and the browser's menu does it.
class PrintPage extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.querySelector("button").addEventListener("click", () => globalThis.print());
  }
}

customElements.define("print-page", PrintPage);
