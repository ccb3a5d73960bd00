"""Encrypted columns: nothing readable in the database, tied to their column, and keys that rotate at work."""

import os
import secrets
import threading
from contextlib import contextmanager

import pytest
from sqlalchemy import Enum, String, text, update

from portal import clock, files, vault
from portal.accounts import actions as accounts
from portal.db import Base, db, transaction
from portal.outbox import Message
from portal.school.models import Person
from portal.settings import from_environment
from portal.vault import CannotOpen, EncryptedText, KeyRing, ring
from tests.conftest import rows
from tests.stories import a_home_item, told

# Columns of text that are not sealed, with the reason. Words of a fixed list (Enum) say nothing by themselves.
READABLE = {
    "names: lists are sorted and searched by them": (
        "person.first_name person.infix person.last_name pupil.first_name pupil.infix pupil.last_name "
        "person.folded_name pupil.folded_name "
        "guardianship.relation"
    ),
    "the kiosk's and the chains' own words: channels, weekdays, a language, a key of sending": (
        "called_responder.channels chain.weekdays kiosk_device.language measure.language incident.key trouble.about"
        " trouble.name kiosk_key.token_hash"
    ),
    "names of things, given by the school": (
        "duty.name help_group.name school_holiday.name glossary_term.term aftercare_added_step.title"
    ),
    "an address by which one person is looked up, and that the database keeps unique": "person.email",
    "keys of the roster file, to find the same person again": (
        "person.roster_key pupil.roster_key school_class.roster_key"
    ),
    "the school's own words to everybody": (
        "norm_text.text seriousness_example.text seriousness_example.language guidance_text.words safety_plan.version "
        "safety_plan.address"
    ),
    "the school itself": (
        "school.name school.name_key school.phone school_year.name school_class.name school_class.grade "
        "school_class.emblem place.name place.phone"
    ),
    "written for a whole class, never about one family": (
        "post.title post.text post.html post.place_words post.bring post_version.title post_version.text "
        "post_version.place_words post_version.bring "
        "post_version.html attachment.name attachment.kind picture.alternative round.title round.where slot.where "
        "recovery_talk.where "
        "round_text.title round_text.notice own_phrase.group own_phrase_text.text "
        "post_earlier.title post_earlier.html post_earlier.place_words post_earlier.bring "
        "draft_file.name draft_file.kind draft_file.alternative"
    ),
    "a hash, or a random number that opens nothing by itself": (
        "attempt.bucket secret.hash user_session.token_hash sign_in_link.token_hash kept_fields.token_hash "
        "pairing_code.code_hash kiosk_device.token_hash booking.uid picture.key attachment.key help_call.key "
        "post_version.original_mark rendered.mark post.key draft.key draft.tab draft_file.key calendar_feed.mark "
        "person.phone_mark address_proof.code_mark half_way.token_hash known_device.mark passkey_challenge.token_hash "
        "password_link.token_hash sign_in_link.sent_to invitation.code_mark proof_code.mark push_device.mark "
        "other_words.original_mark contribution.key "
        "norm_line.key incident.norm_line_key evidence.kind evidence.sha256 contact_moment.key masked_text.mark "
        "recovery_talk.uid figures_link.token_hash safety_plan.key "
        "register_entry.before register_entry.hash register_head.hash register_head.mark"
    ),
    "what names nobody, kept for the figures and covered by the chain": "register_entry.core",
    "a word of the code": (
        "audit.did audit.kind message.kind message.calendar_method message.trouble secret.kind "
        "task.kind heartbeat.name call_event.what message.way way_out.name way_out.trouble passkey.transports "
        "roster_import.format roster_import.year sign_in_link.channel undelivered.status push_device.service "
        "reminder.about engine_state.reason version_asked.reason question_words_version.reason "
        "other_words.reason contribution_words.reason "
        "group_entry_version.reason"
    ),
    "the school's own rule, not about anybody": "register_term.ground",
    "which text of an entry, never what it says": "masked_text.key",
    "a language": "access_request.language guidance_text.language "
    "occasion.language outcome.language other_words.language contribution.language contribution_words.language "
    "sign_up.interpreter "
    "person.language home_item.language home_version.language home_draft.language "
    "message.language post.language round.language "
    "round_text.language norm_text.language talk_card.language agreement.language agreement_answer.language "
    "recovery_card.language recovery_agreement.language recovery_agreement.answer_language "
    "recovery_talk.interpreter_language "
    "post_earlier.language post_version.language version_asked.language glossary_term.language "
    "engine_state.languages question_words.language contact_moment.language contact_correction.language "
    "question_words_version.language group_entry.language group_entry_version.language "
    "booking.interpreter_language wish_set.interpreter_language own_phrase_text.language",
    "the kind of browser": "user_session.browser user_session.system push_device.name",
}


