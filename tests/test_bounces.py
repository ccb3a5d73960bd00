"""Mail that came back: read as each server writes it, believed only with our own key, and then acted upon."""

import imaplib
import mailbox
from dataclasses import replace

import pytest

from portal import clock, outbox
from portal.channels import bounces
from portal.db import db, transaction
from portal.outbox import Message, Reason, State, Undelivered
from tests.bounce_samples import SAMPLES, written

KEY = "message-17-0123456789ab"


@pytest.mark.parametrize("sample", SAMPLES)
def test_it_is_read_as_each_server_writes_it(sample):
    found = bounces.read(written(sample, KEY))
    status = SAMPLES[sample][0]
    assert found == (bounces.Bounce(KEY, status) if status else None)


@pytest.mark.parametrize("sample", SAMPLES)
def test_windows_line_ends_and_a_cut_mail_are_read_too(sample):
    whole = written(sample, KEY)
    assert bounces.read(whole.replace(b"\n", b"\r\n")) == bounces.read(whole)
    for length in range(0, len(whole), 97):
        bounces.read(whole[:length])


@pytest.fixture
def sent(cast, work):
    """A news mail to somebody that has left, and its key."""

    def send(who: str = "bart") -> tuple[Message, str]:
        with transaction():
            person = cast.people[who]
            message = outbox.queue(
                person, "news/messages/new.txt", cast.classes["3B"], now=clock.now(), class_name="3B"
            )
        assert message is not None
        (parcel,) = work()
        return db.session.get_one(Message, message.id), parcel.key

    return send


def anew(thing):
    """A row as it is in the database now."""
    return db.session.get_one(type(thing), thing.id, populate_existing=True)


def come_back(sample: str, key: str) -> int:
    db.session.rollback()
    _read, ours = outbox.note_bounces([written(sample, key)], clock.now())
    db.session.expire_all()
    return ours


def test_an_address_that_does_not_exist_is_used_no_more(sent, cast, work):
    message, key = sent()
    assert come_back("postfix", key) == 1
    bart, message = anew(cast.people["bart"]), anew(message)
    assert (message.state, message.trouble) == (State.RETURNED, "mail server: 5.1.1")
    assert bart.email_failed_at is not None and not outbox.has_working_email(bart)
    assert db.session.query(Undelivered).one().reason == Reason.UNKNOWN
    with transaction():
        outbox.queue(bart, "news/messages/new.txt", cast.classes["3B"], now=clock.now(), class_name="3B")
    assert work() == [], "it waits on his screen"


def test_the_same_bounce_twice_counts_once(sent):
    _message, key = sent()
    assert (come_back("postfix", key), come_back("postfix", key)) == (1, 0)
    assert db.session.query(Undelivered).count() == 1


@pytest.mark.parametrize("sample", ["exim, a full mailbox", "gmail, to the sender", "sendmail, given up"])
def test_what_may_pass_is_believed_at_the_third_time(sample, sent, cast):
    for time in range(3):
        assert outbox.has_working_email(anew(cast.people["bart"])), time
        _message, key = sent()
        clock.advance(days=5)
        come_back(sample, key)
    assert not outbox.has_working_email(anew(cast.people["bart"]))


def test_what_may_pass_is_forgotten_after_a_month(sent, cast):
    for _time in range(4):
        _message, key = sent()
        come_back("exim, a full mailbox", key)
        clock.advance(days=20)
    assert outbox.has_working_email(anew(cast.people["bart"]))


def test_an_address_that_works_again_or_is_another_is_used_again(sent, cast):
    _message, key = sent()
    come_back("postfix", key)
    clock.advance(minutes=1)
    with transaction():
        anew(cast.people["bart"]).email_verified_at = clock.now()
    assert outbox.has_working_email(anew(cast.people["bart"]))
    _message, key = sent()
    clock.advance(minutes=1)
    come_back("postfix", key)
    bart = anew(cast.people["bart"])
    assert not outbox.has_working_email(bart)
    bart.email = "bart@elsewhere.example"
    assert outbox.has_working_email(bart) and bart.email_verified_at is None


