"""flask lcm …: parse, call, print."""

import click
from flask import current_app
from flask.cli import AppGroup

group = AppGroup("lcm", help="Run and look after this installation of lcm.")


@group.command()
def serve() -> None:
    """Migrate if needed, then serve pages and live push until stopped."""
    import uvicorn
    from flask_migrate import upgrade

    from lcm.gateway import Gateway

    upgrade()
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    settings = app.config["LCM"]
    click.echo(f"lcm: {settings.origin()}")
    uvicorn.run(
        Gateway(app),
        host=settings.host,
        port=settings.port,
        access_log=False,
        log_level="warning",
        timeout_graceful_shutdown=8,
    )
