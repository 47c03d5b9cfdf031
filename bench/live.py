"""Measures live voting against a real server: speed beside its bare endpoint, and every ballot."""

import argparse
import os
import platform
import resource
import statistics
import sys
import time

from bench.crowd import Crowd, Figures, Streams, build
from bench.journal import Verdict
from bench.onlookers import Host, Screen
from bench.sheet import Sheet
from bench.site import BUILD, Site

BURST_PHONES = 200
OVER_SECONDS = 5
REACH_SECONDS = 3
HOLD_SECONDS = 300
GENERATOR_BUSY = 0.9
QUIET_LOAD = 0.7


def main() -> None:
    chosen = _chosen()
    _allow_open_files()
    build()
    sheet = Sheet()
    with Site("live", port=chosen.port) as site:
        ready = site.start()
        facts = site.facts()
        code = facts["join_code"]
        screen = Screen(site, code, facts["stage"])
        print(f"lcm on loopback, {os.cpu_count()} cores, Python {platform.python_version()}")
        print(_busy())
        sheet.show("server ready", f"{ready:.1f} s", "10 s when set up", met=ready <= 10)
        _sustained(sheet, Crowd(site, code, chosen.phones, "sustained"), chosen)
        _at_once(sheet, Crowd(site, code, BURST_PHONES, "burst"), screen)
        if chosen.crowd:
            host = Host(site, code, facts)
            _large(sheet, Crowd(site, code, chosen.crowd, "large"), screen, host)
    sheet.write(BUILD / "live.json")
    print(f"\nAll figures: {BUILD / 'live.json'}")
    sys.exit(0 if sheet.is_sound else 1)


def _sustained(sheet: Sheet, crowd: Crowd, chosen: argparse.Namespace) -> None:
    """Ballots at full speed beside open streams, in turns with the bare endpoint."""
    rows = crowd.site.ballot_rows()
    _joined(sheet, crowd)
    streams = _opened(sheet, crowd)
    bares, votes = [], []
    for _ in range(chosen.turns):
        bares.append(crowd.bare(chosen.seconds))
        votes.append(crowd.vote(each=10_000, seconds=chosen.seconds))
    _burst(sheet, crowd, "then all at once")
    _streamed(sheet, crowd, streams)
    sheet.keep("bare", bares)
    sheet.keep("sustained", votes)
    _rates(sheet, bares, votes, chosen.phones)
    _stored(sheet, crowd, rows)


def _rates(sheet: Sheet, bares: list[Figures], votes: list[Figures], phones: int) -> None:
    bare = statistics.median(run["rate"] for run in bares)
    rate = statistics.median(run["rate"] for run in votes)
    beside = f"beside {phones:,} streams"
    sheet.show(f"bare endpoint {beside}", f"{bare:,.0f}/s")
    sheet.show(f"synced ballots {beside}", f"{rate:,.0f}/s", "10,000/s", met=rate >= 10_000)
    share = rate / bare if bare else 0.0
    sheet.show("  of the bare endpoint's rate", f"{share:.2f}", "0.25", met=share >= 0.25)
    slowest = max((run["latency"] for run in votes), key=lambda latency: latency["p99_ms"])
    sheet.show("  acknowledged, worst turn", _latency(slowest))
    busy = max(run["cpu_seconds"] / run["seconds"] for run in (*bares, *votes))
    met = busy < GENERATOR_BUSY
    sheet.show("load generator's share of one core", f"{busy:.2f}", f"< {GENERATOR_BUSY}", met=met)
    _answered(sheet, votes)


def _at_once(sheet: Sheet, crowd: Crowd, screen: Screen) -> None:
    """All phones at one moment, twice; the screen counts them the first time."""
    rows, shown = crowd.site.ballot_rows(), screen.ballots()
    _joined(sheet, crowd)
    figures = _burst(sheet, crowd, "first time", most_p95_ms=100)
    seconds = (screen.complete_at(shown + crowd.phones) - figures["began_ns"]) / 1e9
    sheet.show("  turnout on the screen complete", f"{seconds:.2f} s", "0.4 s", met=seconds <= 0.4)
    _burst(sheet, crowd, "second time", most_p95_ms=100)
    _stored(sheet, crowd, rows)


def _burst(sheet: Sheet, crowd: Crowd, when: str, most_p95_ms: int = 0) -> Figures:
    figures = crowd.burst(crowd.phones)
    sheet.keep(f"burst-{crowd.phones}-{when}", figures)
    what = f"{crowd.phones:,} ballots at once, {when}"
    met = not most_p95_ms or figures["latency"]["p95_ms"] <= most_p95_ms
    wanted = f"p95 {most_p95_ms} ms" if most_p95_ms else ""
    sheet.show(what, _latency(figures["latency"]), wanted, met=met)
    _answered(sheet, [figures])
    return figures