def test_nobody_can_make_up_a_bounce(sent, cast):
    message, key = sent()
    number = message.id
    for forged in (f"message-{number}-0123456789ab", f"message-{number + 1}-{key[-12:]}", f"message-{number}-"):
        assert come_back("postfix", forged) == 0
    assert outbox.has_working_email(anew(cast.people["bart"]))


def test_who_has_a_phone_hears_of_it_there(sent, cast, work, app, monkeypatch):
    message, key = sent()
    settings = replace(app.config["SETTINGS"], sms_url="https://sms.example", sms_body="{to}{text}")
    monkeypatch.setitem(app.config, "SETTINGS", settings)
    come_back("postfix", key)
    message = anew(message)
    assert (message.channel, message.state, message.address) == ("sms", State.WAITING, "+31600000000")
    assert outbox.failed() == []


@pytest.fixture
def run(app):
    def command(*words, given=None):
        db.session.rollback()
        done = app.test_cli_runner().invoke(args=["read-bounces", *map(str, words)], input=given)
        db.session.expire_all()
        return done.exit_code, done.output.strip()

    return command


def test_a_mailbox_file_a_folder_and_one_mail_are_read_by_the_command(sent, run, tmp_path):
    keys = [sent(who)[1] for who in ("bart", "dana", "pawel")]
    box = mailbox.mbox(tmp_path / "mbox")
    for sample, key in (("postfix", keys[0]), ("on holiday", keys[1])):
        box.add(written(sample, key))
    box.close()
    folder = mailbox.Maildir(tmp_path / "Maildir")
    folder.add(written("exchange online", keys[1]))
    assert run(tmp_path / "mbox") == (0, "2 mails were read; 1 of them were bounces of ours.")
    assert run(tmp_path / "Maildir") == (0, "1 mails were read; 1 of them were bounces of ours.")
    assert run("-", given=written("qmail, in words", keys[2])) == (
        0,
        "1 mails were read; 1 of them were bounces of ours.",
    )
    assert db.session.query(Message).filter_by(state=State.RETURNED).count() == 3


def test_the_command_says_what_it_cannot_read(run, tmp_path):
    status, said = run(tmp_path / "nowhere")
    assert status == 1 and said.startswith("refused:")


class Mailbox:
    """What imaplib's IMAP4_SSL is to the portal, with mails in it; it keeps what it was asked."""

    mails: list[bytes] = []
    asked: list[tuple] = []

    def __init__(self, *where, **_options):
        self.asked.append(where)

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        return None

    def login(self, *proof):
        self.asked.append(proof)
        if proof[1] != "s@cret":
            raise imaplib.IMAP4.error("no")

    def select(self, name):
        self.asked.append((name,))

    def search(self, _charset, _what):
        return "OK", [b" ".join(str(n + 1).encode() for n in range(len(self.mails)))]

    def fetch(self, number, _what):
        return "OK", [(b"1 (RFC822 {10}", self.mails[int(number) - 1]), b")"]


@pytest.fixture
def imap(monkeypatch, app):
    monkeypatch.setattr(imaplib, "IMAP4_SSL", Mailbox)
    Mailbox.mails, Mailbox.asked = [], []

    def at(url: str):
        monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], bounces_url=url))

    return at


def test_the_worker_reads_the_mailbox_every_five_minutes(sent, work, imap):
    message, key = sent()
    imap("imaps://bounces:s%40cret@mail.example/Returned")
    Mailbox.mails = [written("postfix", key)]
    work()
    assert Mailbox.asked == [("mail.example", 993), ("bounces", "s@cret"), ("Returned",)]
    assert anew(message).state == State.RETURNED
    work()
    assert len(Mailbox.asked) == 3
    clock.advance(minutes=6)
    work()
    assert len(Mailbox.asked) == 6


def test_a_mailbox_that_does_not_open_stops_nothing(sent, work, imap, run):
    imap("imaps://bounces:wrong@mail.example")
    sent()
    assert run() == (1, "refused: error")
