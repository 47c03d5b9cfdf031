"""A small proxy between a browser and the server, that treats some requests badly."""

import contextlib
import enum
import socket
import threading
from collections.abc import Callable

ROOM = 65_536


class Treatment(enum.Enum):
    """Pass on; answer 502; never answer; let the head through and hold the rest; drop the answer.

    The last one has the server act on the request and its answer lost.
    """

    PASS = "pass"
    REFUSE = "refuse"
    SILENT = "silent"
    HOLD = "hold"
    DROP = "drop"


Rule = Callable[[str, str], Treatment]


class Proxy:
    """Passes on one request per connection, as ``rule(method, path)`` says; ends with the block."""

    def __init__(self, server_port: int, rule: Rule) -> None:
        self._server_port = server_port
        self._rule = rule
        self._sockets: set[socket.socket] = set()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept)]

    def __enter__(self) -> "Proxy":
        self._threads[0].start()
        return self

    def __exit__(self, *error: object) -> None:
        for one in [self._listening, *self._sockets]:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        self._listening.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                browser, _ = self._listening.accept()
                self._threads.append(threading.Thread(target=self._serve, args=(browser,)))
                self._threads[-1].start()

    def _serve(self, browser: socket.socket) -> None:
        self._sockets.add(browser)
        with contextlib.suppress(OSError), browser:
            request = _request(browser)
            method, path = request.split(b" ", 2)[:2] if request else (b"", b"")
            treatment = self._rule(method.decode(), path.decode())
            if treatment is Treatment.REFUSE:
                browser.sendall(b"HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\n\r\n")
            elif treatment is Treatment.SILENT:
                browser.recv(1)
            elif request:
                self._pass_on(browser, request, treatment)
        self._sockets.discard(browser)

    def _pass_on(self, browser: socket.socket, request: bytes, treatment: Treatment) -> None:
        with socket.create_connection(("127.0.0.1", self._server_port)) as server:
            self._sockets.add(server)
            server.sendall(request.replace(b"\r\n", b"\r\nConnection: close\r\n", 1))
            answer = b""
            while part := server.recv(ROOM):
                if treatment is Treatment.PASS:
                    browser.sendall(part)
                elif treatment is Treatment.HOLD and b"\r\n\r\n" not in answer:
                    answer += part
                    head, end, _ = answer.partition(b"\r\n\r\n")
                    browser.sendall(head + end if end else b"")
            self._sockets.discard(server)


def _request(browser: socket.socket) -> bytes:
    """Read one request with its body, without its wish to keep the connection; b"" at the end."""
    text = b""
    while b"\r\n\r\n" not in text:
        part = browser.recv(ROOM)
        if not part:
            return b""
        text += part
    head, _, body = text.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
    sizes = [
        int(line.split(b":")[1]) for line in lines if line.lower().startswith(b"content-length:")
    ]
    while len(body) < sum(sizes):
        body += browser.recv(ROOM)
    return b"\r\n".join(lines) + b"\r\n\r\n" + body