def _large(sheet: Sheet, crowd: Crowd, screen: Screen, host: Host) -> None:
    """Many phones connected, one change for all of them, and all voting within a few seconds."""
    rows, shown = crowd.site.ballot_rows(), screen.ballots()
    _joined(sheet, crowd)
    streams = _opened(sheet, crowd)
    memory = crowd.site.resident_mb()
    sheet.show("  memory of the server", f"{memory:.0f} MB", "400 MB", met=memory <= 400)
    pressed_at = host.extend()
    time.sleep(REACH_SECONDS)
    figures = crowd.vote(each=1, connections=512, over=OVER_SECONDS)
    sheet.keep("large", figures)
    met = figures["latency"]["p99_ms"] <= 500
    what = f"{crowd.phones:,} ballots within {OVER_SECONDS} s"
    sheet.show(what, _latency(figures["latency"]), "p99 500 ms", met=met)
    _answered(sheet, [figures])
    after = (screen.complete_at(shown + crowd.phones) - figures["last_ns"]) / 1e9
    late = f"{max(after, 0):.2f} s after the last"
    sheet.show("  turnout on the screen right", late, "1 s", met=after <= 1)
    _reached(sheet, crowd, _streamed(sheet, crowd, streams), pressed_at)
    _stored(sheet, crowd, rows)


def _reached(sheet: Sheet, crowd: Crowd, figures: Figures, pressed_at: int) -> None:
    """How long after the host's press the change was with every phone."""
    after = [one for one in figures["broadcasts"] if one["first_ns"] > pressed_at]
    reached = after[0]["spread"]["count"] if after else 0
    met = reached == crowd.phones
    sheet.must("phones that heard of a change", f"{reached:,}", f"{crowd.phones:,}", met=met)
    if after:
        first_ms = (after[0]["first_ns"] - pressed_at) / 1e6
        p50, p99 = (first_ms + after[0]["spread"][f"p{percent}_ms"] for percent in (50, 99))
        told = f"p50 {p50:.0f}, p99 {p99:.0f} ms"
        sheet.show("  since the host pressed", told, "p99 1,000 ms", met=p99 <= 1000)


def _joined(sheet: Sheet, crowd: Crowd) -> None:
    figures = crowd.join()
    sheet.keep(f"join-{crowd.name}", figures)
    seconds, errors = figures["seconds"], crowd.phones - figures["complete"]
    what = f"{crowd.phones:,} phones join (page, cookie, state)"
    met = seconds <= crowd.phones * 15 / 10_000
    wanted = f"{crowd.phones * 15 / 10_000:.1f} s"
    sheet.show(what, f"{seconds:.1f} s, {_latency(figures['latency'])}", wanted, met=met)
    sheet.must("  phones that could not", f"{errors}", "0", met=errors == 0)


def _opened(sheet: Sheet, crowd: Crowd) -> Streams:
    streams = crowd.streams(HOLD_SECONDS)
    met = streams.open == crowd.phones
    sheet.must("event streams open", f"{streams.open:,}", f"{crowd.phones:,}", met=met)
    return streams


def _streamed(sheet: Sheet, crowd: Crowd, streams: Streams) -> Figures:
    figures = streams.close()
    sheet.keep(f"streams-{crowd.name}", figures)
    dropped = figures["dropped"]
    sheet.must("event streams dropped", f"{dropped}", "0", met=dropped == 0)
    return figures


def _answered(sheet: Sheet, runs: list[Figures]) -> None:
    """Every ballot sent has its 200 and its own sequence number back."""
    sent, acknowledged = (sum(run[name] for run in runs) for name in ("sent", "acknowledged"))
    met = sent == acknowledged
    sheet.must("  ballots acknowledged", f"{acknowledged:,}", f"{sent:,}", met=met)


def _stored(sheet: Sheet, crowd: Crowd, rows_before: int) -> None:
    found: Verdict = crowd.verdict()
    sheet.must("  phones whose last ballot is lost", f"{found.lost}", "0", met=found.lost == 0)
    altered = found.altered + found.ahead
    sheet.must("  phones with another choice stored", f"{altered}", "0", met=altered == 0)
    doubled = crowd.site.ballot_rows() - rows_before - found.ballots
    sheet.must("  ballots doubled", f"{doubled}", "0", met=doubled == 0)


def _latency(latency: Figures) -> str:
    p50, p95, p99 = (latency[f"p{percent}_ms"] for percent in (50, 95, 99))
    return f"p50 {p50:.0f}, p95 {p95:.0f}, p99 {p99:.0f} ms"


def _busy() -> str:
    """Say how busy the machine was in the minute before: figures beside other work are noisy."""
    load = os.getloadavg()[0]
    noisy = "" if load < QUIET_LOAD else "; not quiet, so the figures of speed are noisy"
    return f"load of the machine at the start: {load:.1f}{noisy}\n"


def _allow_open_files() -> None:
    """Each stream is an open file of the server and of the generator; both inherit this."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _chosen() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phones", type=int, default=2000, help="with streams, voting full speed")
    parser.add_argument("--crowd", type=int, default=10_000, help="voting within 5 s; 0 leaves out")
    parser.add_argument("--seconds", type=float, default=5, help="of each turn")
    parser.add_argument("--turns", type=int, default=3, help="of bare endpoint and ballots")
    parser.add_argument("--port", type=int, default=0, help="0: any free one")
    return parser.parse_args()


if __name__ == "__main__":
    main()