def test_every_column_of_text_is_sealed_or_has_a_reason_to_be_readable(app):
    plain = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, String) and not isinstance(column.type, Enum)
    }
    readable = {name for names in READABLE.values() for name in names.split()}
    assert plain - readable == set(), "Seal it with EncryptedText, or give the reason in READABLE."
    assert readable - plain == set(), "READABLE names columns that are not there."


def test_every_sealed_column_is_tied_to_its_own_place(app):
    for table, columns in vault.sealed_columns().items():
        for column in columns:
            assert isinstance(column.type, EncryptedText) and column.type.place == f"{table.name}.{column.name}"


def test_a_phone_number_is_not_readable_in_the_database(cast):
    cast.people["amina"].phone = "06 98765432"
    db.session.commit()
    assert "98765432" not in str(rows("person"))
    db.session.expire_all()
    assert cast.people["amina"].phone == "06 98765432"


def test_a_value_moved_to_another_column_does_not_open():
    keys = KeyRing()
    keys.load("1:" + "ab" * 32)
    sealed = keys.seal("text", "person.phone")
    assert keys.open(sealed, "person.phone") == "text"
    with pytest.raises(CannotOpen):
        keys.open(sealed, "item.text")
    with pytest.raises(CannotOpen):
        keys.open(sealed[:-1] + bytes([sealed[-1] ^ 1]), "person.phone")


@pytest.fixture
def new_key(app):
    """Every process gets a second key: `with new_key(): …`."""
    settings = app.config["SETTINGS"]

    @contextmanager
    def added():
        ring.load(f"{settings.keys},2:{'cd' * 32}", settings.mark_key)
        try:
            yield
        finally:
            # Nothing may need the second key after the test; the next one starts from the template.
            ring.load(settings.keys, settings.mark_key)

    return added


@pytest.fixture
def rotate(app):
    def command() -> str:
        db.session.rollback()
        done = app.test_cli_runner().invoke(args=["rotate-keys"])
        assert done.exit_code == 0, done.output
        return done.output

    return command


def keys_in_use() -> set[int]:
    found = set()
    for table, columns in vault.sealed_columns().items():
        for row in rows(table.name):
            values = [getattr(row, column.name) for column in columns]
            found |= {bytes(value)[0] for value in values if value is not None}
    return found


def test_rotation_seals_rows_and_files_with_the_newest_key_and_says_how_many(cast, new_key, rotate):
    told(cast)
    kept = files.keep(b"a letter")
    yesterday = clock.now().timestamp() - 3600
    os.utime(files._folder() / kept, (yesterday, yesterday))
    messages = db.session.query(Message).count()
    body = db.session.query(Message).order_by(Message.id).limit(1).one().body
    with new_key():
        # Other tests may have left files of theirs.
        old = [path for path in files._folder().iterdir() if path.read_bytes()[:1] == b"\x01"]
        said = rotate()
        assert f"message {messages}" in said and f"files {len(old)}" in said and "sealed with key 2" in said
        assert keys_in_use() == {2}
        db.session.expire_all()
        assert db.session.query(Message).order_by(Message.id).limit(1).one().body == body
        ring.load("2:" + "cd" * 32)
        db.session.expire_all()
        assert db.session.query(Person).filter_by(email="amina@regenboog.example").one().phone == "06 00000000"
        assert files.read(kept) == b"a letter"
        assert (files._folder() / kept).stat().st_mtime == pytest.approx(yesterday), "it is not kept longer"


def test_a_second_rotation_finds_nothing_to_do(cast, new_key, rotate):
    with new_key():
        rotate()
        before = rows("person")
        assert "person" not in rotate()
        db.session.rollback()
        assert rows("person") == before


def test_a_rotation_that_was_stopped_goes_on_where_it_was(cast, new_key, rotate):
    everybody = db.session.query(Person).count()
    db.session.add_all(Person(first_name="Ouder", phone=f"06 {n}") for n in range(2 * vault.BATCH))
    db.session.commit()
    with new_key():
        db.session.rollback()
        pieces = vault.rotate()
        assert next(piece for piece in pieces if piece[0] == "person") == ("person", vault.BATCH)
        pieces.close()
        assert keys_in_use() == {1, 2}
        assert f"person {everybody + vault.BATCH}" in rotate()
        assert keys_in_use() == {2}


