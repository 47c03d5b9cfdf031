/** Shows a question only while the answer it depends on is chosen; the server checks it too. */
class AskedIf extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    for (const kind of ["input", "change"]) this.form.addEventListener(kind, () => this.follow());
    this.follow();
  }

  follow() {
    const { name, answer } = this.dataset;
    const chosen = this.form.querySelector(`[name="${name}"]:checked`);
    this.hidden = chosen?.value !== answer || chosen.closest("asked-if[hidden]") !== null;
  }
}

customElements.define("asked-if", AskedIf);
