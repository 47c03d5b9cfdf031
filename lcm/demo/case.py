"""The Den Haag case as input: partners, aims, programme, invented people and what rooms brought."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lcm.communities.drafts import AimDraft, CommunityDraft, PartnerDraft

FOLDER = Path(__file__).parent.parent / "cases" / "den_haag"
TEXTS = {
    "nl": {
        "community": "Verbetering lokale praktijk bij onbedoelde zwangerschap "
        "en kwetsbaar (jong) ouderschap",
        "purpose": "Meer verbinding tussen partners in het medische en het sociale domein, "
        "zodat preventie en zorg bij onbedoelde zwangerschap beter worden.",
        "held": "Kick-off samenwerking Den Haag",
        "live": "Netwerkbijeenkomst speerpunten",
        "next": "Leerbijeenkomst 1",
        "held_text": "We leren elkaar kennen, kiezen samen speerpunten en spreken af wie wat doet.",
        "live_text": "We kiezen opnieuw onze drie speerpunten en werken ze uit in deelgroepen.",
        "next_text": "Wat werd er van onze acties? En wat hebben we sinds de kick-off geleerd?",
        "place": "Stadhuis Den Haag, zaal B2",
        "opening": "Dank je wel voor je inbreng bij de kick-off. Dit spraken we af.",
        "too_busy": "Ik heb hier dit jaar geen tijd voor.",
        "done_note": "Gelukt, zij doen graag mee.",
        "paper_note": "Staat op de website van het vooronderzoek.",
    },
    "en": {
        "community": "Better local practice around unintended pregnancy "
        "and (young) parents in a vulnerable situation",
        "purpose": "More connection between partners in the medical and the social domain, "
        "so that prevention and care around unintended pregnancy improve.",
        "held": "Kick-off collaboration The Hague",
        "live": "Network meeting focus points",
        "next": "Learning session 1",
        "held_text": "We get to know each other, choose focus points and agree on who does what.",
        "live_text": "We choose our three focus points anew and work them out in break-out rooms.",
        "next_text": "What became of our actions? And what have we learned since the kick-off?",
        "place": "City Hall The Hague, room B2",
        "opening": "Thank you for what you brought to the kick-off. This is what we agreed on.",
        "too_busy": "I have no time for this in this year.",
        "done_note": "They are happy to take part.",
        "paper_note": "It is on the website of the preliminary study.",
    },
}


@dataclass(frozen=True)
class CasePerson:
    """An invented person; ``community_role`` is "" for who only comes to sessions."""

    name: str
    address: str
    organisation: str
    domain: str
    role: str
    community_role: str


@dataclass(frozen=True)
class CaseItem:
    """What a room brought; ``due_days`` counts from today, ``then`` is what became of it."""

    room: int
    kind: str
    author: str
    text: str
    owner: str
    due_days: int | None
    then: str


class Case:
    """Everything of the case in one language ("nl" or "en")."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.texts = TEXTS[language]
        self.people = [
            CasePerson(
                name=row["name"],
                address=row["address"],
                organisation=row["organisation"],
                domain=row["domain"],
                role=row[f"role_{language}"],
                community_role=row["community_role"],
            )
            for row in _rows("people.csv")
        ]
        self.items = [
            CaseItem(
                room=int(row["room"]),
                kind=row["kind"],
                author=row["author"],
                text=row[f"text_{language}"],
                owner=row["owner"],
                due_days=int(row["due_days"]) if row["due_days"] else None,
                then=row["then"],
            )
            for row in _rows("items.csv")
        ]

    def community(self) -> CommunityDraft:
        """Return the community with its six aims and eleven partners."""
        return CommunityDraft(
            name=self.texts["community"],
            purpose=self.texts["purpose"],
            municipality="Den Haag" if self.language == "nl" else "The Hague",
            locale=self.language,
            aims=tuple(
                AimDraft(row["letter"], row[f"short_{self.language}"], row[f"long_{self.language}"])
                for row in _rows("aims.csv")
            ),
            partners=tuple(
                PartnerDraft(
                    name=row["organisation"],
                    kind=row[f"kind_{self.language}"],
                    domain_slug=row["domain"],
                    role=row[f"role_{self.language}"],
                    municipality=row["municipality"],
                )
                for row in _rows("partners.csv")
            ),
        )


def _rows(filename: str) -> Iterator[dict[str, str]]:
    with (FOLDER / filename).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter=";")
