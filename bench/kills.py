"""Kills the server in the middle of ballots, again and again: what it acknowledged must be there.

A second run serves bench.early_answer, which acknowledges before the commit; the same comparison
must catch it, or it proves nothing.
"""

import argparse
import random
import sys
import time
from dataclasses import dataclass, field

from bench.crowd import Crowd, Figures, build, wait_for_mark
from bench.journal import Verdict
from bench.sheet import Sheet
from bench.site import BUILD, Site

CONTROL = "bench.early_answer:asgi"
PHONES = 75
ACKNOWLEDGED_EACH = 150
MOST_DELAY_SECONDS = 0.005
MOST_LATE = 10


@dataclass
class Kills:
    """What all rounds came to."""

    first: Verdict = field(default_factory=Verdict)
    last: Verdict = field(default_factory=Verdict)
    runs: list[Figures] = field(default_factory=list)
    restarts: list[float] = field(default_factory=list)
    doubled: int = 0
    is_whole: bool = False

    @property
    def cut(self) -> int:
        """How many kills came while ballots were under way; on a busy machine some come late."""
        return sum(run["unanswered"] > 0 for run in self.runs)

    def sum(self, name: str) -> int:
        return sum(run[name] for run in self.runs)


def main() -> None:
    chosen = _chosen()
    build()
    sheet = Sheet()
    if chosen.rounds:
        print(f"kill -9 in the middle of {chosen.ballots:,} ballots, {chosen.rounds} times")
        began = time.monotonic()
        _proof(sheet, kills("kills", "", chosen.rounds, chosen.ballots), chosen.rounds)
        sheet.show("minutes it took", f"{(time.monotonic() - began) / 60:.1f}")
    if chosen.control_rounds:
        print(f"\nnegative control: {CONTROL} answers before the commit")
        _control(sheet, kills("control", CONTROL, chosen.control_rounds, chosen.ballots))
    sheet.write(BUILD / "kills.json")
    sys.exit(0 if sheet.is_sound else 1)


def kills(name: str, app: str, rounds: int, ballots: int) -> Kills:
    """Kill a server serving ``app`` (empty: lcm itself) amid ballots ``rounds`` times.

    After every kill, late ones too, what it acknowledged is compared with what is there.
    """
    with Site(name) as site:
        site.start()
        code = site.facts()["join_code"]
        rows = site.ballot_rows()
        site.stop()
        site.app = app
        site.start()
        result = Kills()
        crowds = []
        while result.cut < rounds and len(crowds) < rounds + MOST_LATE:
            crowds.append(_round(site, code, ballots, len(crowds), result))
        for crowd in crowds:
            result.last += crowd.verdict()
        result.doubled = site.ballot_rows() - rows - result.last.ballots
        site.stop()
        result.is_whole = site.is_whole()
    return result


def _round(site: Site, code: str, ballots: int, number: int, result: Kills) -> Crowd:
    """One round with phones of its own: vote, kill, start again, read back."""
    crowd = Crowd(site, code, PHONES, name=f"round-{number}")
    crowd.join()
    each = max(1, ballots // PHONES)
    mark = random.randint(1, each * PHONES * 9 // 10)
    run = crowd.start_voting(each=each, connections=PHONES, mark=mark)
    wait_for_mark(run)
    time.sleep(random.uniform(0, MOST_DELAY_SECONDS))
    site.kill()
    result.runs.append(crowd.finish(run))
    result.restarts.append(site.start())
    result.first += crowd.verdict()
    return crowd


def _proof(sheet: Sheet, result: Kills, rounds: int) -> None:
    sheet.keep("proof", {"runs": result.runs, "restart_seconds": result.restarts})
    met = result.cut >= rounds
    sheet.must("kills with ballots under way", f"{result.cut}", f"{rounds}", met=met)
    sheet.show("kills that came late", f"{len(result.runs) - result.cut}")
    sheet.show("ballots sent", f"{result.sum('sent'):,}")
    acknowledged, wanted = result.sum("acknowledged"), ACKNOWLEDGED_EACH * rounds
    met = acknowledged >= wanted
    sheet.must("ballots acknowledged", f"{acknowledged:,}", f"{wanted:,} or more", met=met)
    sheet.show("ballots without an answer at the kill", f"{result.sum('unanswered'):,}")
    _verdict(sheet, "after each restart", result.first)
    _verdict(sheet, "after the last restart", result.last)
    doubled = result.doubled
    sheet.must("rows more than phones that voted", f"{doubled}", "0", met=doubled == 0)
    whole = "ok" if result.is_whole else "broken"
    sheet.must("integrity check of the database", whole, "ok", met=result.is_whole)
    slowest = max(result.restarts)
    sheet.show("slowest restart", f"{slowest:.1f} s", "10 s", met=slowest <= 10)


def _verdict(sheet: Sheet, when: str, found: Verdict) -> None:
    held = f"{found.kept:,} last acknowledged, {found.ahead:,} a later one"
    sheet.show(f"phones {when}", held)
    sheet.must("  acknowledged and lost", f"{found.lost}", "0", met=found.lost == 0)
    sheet.must("  stored but never sent so", f"{found.altered}", "0", met=found.altered == 0)


def _control(sheet: Sheet, result: Kills) -> None:
    sheet.keep("control", {"runs": result.runs})
    caught = result.first.lost
    sheet.must("acknowledged and lost, as it should be", f"{caught:,}", "1 or more", met=caught > 0)


def _chosen() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--control-rounds", type=int, default=10)
    parser.add_argument("--ballots", type=int, default=600)
    return parser.parse_args()


if __name__ == "__main__":
    main()
