"""Settings come from file and environment, and what would go wrong stops the start by name."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from pydantic import ValidationError

from lcm import settings

REAL = {"LCM_BASE_URL": "https://lcm.example.org", "LCM_MAIL_BACKEND": "smtp"}


@pytest.fixture
def loaded(tmp_path, monkeypatch):
    """Loads the settings of an environment with these variables and this file."""

    def load(file="", **variables):
        monkeypatch.setenv("LCM_CONFIG", str(tmp_path / "config.toml"))
        (tmp_path / "config.toml").write_text(file)
        for name, value in {"DATA": str(tmp_path), **variables}.items():
            monkeypatch.setenv(name, value)
        return settings.load()

    return load


def test_the_base_url_follows_host_and_port_unless_set(loaded):
    assert loaded(PORT="8123").origin() == "http://127.0.0.1:8123"
    assert loaded(**REAL).origin() == "https://lcm.example.org"


def test_the_environment_wins_over_the_file(loaded):
    assert loaded('name = "File"').name == "File"
    assert loaded('name = "File"', LCM_NAME="Environment").name == "Environment"


def test_a_key_that_lcm_does_not_know_stops_the_start_with_its_name(loaded):
    with pytest.raises(ValidationError, match="mial_backend"):
        loaded('mial_backend = "smtp"')


@pytest.mark.parametrize(
    ("variables", "word"),
    [
        ({"LCM_SECRET_KEY": "short"}, "secret_key"),
        ({"HOST": "192.0.2.1", "LCM_MAIL_BACKEND": "smtp"}, "base_url"),
        ({**REAL, "LCM_MAIL_BACKEND": "mailbox"}, "mail_backend"),
    ],
)
def test_a_start_that_would_go_wrong_says_what_to_set(loaded, variables, word):
    with pytest.raises(SystemExit, match=word):
        loaded(**variables)


def test_the_secret_is_made_once_and_nobody_else_reads_it(loaded, tmp_path):
    first = loaded().secret()

    assert loaded().secret() == first
    assert len(first) >= 32
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0


def test_processes_that_start_together_share_one_secret(tmp_path):
    for number in range(20):
        folder = tmp_path / str(number)
        barrier = Barrier(8)

        def first_secret(folder=folder, barrier=barrier):
            barrier.wait()
            return settings.Settings(data=folder).secret()

        with ThreadPoolExecutor(8) as pool:
            found = {start.result() for start in [pool.submit(first_secret) for _ in range(8)]}

        assert len(found) == 1
        assert len(found.pop()) >= 32
        assert [file.name for file in folder.iterdir()] == ["secret"]


def test_only_loopback_names_and_the_own_address_are_trusted(loaded):
    assert "localhost:8000" in loaded().trusted_hosts()
    assert "localhost" not in loaded(**REAL, HOST="0.0.0.0").trusted_hosts()


def test_another_port_of_the_same_host_is_another_site(loaded):
    assert set(loaded().trusted_hosts()) == {"127.0.0.1:8000", "localhost:8000"}


def test_the_port_that_browsers_leave_out_is_left_out(loaded):
    at = {**REAL, "HOST": "0.0.0.0", "LCM_BASE_URL": "https://LCM.example.org:443"}

    assert loaded(**at).trusted_hosts() == ["lcm.example.org"]
