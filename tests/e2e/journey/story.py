"""Who take part in the journey, and what they write."""

from dataclasses import dataclass
from datetime import datetime

from tests.e2e.people import Leader, Phone, Reader
from tests.e2e.records import Records
from tests.e2e.site import Site

FATIMA, JOOST = "fatima@example.org", "joost@example.org"
WISH = "Eén nummer dat ook na vijf uur wordt opgenomen"
ACTION = "Sociale kaart met de wijkteams bijwerken"


@dataclass
class Story:
    """Everybody with their browser; ``starts`` is the session's local time, naive."""

    site: Site
    records: Records
    leader: Leader
    fatima: Phone
    joost: Phone
    robin: Phone
    screen: Reader
    starts: datetime | None = None
    join_path: str = ""
