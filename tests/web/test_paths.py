"""The way back after signing in or choosing a language stays on this site."""

import pytest

from lcm.web.paths import own_path


@pytest.mark.parametrize("path", ["/", "/privacy", "/privacy?a=b", "/sign-in#code", "/c/new"])
def test_pages_of_our_own_are_kept(app, path):
    assert own_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        *("", "privacy", "//privacy", "///privacy", "/\\privacy", "\\\\privacy", "/%5Cprivacy"),
        *("https://privacy", "https:privacy", "javascript:alert(1)", "/privacy\n", "/%0aprivacy"),
        *("/%00", "/nothing-here", "/@privacy", "@privacy", "/sign-out", "/c/new/\u202e"),
    ],
)
def test_everything_else_leads_home(app, path):
    assert own_path(path) == "/"
