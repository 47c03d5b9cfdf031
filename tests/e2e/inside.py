"""The operations of lcm, called on a site's own database beside its running server."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lcm.app import create_app
from lcm.db import db
from lcm.settings import Settings
from tests.e2e.site import Site


@contextmanager
def inside(site: Site) -> Iterator[None]:
    """Within the block operations and queries work on the database of ``site``."""
    settings = Settings(
        data=Path(site.environment["DATA"]), port=site.port, base_url=site.address, demo=True
    )
    app = create_app(settings)
    with app.app_context():
        yield
        db.session.remove()
        app.extensions["station"].close()
        db.engine.dispose()
