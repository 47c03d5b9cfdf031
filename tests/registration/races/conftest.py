"""Processes that race, and what they race with."""

from collections.abc import Callable, Iterator

import pytest

from lcm.settings import Settings
from tests.registration.races.crew import Crew


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--in-full", action="store_true", help="race as often as make proof does")


@pytest.fixture
def in_full(request: pytest.FixtureRequest) -> bool:
    """Whether to take the time that the figures of the design ask for."""
    return bool(request.config.getoption("--in-full", default=False))


@pytest.fixture(scope="session")
def crew() -> Iterator[Crew]:
    crew = Crew()
    yield crew
    crew.stop()


@pytest.fixture
def at_once(both_engines, app, settings: Settings, crew: Crew) -> Callable[..., list[int]]:
    """Makes calls at one moment, on either engine; ask for it before what makes rows."""

    def act(calls, *, guarded=True):
        return crew.act(settings, calls, guarded=guarded)

    return act