def test_the_school_reads_and_writes_on_while_keys_rotate(cast, app, new_key):
    number = cast.people["amina"].id
    db.session.add_all(Person(first_name="Ouder", phone=f"06 {n}") for n in range(3 * vault.BATCH))
    db.session.commit()
    troubles: list[str] = []
    written: list[str] = []
    done = threading.Event()

    def write_on():
        with app.app_context():
            while not done.is_set() or len(written) < 5:
                with transaction() as session:
                    person = session.get_one(Person, number)
                    if written and person.phone != written[-1]:
                        troubles.append(f"{person.phone} instead of {written[-1]}")
                    person.phone = f"06 {secrets.token_hex(8)}"
                    session.flush()
                    written.append(str(person.phone))

    with new_key():
        db.session.rollback()
        school = threading.Thread(target=write_on)
        school.start()
        try:
            counts = list(vault.rotate())
        finally:
            done.set()
            school.join()
        again = list(vault.rotate())
        assert not troubles and len(written) >= 5
        assert sum(number for _table, number in counts) >= 3 * vault.BATCH
        assert vault.left_under_older_keys().total() == 0, again
        db.session.expire_all()
        assert db.session.get_one(Person, number).phone == written[-1]


def test_a_row_that_somebody_is_changing_is_passed_over_and_keeps_their_words(cast, stage, new_key):
    if stage.kind != "postgresql":
        pytest.skip("on SQLite one writes at a time")
    number = cast.people["amina"].id
    with new_key(), db.engine.connect() as other:
        db.session.rollback()
        changed = update(Person).where(Person.id == number)
        other.execute(changed.values(phone="06 22222222"))
        # Whoever waits for the row here would wait for ever.
        db.session.execute(text("SET lock_timeout = '3s'"))
        db.session.commit()
        assert sum(rows for _table, rows in vault.rotate()) > 40
        other.commit()
        list(vault.rotate())
        assert vault.left_under_older_keys().total() == 0
        assert db.session.get_one(Person, number).phone == "06 22222222"


def test_a_process_that_still_writes_with_the_old_key_is_noticed(cast, app, new_key):
    number = cast.people["amina"].id
    with new_key():
        db.session.rollback()
        list(vault.rotate())
    with transaction() as session:
        session.get_one(Person, number).phone = "06 11111111"
    with new_key():
        assert vault.left_under_older_keys()["person"] == 1
        again = app.test_cli_runner().invoke(args=["rotate-keys"])
        assert again.exit_code == 0 and "person 1" in again.output
        assert vault.left_under_older_keys().total() == 0


def test_marks_stay_the_same_when_keys_come_and_go(tmp_path):
    environment = {"PORTAL_INSTANCE": str(tmp_path)}
    first = from_environment(environment)
    old, new = KeyRing(), KeyRing()
    old.load(first.keys, first.mark_key)
    later = from_environment(environment | {"PORTAL_KEYS": f"2:{'cd' * 32}"})
    new.load(later.keys, later.mark_key)
    assert new.mark("06 1", "person.phone") == old.mark("06 1", "person.phone")
    assert new.mark("06 1", "person.phone") != new.mark("06 1", "attempt.link")


def test_marks_of_a_school_that_had_no_key_for_them_keep_working(tmp_path):
    before = KeyRing()
    before.load("1:" + "ab" * 32)
    (tmp_path / "keys").write_text("1:" + "ab" * 32)
    settings = from_environment({"PORTAL_INSTANCE": str(tmp_path)})
    after = KeyRing()
    after.load(settings.keys, settings.mark_key)
    assert after.mark("x", "attempt.link") == before.mark("x", "attempt.link")
    assert (tmp_path / "mark-key").stat().st_mode & 0o077 == 0


def test_tries_that_were_counted_before_a_rotation_still_count(cast, new_key):
    with new_key():
        accounts.count_try("pin", "noor", now=clock.now())
    accounts.count_try("pin", "noor", now=clock.now())
    assert len({row.bucket for row in rows("attempt")}) == 1


def test_what_a_family_wrote_is_read_after_a_rotation(cast, new_key, rotate, visit):
    a_home_item(cast.people["bart"], cast.pupils["fleur"], "Fleur houdt van paarden.")
    db.session.commit()
    with new_key():
        rotate()
        assert "Fleur houdt van paarden." in visit("celik").get(f"/home-context/{cast.pupils['fleur'].id}")
