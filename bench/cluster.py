"""Runs a PostgreSQL server of the bench's own on loopback, with its safe defaults."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.site import HOST

PROGRAMS = Path("/usr/lib/postgresql")


def has_postgres() -> bool:
    """Say whether Debian's PostgreSQL is installed here."""
    return any(PROGRAMS.glob("*/bin/initdb"))


@contextmanager
def postgres() -> Iterator[str]:
    """Serve an empty database for the block and give its address.

    PostgreSQL refuses to run as root, so root starts it as the user Debian made for it, in a
    folder that user can reach.
    """
    programs = sorted(PROGRAMS.glob("*/bin"))[-1]
    folder = Path(tempfile.mkdtemp(prefix="lcm-bench-"))
    folder.chmod(0o755)
    home, port = folder / "cluster", _free_port()
    home.mkdir()
    if os.geteuid() == 0:
        shutil.chown(home, "postgres", "postgres")
    _run(programs / "initdb", "-D", home, "-A", "trust", "-U", "lcm", "-N", "--locale=C.UTF-8")
    options = f"-p {port} -c listen_addresses={HOST} -c unix_socket_directories="
    control = programs / "pg_ctl"
    _run(control, "-D", home, "-w", "-l", home / "log", "-o", options, "start")
    try:
        yield f"postgresql://lcm@{HOST}:{port}/postgres"
    finally:
        _run(control, "-D", home, "-m", "immediate", "stop")
        shutil.rmtree(folder)


def _run(*command: object) -> None:
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", "postgres", "--", *words]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, cwd="/")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
