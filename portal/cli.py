"""The commands of the portal: flask --app wsgi …"""

import sys
from collections import Counter
from itertools import chain
from pathlib import Path

import click
from flask import Flask

from portal import backups, clock, files, retention, vault
from portal.accounts import actions as accounts
from portal.accounts.rules import MINIMUM_PASSWORD
from portal.db import transaction
from portal.rosters import actions as rosters
from portal.school.models import Person, Role, StaffRole


def init_app(app: Flask) -> None:
    """Add the commands."""
    for command in (import_roster, fill_demo, run_worker, create_admin, rotate_keys, backup, restore, let_go):
        app.cli.add_command(command)


@click.command("import-roster")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
def import_roster(source: Path, dry_run: bool) -> None:
    """Bring the classes, pupils and staff of a roster file in (EDEXML 1.03, 2.0 or 2.1)."""
    try:
        with transaction() as session:
            counts = rosters.import_file(source)
            if dry_run:
                session.rollback()
    except rosters.RosterRefused as refusal:
        click.echo(f"refused: {refusal}", err=True)
        sys.exit(1)
    click.echo(counts.report())


@click.command("demo")
def fill_demo() -> None:
    """Fill an empty database with the fictional demo school; leaves any other database alone."""
    from portal.demo import actions as demo

    try:
        with transaction():
            filled = demo.fill(now=clock.now())
    except demo.RealSchoolHere:
        click.echo("refused: this database holds a real school; the demo stays out of it.", err=True)
        sys.exit(1)
    click.echo("The demo school is ready." if filled else "The demo school was there already.")


@click.command("worker")
def run_worker() -> None:
    """Send messages and climb help chains until stopped."""
    from portal import worker

    worker.run_until_stopped()


@click.command("create-admin")
@click.argument("email")
@click.password_option(help=f"At least {MINIMUM_PASSWORD} characters.")
def create_admin(email: str, password: str) -> None:
    """Give somebody the office role and a password: the first person of a new school."""
    if len(password) < MINIMUM_PASSWORD:
        raise click.UsageError(f"The password has at least {MINIMUM_PASSWORD} characters.")
    address = email.strip().lower()
    with transaction() as session:
        person = session.query(Person).filter_by(email=address).first()
        if person is None:
            person = Person(first_name=address.partition("@")[0], email=address)
            session.add(person)
        if Role.OFFICE not in person.roles:
            person.staff_roles.append(StaffRole(role=Role.OFFICE))
        accounts.set_secret(person, "password", password, now=clock.now())
    click.echo(f"{address} can sign in for the office.")


@click.command("rotate-keys")
def rotate_keys() -> None:
    """Seal everything again with the newest key of PORTAL_KEYS, while the school goes on."""
    counts: Counter[str] = Counter(files=files.reseal_all())
    # Twice: what somebody was writing at the moment itself is passed over the first time.
    for table, rows in chain(vault.rotate(), vault.rotate()):
        counts[table] += rows
    for name, number in sorted(counts.items()):
        click.echo(f"{name} {number}")
    left = vault.left_under_older_keys().total()
    if left:
        click.echo(f"{left} rows need an older key: restart web and worker with the new one, then repeat.", err=True)
        sys.exit(1)
    click.echo(f"Everything is sealed with key {vault.ring.newest}.")


@click.command("backup")
@click.argument("folder", type=click.Path(path_type=Path))
def backup(folder: Path) -> None:
    """Write database and pictures to a new folder. The keys stay out of it: keep them somewhere else."""
    try:
        rows = backups.write(folder, now=clock.now())
    except (backups.BackupRefused, OSError) as refusal:
        click.echo(f"refused: {refusal}", err=True)
        sys.exit(1)
    click.echo(f"{rows} rows are in {folder}; the keys of the vault are not.")


@click.command("restore")
@click.argument("folder", type=click.Path(path_type=Path))
def restore(folder: Path) -> None:
    """Fill an empty database from a backup; SQLite and PostgreSQL read each other's."""
    try:
        rows = backups.restore(folder)
    except (backups.BackupRefused, OSError) as refusal:
        click.echo(f"refused: {refusal}", err=True)
        sys.exit(1)
    click.echo(f"{rows} rows are back.")


@click.command("retention")
@click.option("--dry-run", is_flag=True, help="Say what has run out, and delete nothing.")
def let_go(dry_run: bool) -> None:
    """Delete what is kept no longer; the worker does the same by itself."""
    counts = retention.counted(clock.now()) if dry_run else retention.forget(clock.now())
    for name, number in sorted(counts.items()):
        click.echo(f"{name} {number}")
