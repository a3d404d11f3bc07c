"""Letters over a real mail server: once, the same each time, and not for ever."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from email import message_from_bytes
from email.message import Message
from threading import Barrier, Thread

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from flask import Flask

from intranet.core import clock, mail, postman, smtp
from intranet.core.db import db
from intranet.core.mail import Letter


@dataclass
class Office:
    """A post office that answers as it is told, and keeps what it took."""

    answers: list[str] = field(default_factory=list)
    took: list[Message] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)

    async def handle_DATA(  # noqa: N802 - aiosmtpd calls it so
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Take a letter, refuse it, or hang up after it was read."""
        content = envelope.content
        assert isinstance(content, bytes)
        message = message_from_bytes(content)
        self.tried.append(message["Message-ID"])
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer == "hang up":
            assert server.transport is not None
            server.transport.close()
            return "421 bye"
        if answer.startswith("2"):
            self.took.append(message)
        return answer


@pytest.fixture(name="office")
def open_office(app: Flask) -> Iterator[Office]:
    """A post office on this machine, and a house that knows its address."""
    office = Office()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    door = Controller(office, hostname="127.0.0.1", port=port)
    door.start()
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(
        before, smtp_url=f"smtp://127.0.0.1:{port}?from=jet@example.org"
    )
    yield office
    door.stop()
    app.config["SETTINGS"] = before


def letter(to: str = "an@example.org") -> Letter:
    """Put a letter in the outbox."""
    row = Letter(
        message_id=f"<{to}>", to=to, subject="Hallo één", text="Dag", html="<p>Dag</p>"
    )
    db.session.add(row)
    db.session.commit()
    return row


def fresh(row: Letter) -> Letter:
    """Read a letter as it stands now."""
    db.session.expire_all()
    return db.session.get_one(Letter, row.id)


def test_a_letter_arrives_with_both_its_forms(office: Office) -> None:
    row = letter()

    assert postman.carry() == 1

    [message] = office.took
    assert message["Message-ID"] == "<an@example.org>"
    assert message["From"] == "Jet <jet@example.org>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in message.walk()][1:] == [
        "text/plain",
        "text/html",
    ]
    assert fresh(row).sent_at is not None
    assert fresh(row).text == ""
    assert postman.carry() == 0


def test_without_mail_nothing_is_tried(app: Flask) -> None:
    row = letter()

    assert postman.carry() == 0

    assert fresh(row).tries == 0


@pytest.mark.parametrize("fault", ["451 later please", "hang up"])
def test_a_passing_fault_is_tried_again_as_the_same_letter(
    office: Office, fault: str
) -> None:
    office.answers = [fault]
    row = letter()

    assert postman.carry() == 0
    assert postman.carry() == 0  # its time has not come
    with clock.at(clock.now() + timedelta(minutes=3)):
        assert postman.carry() == 1

    assert office.tried == ["<an@example.org>"] * 2
    assert len(office.took) == 1
    assert fresh(row).tries == 2


def test_a_letter_nobody_takes_is_given_up_at_once(office: Office) -> None:
    office.answers = ["550 no such mailbox"]
    row = letter()

    postman.carry()
    with clock.at(clock.now() + timedelta(days=9)):
        postman.carry()

    assert len(office.tried) == 1
    assert fresh(row).given_up_at is not None
    assert "550" in fresh(row).trouble
    assert fresh(row).html == ""


def test_one_bad_letter_holds_no_other(office: Office) -> None:
    office.answers = ["550 no", "hang up", "250 OK"]
    for name in ("a", "b", "c"):
        letter(f"{name}@example.org")

    assert postman.carry() == 1

    assert [message["To"] for message in office.took] == ["c@example.org"]


def test_no_line_waits_longer_each_time_and_ends_after_days(app: Flask) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(before, smtp_url=f"smtp://127.0.0.1:{port}")
    row, moment, waits = letter(), clock.now(), []

    for _try in range(postman.MOST_TRIES):
        with clock.at(moment):
            postman.carry()
            if fresh(row).given_up_at is None:
                waits.append(fresh(row).try_after - moment)
                moment = fresh(row).try_after
    app.config["SETTINGS"] = before

    assert waits == sorted(waits)
    assert waits[0] == timedelta(minutes=2)
    assert fresh(row).given_up_at is not None
    assert timedelta(days=2) < sum(waits, timedelta()) < timedelta(days=4)


def test_two_postmen_never_carry_the_same_letter(app: Flask, office: Office) -> None:
    for number in range(20):
        letter(f"{number}@example.org")
    start = Barrier(3)

    def walk() -> None:
        with app.app_context():
            start.wait()
            postman.carry()

    threads = [Thread(target=walk) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(office.tried) == 20
    assert len(set(office.tried)) == 20


def test_a_claim_of_somebody_who_died_runs_out(office: Office) -> None:
    row = letter()
    assert postman._claim() is not None

    assert postman.carry() == 0
    with clock.at(clock.now() + postman.CLAIM + timedelta(seconds=1)):
        assert postman.carry() == 1

    assert fresh(row).sent_at is not None


def test_a_password_never_goes_over_an_open_line(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp, "THIS_MACHINE", set())
    door = Controller(Office(), hostname="127.0.0.1", port=0)
    with socket.create_server(("127.0.0.1", 0)) as free:
        door.port = free.getsockname()[1]
    door.start()
    try:
        with pytest.raises(smtp.UnsafeError):
            smtp.Line(f"smtp://me:secret@127.0.0.1:{door.port}")._connect()
    finally:
        door.stop()


def test_old_letters_are_thrown_away_and_waiting_ones_are_not(office: Office) -> None:
    letter("sent@example.org")
    postman.carry()
    waits = letter("waits@example.org")

    with clock.at(clock.now() + timedelta(days=31)):
        assert postman.sweep() == 1
        assert postman.sweep() == 0

    assert db.session.query(Letter).one().id == waits.id


def test_links_lead_to_our_own_house_only(app: Flask) -> None:
    with app.test_request_context("/", headers={"Host": "evil.example.com"}):
        assert mail.link("/notifications/") == "http://localhost/notifications/"
