"""The commands of the portal: flask --app wsgi …"""

import sys
from collections import Counter
from itertools import chain
from pathlib import Path

import click
from flask import Flask, current_app

from portal import backups, clock, files, i18n, outbox, retention, vault
from portal.accounts import actions as accounts
from portal.accounts.rules import MAXIMUM_PASSWORD, MINIMUM_PASSWORD, Fault
from portal.channels import bounces
from portal.db import reading, transaction
from portal.disclosure import queries as disclosure
from portal.incidents import queries as incidents
from portal.rosters import actions as rosters
from portal.rosters.queries import words
from portal.school.models import Person, Role, StaffRole


def init_app(app: Flask) -> None:
    """Add the commands."""
    for command in (
        import_roster,
        fill_demo,
        run_worker,
        create_admin,
        rotate_keys,
        backup,
        restore,
        let_go,
        read_bounces,
        verify_register,
        verify_copy,
    ):
        app.cli.add_command(command)


@click.command("import-roster")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
def import_roster(source: Path, dry_run: bool) -> None:
    """Bring classes, pupils, staff and guardians in: EDEXML, OneRoster (zip or folder), or our spreadsheet."""
    try:
        with i18n.in_language("en"):
            roster = rosters.read_folder_or_file(source, today=i18n.local_date(clock.now()))
        with reading() if dry_run else transaction():
            plan = rosters.preview(roster) if dry_run else rosters.bring_in(roster)
    except rosters.RosterRefused as refusal:
        with i18n.in_language("en"):
            click.echo(f"refused: {words.said_after_a_colon(refusal)}", err=True)
        sys.exit(1)
    with i18n.in_language("en"):
        for entry in plan.entries_left_out():
            click.echo(f"left out: {words.left_out(entry)}", err=True)
    click.echo(plan.counts.report())


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
    address = email.strip().lower()
    with transaction() as session:
        person = session.query(Person).filter_by(email=address).first()
        _check_password(password, person)
        if person is None:
            person = Person(first_name=address.partition("@")[0], email=address)
            session.add(person)
        if Role.OFFICE not in person.roles:
            person.staff_roles.append(StaffRole(role=Role.OFFICE))
        accounts.set_secret(person, "password", password, now=clock.now())
    click.echo(f"{address} can sign in for the office; the portal asks to set up a second step first.")


def _check_password(password: str, person: Person | None) -> None:
    try:
        accounts.check_password(password, person)
    except accounts.WeakPassword as weak:
        reasons = {
            Fault.SHORT: f"The password has at least {MINIMUM_PASSWORD} characters.",
            Fault.LONG: f"The password has at most {MAXIMUM_PASSWORD} characters.",
            Fault.COMMON: "Many people use this password; choose a sentence of your own.",
            Fault.PERSONAL: "A name, an address or the school is easy to guess; choose other words.",
        }
        raise click.UsageError(reasons[weak.fault]) from weak


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
    """Write database, pictures and documents to a new folder. The keys stay out of it: keep them somewhere else."""
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


@click.command("read-bounces")
@click.argument("source", required=False, type=click.Path(path_type=Path, allow_dash=True))
def read_bounces(source: Path | None) -> None:
    """Note which mail came back: from an mbox file, a Maildir folder, one mail (`-`: given on standard input).

    Without a SOURCE: from the mailbox of PORTAL_BOUNCES_URL, which the worker reads by itself as well.
    """
    try:
        if source is None:
            with bounces.in_mailbox(current_app.config["SETTINGS"]) as mails:
                counts = outbox.note_bounces(mails, clock.now())
        else:
            given = [sys.stdin.buffer.read()] if str(source) == "-" else bounces.in_file(source)
            counts = outbox.note_bounces(given, clock.now())
    except (bounces.CannotRead, OSError) as refusal:
        click.echo(f"refused: {refusal}", err=True)
        sys.exit(1)
    click.echo(f"{counts[0]} mails were read; {counts[1]} of them were bounces of ours.")


@click.command("verify-register")
def verify_register() -> None:
    """Say whether the register of incidents is as it was written; exit status 1 when it was changed or cut."""
    with reading():
        found = list(incidents.broken())
        number, root = incidents.root()
    for each in found:
        where = f"entry {each.number}" if each.number else f"incident {each.incident_id}"
        click.echo(f"{where}: {each.what}", err=True)
    if found:
        sys.exit(1)
    click.echo(f"whole: {number} entries, the last one is {root}")


@click.command("verify-copy")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def verify_copy(file: Path) -> None:
    """Say whether a copy of the register (the zip, or a file in it) is as it was released; exit status 1 when not."""
    with reading():
        found = disclosure.release_of(file.read_bytes())
        said = found and (found.part, found.entry.number, found.entry.at, found.incidents, found.entry.facts["request"])
    if not said:
        click.echo("not a copy as this school released it: it was changed, or never came from this register.", err=True)
        sys.exit(1)
    part, number, at, about, request = said
    numbers = ", ".join(str(each) for each in about)
    when = f"{at:%Y-%m-%d %H:%M} UTC"
    click.echo(f"as released: the {part} of copy {request}, {when}, incidents {numbers} (entry {number})")
