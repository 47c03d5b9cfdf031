"""What a test reads of votes and their options."""

from lcm.db import db
from lcm.live.models import Poll


def newest() -> Poll:
    return db.session.scalars(db.select(Poll).order_by(Poll.id.desc())).first()


def labels(poll):
    return [option.label for option in poll.options]


def origins(poll):
    return [(option.origin_kind, option.origin_id) for option in poll.options]
