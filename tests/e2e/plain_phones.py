"""Phones without a browser, and previews of links: plain HTTP."""

import json
import urllib.request
from http.cookiejar import CookieJar
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

from tests.e2e.site import Site


def preview(site: Site, path: str) -> int:
    """Fetch a page once, as a chat does that draws a preview of a link; returns the status."""
    with urllib.request.urlopen(f"{site.address}{path}", timeout=30) as answer:
        return answer.status


class PlainPhone:
    """One phone that opened the join page and keeps its cookie."""

    def __init__(self, site: Site, join_path: str) -> None:
        self._site = site
        self._opener: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))
        self._code = join_path.removeprefix("/j/").partition("?")[0]
        self._opener.open(f"{site.address}{join_path}", timeout=30).close()

    def look(self) -> dict:
        """Return the session's state; who asks for it counts as a phone."""
        return self._answer(Request(self._address("state")))

    def vote(self, *letters: str) -> bool:
        """Send a ballot with the options of ``letters``, best first; says whether it counts."""
        poll = self.look()["poll"]
        options = {option["letter"]: option["id"] for option in poll["options"]}
        ballot = {"choice": [options[letter] for letter in letters], "seq": 1}
        request = Request(
            self._address(f"polls/{poll['round']}/ballot"),
            data=json.dumps(ballot).encode(),
            headers={"Content-Type": "application/json"},
            method="PUT",
        )
        return self._answer(request)["accepted"]

    def _address(self, rest: str) -> str:
        return f"{self._site.address}/live/{self._code}/{rest}"

    def _answer(self, request: Request) -> dict:
        with self._opener.open(request, timeout=30) as answer:
            return json.load(answer)
