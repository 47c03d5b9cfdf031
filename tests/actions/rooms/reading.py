"""What tests read back from a room and its pages."""

import re

import sqlalchemy as sa

from lcm.actions.captured import items_in
from lcm.actions.models import Item
from lcm.db import db


def field(page, name):
    """The value a page has in a hidden field."""
    return re.search(rf'name="{name}"[^>]*value="([^"]*)"', page.text).group(1)


def texts(gathering, number=0):
    return [item.text for item in items_in(gathering.room(number))]


def said(gathering, client, path, text="Een lijst", kind="wish"):
    client.post(path, data={"kind": kind, "text": text})
    item = db.session.scalars(sa.select(Item).order_by(Item.id.desc())).first()
    return item, f"{gathering.link()}/items/{item.public_id}"
