"""Database servers of the suite's own, on loopback, ended with it."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

START_SECONDS = 60


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def postgres() -> Iterator[str]:
    """Run a PostgreSQL server on data of its own; gives the address without a database.

    PostgreSQL refuses to run as root, so root starts it as the user Debian made for it, in a
    folder that user can reach.
    """
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
    folder = Path(tempfile.mkdtemp(prefix="lcm-postgres-"))
    folder.chmod(0o755)
    home, port = folder / "cluster", free_port()
    home.mkdir()
    if os.geteuid() == 0:
        shutil.chown(home, "postgres", "postgres")
    words = ["-D", home, "-A", "trust", "-U", "lcm", "-N", "--locale=C.UTF-8"]
    _as_postgres(programs / "initdb", *words)
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
    control = programs / "pg_ctl"
    _as_postgres(control, "-D", home, "-w", "-l", home / "log", "-o", options, "start")
    try:
        yield f"postgresql://lcm@127.0.0.1:{port}"
    finally:
        _as_postgres(control, "-D", home, "-m", "immediate", "stop")
        shutil.rmtree(folder)


def _as_postgres(*command: object) -> None:
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", "postgres", "--", *words]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, cwd="/")


def wait_until(is_ready, seconds: float = START_SECONDS) -> None:
    """Wait until ``is_ready()`` is true; raises TimeoutError after ``seconds``."""
    end = time.monotonic() + seconds
    while not is_ready():
        if time.monotonic() > end:
            raise TimeoutError("it did not become ready in time")
        time.sleep(0.05)


class RedisServer:
    """A Redis of the suite's own that can be stopped and started again on the same port."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        words = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        self._process = subprocess.Popen(
            [*words, "--dir", str(self._folder)], stdout=subprocess.DEVNULL
        )
        wait_until(self._answers)

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


@contextmanager
def redis(folder: Path) -> Iterator[RedisServer]:
    """Run a Redis server on loopback for the block."""
    server = RedisServer(folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()
