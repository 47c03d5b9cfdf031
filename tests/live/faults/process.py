"""lcm in a process of its own, over the database of a test."""

import os
import random
import socket
import subprocess
import sys

from lcm.settings import Settings
from tests import servers


class Process:
    """A server on a port it keeps when it is started again; ended with the block."""

    def __init__(self, settings: Settings) -> None:
        self.port = _port()
        self._environment = {
            **os.environ,
            "DATA": str(settings.data),
            "LCM_BASE_URL": settings.base_url,
            "LCM_DATABASE_URL": settings.database_url,
            "LCM_DEMO": "true",
        }
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Process":
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.kill()

    def start(self) -> None:
        """Return once the server listens."""
        quiet = ["--no-access-log", "--no-proxy-headers", "--log-level", "critical"]
        command = [sys.executable, "-m", "uvicorn", "wsgi:asgi", "--port", str(self.port), *quiet]
        self._process = subprocess.Popen(command, env=self._environment)
        servers.wait_until(self._listens)

    def kill(self) -> None:
        """End the server with SIGKILL; safe to repeat."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


def _port() -> int:
    """Return a port below those the system hands to callers: none takes it while we restart."""
    while True:
        port = random.randrange(20_000, 30_000)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
