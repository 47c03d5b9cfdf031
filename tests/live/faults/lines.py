"""Who speaks to a server over a connection of its own that it keeps."""

import json
import re
from http.client import HTTPConnection
from urllib.parse import urlencode

from lcm.db import db

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
FORM = "application/x-www-form-urlencoded"


class Line:
    """A phone: one device, one kept connection."""

    def __init__(self, port: int, code: str, cookie: str) -> None:
        self.code = code
        self.cookie = cookie
        self._connection = HTTPConnection("127.0.0.1", port, timeout=40)

    def ask(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, bytes]:
        sent = {name.replace("_", "-"): text for name, text in headers.items()}
        sent |= {"Host": "localhost"} | ({"Cookie": self.cookie} if self.cookie else {})
        self._connection.request(method, path, body, sent)
        answer = self._connection.getresponse()
        return answer.status, answer.read()

    def put(self, round_id: str, body: bytes) -> tuple[int, dict]:
        """Send ``body`` to the door for ballots."""
        path = f"/live/{self.code}/polls/{round_id}/ballot"
        own = {"Content_Type": "application/json", "Sec_Fetch_Site": "same-origin"}
        status, answer = self.ask("PUT", path, body, **own)
        return status, json.loads(answer)

    def vote(self, round_id: str, choice: object, seq: int = 1) -> tuple[int, dict]:
        return self.put(round_id, json.dumps({"choice": choice, "seq": seq}).encode())

    def state(self) -> dict:
        status, answer = self.ask("GET", f"/live/{self.code}/state")
        assert status == 200, status
        return json.loads(answer)

    def close(self) -> None:
        self._connection.close()


class Host:
    """The page of a vote in its leader's browser; its token is fetched before it is needed."""

    def __init__(self, port: int, cookie: str, slug: str, poll_id: str) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=40)
        self._address = f"/m/{slug}/vote"
        self._poll_id = poll_id
        self._cookie = cookie
        self._token = ""

    def look(self) -> str:
        """Open the page; its token is good for the steps that follow."""
        page = self._ask("GET", f"{self._address}?poll={self._poll_id}", None, 200)
        found = TOKEN.search(page)
        assert found, "the host's page has no form"
        self._token = found[1]
        return page

    def press(self, step: str) -> None:
        if not self._token:
            self.look()
        body = urlencode({"csrf_token": self._token})
        self._ask("POST", f"{self._address}/{self._poll_id}/{step}", body, 303)

    def close(self) -> None:
        self._connection.close()

    def _ask(self, method: str, path: str, body: str | None, expected: int) -> str:
        headers = {"Host": "localhost", "Cookie": self._cookie, "Content-Type": FORM}
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        page = answer.read().decode()
        assert answer.status == expected, (answer.status, page[:300])
        for header in answer.headers.get_all("Set-Cookie") or []:
            self._cookie = header.partition(";")[0]
        db.session.rollback()
        return page
