"""Typed settings from a TOML file and the environment; the only reader of either."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import AliasChoices, Field
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Settings(BaseSettings):
    """Every key is explained in config.example.toml; a wrong key stops the start with its name."""

    model_config = SettingsConfigDict(env_prefix="LCM_", extra="forbid", populate_by_name=True)

    data: Path = Field(Path("instance"), validation_alias=AliasChoices("LCM_DATA", "DATA"))
    host: str = Field("127.0.0.1", validation_alias=AliasChoices("LCM_HOST", "HOST"))
    port: int = Field(8000, validation_alias=AliasChoices("LCM_PORT", "PORT"))
    base_url: str = ""
    database_url: str = ""
    redis_url: str = ""
    secret_key: str = Field("", repr=False)
    name: str = "Learning communities"
    default_locale: Literal["nl", "en"] = Field(
        "nl", validation_alias=AliasChoices("LCM_DEFAULT_LOCALE", "DEMO_LANG")
    )
    demo: bool = False
    threads: int = 16
    trusted_proxies: int = 0
    max_upload_bytes: int = 1_000_000
    phone_seen_minutes: int = 5
    sweep_seconds: int = 10
    mail_backend: Literal["mailbox", "smtp"] = "mailbox"
    mail_from_name: str = ""
    mail_from_address: str = "lcm@example.org"
    mail_per_minute: int = 30
    smtp_host: str = "127.0.0.1"
    smtp_port: int = 25
    smtp_security: Literal["none", "starttls", "tls"] = "none"
    smtp_user: str = ""
    smtp_password: str = Field("", repr=False)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        toml = TomlConfigSettingsSource(settings_cls, toml_file=config_file())
        return init_settings, env_settings, toml

    def origin(self) -> str:
        """Return the address people use, without a slash at the end; all links start with it."""
        return (self.base_url or f"http://{self.host}:{self.port}").rstrip("/")

    def trusted_hosts(self) -> list[str]:
        """Return the Host headers, as browsers write them, that are ours; others get a 400."""
        default_port = ":443" if self.is_secure() else ":80"
        hosts = [urlsplit(self.origin()).netloc]
        if self.host in LOOPBACK:
            hosts += [f"{name}:{self.port}" for name in LOOPBACK[:2]]
        return [host.lower().removesuffix(default_port) for host in hosts]

    def is_secure(self) -> bool:
        return self.origin().startswith("https://")

    def database(self) -> str:
        """Return the SQLAlchemy address: the configured one, else SQLite in the data folder."""
        if self.database_url.startswith("postgresql://"):
            return self.database_url.replace("postgresql://", "postgresql+psycopg://", 1)
        return self.database_url or f"sqlite:///{(self.data / 'lcm.sqlite3').resolve()}"

    def secret(self) -> str:
        """Return the secret all links are signed with; made once in the data folder if not set."""
        if self.secret_key:
            return self.secret_key
        path = self.data / "secret"
        self.data.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _write_once(path, secrets.token_urlsafe(48))
        return path.read_text().strip()


def _write_once(path: Path, text: str) -> None:
    """Make ``path`` with all of ``text``, for its owner only; one made meanwhile stays."""
    handle, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w") as file:
        file.write(text)
    with suppress(FileExistsError):
        os.link(draft, path)
    os.unlink(draft)


def config_file() -> Path:
    """Return the TOML file of this installation: LCM_CONFIG, else config.toml beside wsgi.py."""
    return Path(os.environ.get("LCM_CONFIG", "config.toml"))


def load() -> Settings:
    """Read the settings; pydantic's ValidationError names each wrong key."""
    settings = Settings()
    if settings.secret_key and len(settings.secret_key) < 32:
        raise SystemExit("secret_key is too short: use at least 32 random characters.")
    is_public = urlsplit(settings.origin()).hostname not in LOOPBACK
    if is_public and not settings.base_url and not settings.demo:
        raise SystemExit("Set base_url: links in mails need the address people use.")
    if is_public and settings.mail_backend == "mailbox" and not settings.demo:
        raise SystemExit(
            "Set mail_backend to smtp: the mailbox shows everybody's links and is for trying out."
        )
    return settings
