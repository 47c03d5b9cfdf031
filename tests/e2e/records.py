"""What an installation has written down: its rows and its mails, read beside the running server."""

import sqlite3
from dataclasses import dataclass
from typing import Any

from tests.e2e.site import Site
from tests.servers import wait_until

SECONDS = 30


@dataclass(frozen=True)
class Letter:
    """A mail that was handed over, without the links that are filled in on the way."""

    subject: str
    text: str
    calendar: bytes | None


class Records:
    """Looks into the SQLite file of a site; it cannot write there."""

    def __init__(self, site: Site) -> None:
        self._address = f"file:{site.environment['DATA']}/lcm.sqlite3?mode=ro"

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        connection = sqlite3.connect(self._address, uri=True, timeout=SECONDS)
        try:
            return connection.execute(query, values).fetchall()
        finally:
            connection.close()

    def count(self, table: str) -> int:
        ((number,),) = self.rows(f"SELECT count(*) FROM {table}")  # noqa: S608 - a name of ours
        return int(number)

    def wait_for(self, query: str, *rows: tuple[Any, ...]) -> None:
        """Wait until ``query`` finds exactly ``rows``."""
        wait_until(lambda: self.rows(query) == [*rows], SECONDS)

    def letter(self, kind: str, address: str) -> Letter:
        """Wait for the mail of ``kind`` to ``address``; there must be one and no second."""
        query = (
            "SELECT subject, text, calendar FROM outbox_mail"
            " WHERE kind = ? AND to_address = ? AND state = 'accepted'"
        )
        wait_until(lambda: self.rows(query, kind, address), SECONDS)
        (found,) = self.rows(query, kind, address)
        return Letter(*found)
