"""flask lcm …: parse, call, print."""

import gc
import json
from collections.abc import Mapping
from contextvars import Context

import click
from flask import current_app
from flask.cli import AppGroup

from lcm.clock import now
from lcm.db import db, new_public_id, transaction
from lcm.demo import addresses as demo_addresses
from lcm.demo import build as demo_build
from lcm.demo.site import building_site
from lcm.mail import delivery, outbox
from lcm.mail import queries as mail_queries
from lcm.mail.models import MailState
from lcm.mail.render import link
from lcm.people import signing_in
from lcm.people.identity import is_address
from lcm.people.operations import make_domains

group = AppGroup("lcm", help="Run and look after this installation of lcm.")


@group.command()
def serve() -> None:
    """Migrate if needed, then serve pages and live push until stopped."""
    import uvicorn

    from lcm.gateway import Gateway

    prepare_database()
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    settings = app.config["LCM"]
    if settings.demo:
        load_demo()
        click.echo(listed(demo_addresses.facts()))
    else:
        forget_building()
    click.echo(f"lcm is ready at {settings.origin()}")
    db.session.remove()
    # What start-up made stays for good; looking through it again and again would halt pages.
    gc.collect()
    gc.freeze()
    # A command runs inside an app context, which requests would take over and share: one `g` and
    # one database session for everybody. Served from an empty context, each has its own.
    Context().run(
        uvicorn.run,
        Gateway(app),
        host=settings.host,
        port=settings.port,
        access_log=False,
        log_level="warning",
        # Only trusted_proxies says whose X-Forwarded-For counts; uvicorn would believe loopback.
        proxy_headers=False,
        timeout_graceful_shutdown=8,
    )


@group.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
def demo(*, as_json: bool) -> None:
    """Load the demo if this installation is empty, and print its addresses."""
    prepare_database()
    load_demo()
    facts = dict(demo_addresses.facts())
    if as_json:
        click.echo(json.dumps(facts))
    else:
        click.echo(listed(facts))


@group.command()
@click.argument("email")
@click.option("--name", default="", help="How this person is called on pages and in mails.")
def organiser(email: str, name: str) -> None:
    """Print a link with which EMAIL signs in as an organiser: once, within 24 hours."""
    if not is_address(email):
        raise click.BadParameter(f"{email} is not a mail address")
    prepare_database()
    with transaction():
        token = signing_in.first_link(email, name)
    click.echo(link("people.sign_in_by_link", token=token))


@group.group()
def mail() -> None:
    """Look after the outgoing mail."""


@mail.command("test")
@click.argument("address")
def send_test(address: str) -> None:
    """Send one mail to ADDRESS now and print what the mail server answered."""
    with transaction():
        key = f"test:{new_public_id()}"
        locale = current_app.config["LCM"].default_locale
        outbox.enqueue(
            key, to=outbox.To("", address, locale), kind="mail/test", about=outbox.About()
        )
    delivery.deliver_due(now())
    sent = mail_queries.mail_by_key(key)
    click.echo(f"{sent.state}: {sent.last_answer}")
    if sent.state != MailState.ACCEPTED:
        raise SystemExit(1)


@mail.command("deliver")
def deliver() -> None:
    """Send what is due once, where no server runs the sweeps."""
    delivery.deliver_due(now())


def listed(facts: Mapping[str, str]) -> str:
    return "\n".join(f"{name:18} {where}" for name, where in facts.items())


def load_demo() -> None:
    """Build the demo where there is no community yet, in the installation's language.

    A demo whose building was cut off, by Ctrl-C or worse, is taken down and built anew.
    """
    settings = current_app.config["LCM"]
    with building_site(settings.data) as site:
        if site.was_left:
            empty_database()
        db.session.rollback()
        if demo_build.is_empty():
            click.echo("Building the demo; this takes half a minute.", err=True)
            site.begin()
            demo_build.load(settings.default_locale)
        site.finish()


def forget_building() -> None:
    """Keep what is there, whatever it began as: it is no demo any more."""
    with building_site(current_app.config["LCM"].data) as site:
        site.finish()


def empty_database() -> None:
    """Take every table down and make it anew."""
    from flask_migrate import downgrade

    db.session.remove()
    downgrade(revision="base")
    prepare_database()


def prepare_database() -> None:
    """Migrate if needed and make what every installation has; safe beside a running server."""
    from flask_migrate import upgrade

    upgrade()
    with transaction():
        make_domains()
