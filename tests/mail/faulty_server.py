"""A mail server that answers as scripted: a real SMTP conversation on loopback."""

import socket
from collections import Counter
from collections.abc import Callable

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

Script = Callable[[str, int], str]


class FaultyServer:
    """Accepts mails into ``letters``; ``script(address, attempt)`` gives the answer to DATA.

    The answer "cut" ends the connection without one; "250 cut" keeps the letter, then cuts.
    """

    def __init__(self, script: Script = lambda _address, _attempt: "250 OK") -> None:
        self.letters: list[Envelope] = []
        self.attempts: Counter[str] = Counter()
        self._script = script
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    def __enter__(self) -> "FaultyServer":
        self._controller.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._controller.stop()

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        address = envelope.rcpt_tos[0]
        self.attempts[address] += 1
        answer = self._script(address, self.attempts[address])
        if answer.startswith("250"):
            self.letters.append(envelope)
        if answer.endswith("cut"):
            server.transport.close()
            return "421 gone"
        return answer
