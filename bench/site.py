"""Starts, watches and ends one lcm server on loopback over a data folder of its own."""

import contextlib
import http.client
import json
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "bench" / "build"
HOST = "127.0.0.1"
READY_SECONDS = 120
STOP_SECONDS = 15


class Site:
    """A server in a process group of its own; on leaving the block whatever still runs is ended.

    ``app`` names an ASGI callable to serve in place of ``flask lcm serve``. ``beside`` is a site
    whose data folder and database this one shares; ``database`` is its address, "" for SQLite in
    the folder, and such a site has no demo.
    """

    def __init__(
        self,
        name: str,
        *,
        app: str = "",
        port: int = 0,
        database: str | None = None,
        beside: "Site | None" = None,
    ) -> None:
        self.port = port or _free_port()
        self.app = app
        self.database = beside.database if beside else database
        self.folder = beside.folder if beside else BUILD / name
        if beside is None:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir(parents=True)
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Site":
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    def start(self) -> float:
        """Start the server and return the seconds it took to be ready; SystemExit if it is not."""
        began = time.monotonic()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self._command(),
                cwd=ROOT,
                env=self._environment(),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        while time.monotonic() < began + READY_SECONDS and self.process.poll() is None:
            if self._is_ready():
                return time.monotonic() - began
            time.sleep(0.02)
        raise SystemExit(f"The server is not ready; the end of {self.log}:\n{self._last_lines()}")

    def stop(self) -> None:
        """End the server politely, and after STOP_SECONDS by force."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            print("  the server did not end in time after SIGTERM: killed")
        self.kill()

    def kill(self) -> None:
        """Send SIGKILL to the whole process group and wait until it is gone."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None

    def facts(self) -> dict[str, Any]:
        """Return what ``flask lcm demo --json`` says about the demo of this data folder."""
        done = subprocess.run(
            [ROOT / ".venv/bin/flask", "--app", "wsgi", "lcm", "demo", "--json"],
            cwd=ROOT,
            env=self._environment(),
            stdout=subprocess.PIPE,
            check=True,
        )
        facts: dict[str, Any] = json.loads(done.stdout)
        return facts

    def answer(self, path: str, cookie: str = "") -> tuple[int, bytes]:
        """GET ``path``; return status and body."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=10)
        with contextlib.closing(connection):
            connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
            response = connection.getresponse()
            return response.status, response.read()

    def state(self, code: str) -> dict[str, Any]:
        """Return the live state of the meeting ``code`` as a new phone sees it."""
        status, body = self.answer(f"/live/{code}/state")
        if status != 200:
            raise SystemExit(f"/live/{code}/state answers {status}: {body[:200]!r}")
        state: dict[str, Any] = json.loads(body)
        return state

    def ballot_rows(self) -> int:
        """Count the rows of all ballots, read beside the server: one too many is a doubled one."""
        address = f"file:{self.folder / 'data' / 'lcm.sqlite3'}?mode=ro"
        with contextlib.closing(sqlite3.connect(address, uri=True)) as reader:
            return int(reader.execute("SELECT count(*) FROM ballot").fetchone()[0])

    def is_whole(self) -> bool:
        """Say whether the database passes SQLite's own integrity check; the server is stopped."""
        with contextlib.closing(sqlite3.connect(self.folder / "data" / "lcm.sqlite3")) as reader:
            return bool(reader.execute("PRAGMA integrity_check").fetchone()[0] == "ok")

    def resident_mb(self) -> float:
        """Return the memory the server process holds now, in MB (10^6 bytes)."""
        if self.process is None:
            return 0.0
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def _command(self) -> list[str]:
        if not self.app:
            return [str(ROOT / ".venv/bin/flask"), "--app", "wsgi", "lcm", "serve"]
        listen = ["--host", HOST, "--port", str(self.port)]
        quiet = ["--no-access-log", "--log-level", "warning"]
        return [str(ROOT / ".venv/bin/uvicorn"), self.app, *listen, *quiet]

    def _environment(self) -> dict[str, str]:
        ours = {"PORT": str(self.port), "HOST": HOST, "DATA": str(self.folder / "data")}
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        if self.database is None:
            return kept | ours | {"LCM_DEMO": "true"}
        return kept | ours | {"LCM_DATABASE_URL": self.database}

    def _is_ready(self) -> bool:
        try:
            return self.answer("/readyz")[0] == 200
        except OSError:
            return False

    def _last_lines(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-20:])


def _free_port() -> int:
    # Below the ports the system hands to callers: the crowd cannot take it while we restart.
    while True:
        port = random.randrange(20000, 30000)
        with contextlib.closing(socket.socket()) as probe:
            if probe.connect_ex((HOST, port)) != 0:
                return port
