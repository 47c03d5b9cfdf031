"""Counted refusals, so that guessing stops."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from lcm.db import Model


class Attempts(Model):
    """How often something was refused for one key within one window of time."""

    __tablename__ = "attempts"

    key: Mapped[str] = mapped_column(String(160), primary_key=True)
    refused_count: Mapped[int]
    window_ends_at: Mapped[datetime]
