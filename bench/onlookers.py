"""Who looks on while phones vote: a big screen that follows the turnout, a host who presses."""

import contextlib
import http.client
import json
import re
import threading
import time
from urllib.parse import urlencode, urlsplit

from bench.site import HOST, Site

SECONDS = 15


class Screen:
    """A big screen's stream, read in a thread; remembers when it showed which turnout.

    Times are of the monotonic clock, in ns, as the load generator's are.
    """

    def __init__(self, site: Site, code: str, stage: str) -> None:
        token = urlsplit(stage).path.rpartition("/")[2]
        self._connection = http.client.HTTPConnection(HOST, site.port)
        self._connection.request("GET", f"/live/{code}/stage/{token}")
        self._answer = self._connection.getresponse()
        if self._answer.status != 200:
            raise SystemExit(f"The screen's stream answers {self._answer.status}.")
        self._shown: list[tuple[int, int]] = []
        threading.Thread(target=self._read, daemon=True).start()

    def ballots(self) -> int:
        """Return the turnout shown last, once there is one."""
        self._wait(0)
        return self._shown[-1][1]

    def complete_at(self, ballots: int) -> int:
        """Return when the screen first showed ``ballots``; SystemExit if it does not in time."""
        self._wait(ballots)
        return next(at for at, shown in self._shown if shown >= ballots)

    def _wait(self, ballots: int) -> None:
        until = time.monotonic() + SECONDS
        while not self._shown or self._shown[-1][1] < ballots:
            if time.monotonic() > until:
                raise SystemExit(f"The screen does not show {ballots} ballots: {self._shown[-1:]}")
            time.sleep(0.002)

    def _read(self) -> None:
        event = b""
        with contextlib.suppress(OSError, ValueError, http.client.HTTPException):
            while line := self._answer.readline():
                name, _, text = line.strip().partition(b": ")
                if name == b"event":
                    event = text
                elif name == b"data" and event == b"turnout":
                    shown = json.loads(text).get("ballots", 0)
                    self._shown.append((time.monotonic_ns(), shown))


class Host:
    """The leader's browser on the page of the open vote."""

    def __init__(self, site: Site, code: str, facts: dict[str, str]) -> None:
        self._connection = http.client.HTTPConnection(HOST, site.port, timeout=SECONDS)
        self._cookies: dict[str, str] = {}
        self._ask("GET", urlsplit(facts["organiser_sign_in"]).path)
        poll_id = site.state(code)["poll"]["id"]
        self._page = f"{urlsplit(facts['host']).path}?poll={poll_id}"

    def extend(self) -> int:
        """Press "two minutes more", a change that all phones hear of; return when."""
        page = self._ask("GET", self._page)
        action = re.search(r'action="([^"]+/extend)"', page)
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        if action is None or token is None:
            raise SystemExit("The host's page has no button for more time.")
        pressed_at = time.monotonic_ns()
        self._ask("POST", action[1], urlencode({"csrf_token": token[1]}))
        return pressed_at

    def _ask(self, method: str, path: str, body: str | None = None) -> str:
        cookies = "; ".join(f"{name}={text}" for name, text in self._cookies.items())
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        # The server ends a connection that was silent for some seconds: call anew.
        self._connection.close()
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        for header in answer.headers.get_all("Set-Cookie") or []:
            name, _, text = header.partition(";")[0].partition("=")
            self._cookies[name] = text
        page = answer.read().decode()
        if answer.status >= 400:
            raise SystemExit(f"{path} answers {answer.status} to the host.")
        return page
