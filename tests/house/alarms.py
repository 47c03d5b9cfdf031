"""How a test reports alarms: the alarms and nothing else."""

import pytest


def expect_none(alarms: list[str]) -> None:
    """Fail with one line for each alarm."""
    if alarms:
        pytest.fail("\n".join(alarms), pytrace=False)
