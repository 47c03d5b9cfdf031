"""Phones of one meeting, played by the C program in phones/; builds it when it is stale."""

import json
import signal
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from bench.journal import Cast, Journal, Verdict, compare, note
from bench.site import BUILD, ROOT, Site

SOURCES = ROOT / "bench" / "phones"
PROGRAM = BUILD / "phones"
FLAGS = ["-std=gnu11", "-D_GNU_SOURCE", "-O2", "-Wall", "-Wextra", "-Wshadow", "-Wconversion"]

Figures = dict[str, Any]


@dataclass
class Crowd:
    """``phones`` devices that joined ``code``; remembers the last ballot acknowledged to each."""

    site: Site
    code: str
    phones: int
    name: str = "crowd"
    round_id: str = ""
    option_ids: tuple[str, ...] = ()
    journal: Journal = field(default_factory=Journal)
    next_seq: int = 1

    def join(self) -> Figures:
        """Let every phone open the page, keep its cookies and ask the state."""
        figures = _outcome(self._start("join", str(self.phones), "--connections", "64"))
        poll = self.site.state(self.code)["poll"]
        self.round_id = poll["round"]
        self.option_ids = tuple(option["id"] for option in poll["options"])
        return figures

    def vote(self, *, each: int, connections: int = 128, **bounds: float) -> Figures:
        """Let every phone send ``each`` ballots; ``bounds`` are seconds, over, mark."""
        return self.finish(self.start_voting(each=each, connections=connections, **bounds))

    def start_voting(
        self, *, each: int, connections: int = 128, **bounds: float
    ) -> "subprocess.Popen[str]":
        """Start ``vote`` beside us; hand what is returned to ``finish``."""
        options = [f"--{name}={value}" for name, value in bounds.items()]
        options += [f"--each={each}", f"--connections={connections}"]
        self.next_seq += each
        return self._start("vote", *self._ballots(self.next_seq - each), *options)

    def burst(self, phones: int) -> Figures:
        """Let the first ``phones`` of the crowd send one ballot each at one moment."""
        self.next_seq += 1
        return self.finish(self._start("burst", str(phones), *self._ballots(self.next_seq - 1)))

    def finish(self, run: "subprocess.Popen[str]") -> Figures:
        """Wait for a run of ballots, note its journal and return its figures."""
        figures = _outcome(run)
        with self._file("journal").open() as lines:
            note(self.journal, lines)
        return figures

    def streams(self, seconds: int) -> "Streams":
        """Open one event stream per phone and hold them, at most ``seconds``."""
        return Streams(self._start("streams", f"--seconds={seconds}"))

    def bare(self, seconds: float, connections: int = 128) -> Figures:
        """Measure the ping of this server at full speed."""
        options = [f"--seconds={seconds}", f"--connections={connections}"]
        return _outcome(self._start("bare", *options))

    def verdict(self) -> Verdict:
        """Read back what every phone is told it chose, and compare; SystemExit if one fails."""
        out = self._file("stored")
        _outcome(self._start("state", f"--out={out}", "--connections=32"))
        with out.open() as lines:
            stored = dict(_stored(line) for line in lines)
        if len(stored) != self.phones:
            raise SystemExit(f"Only {len(stored)} of {self.phones} phones could read their ballot.")
        return compare(self.journal, stored)

    def _ballots(self, seq: int) -> list[str]:
        quoted = ",".join(json.dumps(option_id) for option_id in self.option_ids)
        out = f"--out={self._file('journal')}"
        return [f"--round={self.round_id}", f"--options={quoted}", out, f"--from={seq}"]

    def _start(self, mode: str, *arguments: str) -> "subprocess.Popen[str]":
        command = [str(PROGRAM), mode, f"--port={self.site.port}", f"--code={self.code}"]
        command.append(f"--cookies={self._file('cookies')}")
        return subprocess.Popen([*command, *arguments], stdout=subprocess.PIPE, text=True)

    def _file(self, what: str) -> Path:
        return self.site.folder / f"{self.name}.{what}"


class Streams:
    """Open event streams, one per phone, in a process beside us."""

    def __init__(self, run: "subprocess.Popen[str]") -> None:
        self.run = run
        self.open: int = json.loads(_output(run).readline() or '{"open": 0}').get("open", 0)

    def close(self) -> Figures:
        """Close them all and return their figures."""
        self.run.send_signal(signal.SIGTERM)
        return _outcome(self.run)


def build() -> None:
    """Compile the load generator when a source is newer than the program."""
    sources = sorted(SOURCES.glob("*.[ch]"))
    BUILD.mkdir(exist_ok=True)
    if PROGRAM.exists() and PROGRAM.stat().st_mtime > max(s.stat().st_mtime for s in sources):
        return
    files = [str(source) for source in sources if source.suffix == ".c"]
    subprocess.run(["gcc", *FLAGS, "-o", str(PROGRAM), *files], check=True)


def wait_for_mark(run: "subprocess.Popen[str]") -> None:
    """Return when the run reached its ``mark`` of acknowledgements; SystemExit if it never did."""
    line = _output(run).readline()
    if "reached" not in line:
        raise SystemExit(f"The ballots ended before the mark: {line}")


def _outcome(run: "subprocess.Popen[str]") -> Figures:
    lines, _ = run.communicate()
    if run.returncode != 0 or not lines.strip():
        raise SystemExit(f"The load generator stopped with status {run.returncode}.")
    figures: Figures = json.loads(lines.splitlines()[-1])
    return figures


def _output(run: "subprocess.Popen[str]") -> IO[str]:
    if run.stdout is None:
        raise SystemExit("The load generator has no output.")
    return run.stdout


def _stored(line: str) -> tuple[int, Cast | None]:
    phone, _, state = line.partition("\t")
    ballot = json.loads(state)["poll"]["ballot"]
    return int(phone), Cast(ballot["seq"], tuple(ballot["choice"])) if ballot else None
