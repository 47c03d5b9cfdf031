"""Which tests share a worker: those that share what takes many seconds to build."""

from xdist.scheduler import LoadScopeScheduling

# How a test's address begins, and what it shares; the first that fits counts.
SHARED = {
    "tests/refusals/": "a crawled demo",
    "tests/registration/races/": "processes that race",
    "tests/e2e/test_demo.py": "an English demo",
    "tests/e2e/test_journey.py": "an empty installation",
    "tests/e2e/test_crawl.py": "a demo",
    "tests/e2e/test_registration_form.py": "a demo",
    "tests/e2e/test_screenshots.py": "a demo",
    "tests/e2e/": "a demo in all its states",
}


class BySharedSite(LoadScopeScheduling):
    """Keeps tests of one site together, the largest heap first; deals the rest one by one."""

    def _split_scope(self, nodeid: str) -> str:
        return next((site for start, site in SHARED.items() if nodeid.startswith(start)), nodeid)
