"""What people press and read in the journey: a leader at a laptop, participants with a phone."""

from datetime import date, datetime

from playwright.sync_api import Locator, Page, expect

from tests.e2e.site import Site

WAIT_MS = 20_000
LOOK_MS, LOOKS = 300, 60


class Reader:
    """Anybody with a browser."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page = page
        self._site = site
        page.set_default_timeout(WAIT_MS)

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self._site.address)

    def open(self, address: str) -> None:
        self.page.goto(address if "://" in address else f"{self._site.address}{address}")

    def press(self, name: str, *, told: str = "", among: Locator | None = None) -> None:
        """Press the button of this name; ``told`` are the words that then appear."""
        (among or self.page).get_by_role("button", name=name, exact=True).click()
        if told:
            self.reads(told)

    def follow(self, name: str, *, to: str = "") -> None:
        """Follow the link of this name; ``to`` is the address it must lead to, with wildcards."""
        self.page.get_by_role("link", name=name, exact=True).first.click()
        if to:
            self.page.wait_for_url(to)

    def fill(self, **fields: str) -> None:
        """Fill in fields by their names."""
        for name, value in fields.items():
            self.page.locator(f"[name={name}]").fill(value)

    def reads(self, *sentences: str) -> None:
        """Wait until each of these can be read on the page."""
        for words in sentences:
            found = self.page.get_by_text(words).filter(visible=True).first
            expect(found).to_be_visible(timeout=WAIT_MS)

    def heads(self, words: str) -> None:
        """Wait until the page says ``words`` on top."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(words, timeout=WAIT_MS)

    def read_mail(self, address: str, subject: str) -> None:
        """Open the newest mail to ``address`` in the mailbox; it arrives within seconds."""
        self.open(f"/mailbox?to={address}")
        listed = self.page.get_by_role("link", name=subject)
        looks = 0
        while not listed.count() and looks < LOOKS:
            self.page.wait_for_timeout(LOOK_MS)
            self.page.reload()
            looks += 1
        listed.first.click()
        self.page.wait_for_url("**/mailbox/*")

    def follow_in_mail(self, button: str) -> None:
        """Press a button of the mail that is open; what it leads to opens beside it."""
        with self.page.context.expect_page() as opened:
            self.page.frame_locator("iframe").get_by_role("link", name=button).first.click()
        self.page.close()
        self.page = opened.value
        self.page.set_default_timeout(WAIT_MS)


class Leader(Reader):
    """A project leader: plans, invites, runs and follows up; ``slug`` is the session at hand."""

    slug = ""

    def sign_in(self, link: str) -> None:
        self.open(link)
        self.press("Log in als leader")
        self.page.wait_for_url(f"{self._site.address}/")

    def make_community(self, *, aims: str, partners: str, **words: str) -> None:
        """Paste what there is, look how it is read, and make it."""
        self.follow("Maak een community", to="**/c/new")
        self.fill(aims=aims, partners=partners, **words)
        self.page.get_by_label("Nederlands").check()
        self.press("Bekijk hoe wij het lezen", told="6 doelen")
        self.press("Maak de community", told="Je community staat klaar.")

    def plan(self, kind: str, starts: datetime, **words: str) -> None:
        """Plan a session from the template of its kind, starting at local time ``starts``."""
        self.follow(f"Kies deze: {kind}", to="**/meetings/new/**")
        self.fill(day=f"{starts:%Y-%m-%d}", time=f"{starts:%H:%M}", **words)
        self.press("Plan deze bijeenkomst", told="De bijeenkomst staat klaar als concept.")
        self.slug = self.path.split("/")[2]

    def invite(self, pasted: str, count: int) -> None:
        """Paste addresses, look who that is, and send the invitations."""
        self.fill(addresses=pasted)
        self.press("Kijk wie dat zijn", told=f"{count} mensen om uit te nodigen:")
        self.press(f"Verstuur {count} uitnodigingen", told=f"{count} uitnodigingen zijn onderweg.")

    def open_tab(self, name: str) -> None:
        """Open a page of the session at hand: plan, invite, run, rooms, harvest, …"""
        self.open(f"/m/{self.slug}/{name}")

    def give_owner(self, sentence: str, owner: str, due_on: date) -> None:
        """Fill in, on the harvest page, who takes the action that still lacks an owner."""
        card = self.page.locator(".card-warning").filter(has_text=sentence)
        card.get_by_role("combobox").select_option(label=owner)
        card.locator("input[type=date]").fill(f"{due_on:%Y-%m-%d}")
        card.get_by_role("button").click()
        expect(card).to_have_count(0)


class Phone(Reader):
    """A participant with a phone."""

    def register(self, domain: str, **words: str) -> None:
        """Fill in the form that is open, and send it."""
        self.fill(**words)
        self.page.get_by_label(domain).check()
        self.press("Aanmelden")
        self.heads("Dank je wel. Kijk nu in je mail")

    def vote(self, *labels: str) -> None:
        """Tap the options, best first, and send the ballot."""
        for label in labels:
            self.page.get_by_role("button", name=label).first.click()
        self.reads(f"{len(labels)} van 3 gekozen")
        self.press("Verstuur mijn stem", told="Verstuurd. Je kunt het veranderen")

    def write(self, kind: str, sentence: str, owner: str = "", due_on: date | None = None) -> None:
        """Write one sentence in the room that is open, from its bar."""
        self.follow(kind)
        form = self.page.locator("#write")
        form.locator("[name=text]").fill(sentence)
        if owner:
            form.get_by_role("combobox").select_option(label=owner)
        if due_on:
            form.locator("input[type=date]").fill(f"{due_on:%Y-%m-%d}")
        self.press("Deel met de groep")
        expect(form).to_be_hidden()
