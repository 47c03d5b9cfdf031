/** Lets the domain follow the organisation that was chosen, until the person chooses one by hand. */
class OrganisationDomain extends HTMLElement {
  connectedCallback() {
    this.organisation = this.querySelector("input[list]");
    this.domains = [...this.querySelectorAll("input[type=radio]")];
    this.isChosenByHand = this.domains.some((domain) => domain.checked);
    this.organisation.addEventListener("input", () => this.follow());
    for (const domain of this.domains) {
      domain.addEventListener("change", () => { this.isChosenByHand = true; });
    }
  }

  follow() {
    if (this.isChosenByHand) return;
    const name = this.organisation.value.trim().toLowerCase();
    const known = [...this.querySelectorAll("datalist option")]
      .find((option) => option.value.toLowerCase() === name);
    for (const domain of this.domains) {
      domain.checked = known !== undefined && domain.value === known.dataset.domain;
    }
  }
}

customElements.define("organisation-domain", OrganisationDomain);
