from __future__ import annotations

import pytest
from flask import Flask

from intranet.accounts import passwords


@pytest.mark.parametrize(
    "word",
    [
        "vier woorden op een rij",
        "fiets banaan koekje lantaarn",
        "correct paard niet batterij",
        "Zeventien ganzen boven Urk",
        "x8Kq!v2Lw9Zr",
        "z" + "aquarelverf en terpentine" * 2,
        "a long sentence is fine, up to and past sixty-four characters, really!",
        "Пароль из четырёх слов",
    ],
)
def test_a_password_of_ones_own_is_good(app: Flask, word: str) -> None:
    assert passwords.trouble(word) is None


@pytest.mark.parametrize(
    "word",
    [
        "kort",
        "elf tekens.",
        "wachtwoord123",
        "Wachtwoord2026!",
        "W@chtw00rd123",
        "welkomwelkom",
        "Welkom012345",
        "qwertyuiop12",
        "1234567890123",
        "aaaaaaaaaaaaaa",
        "abcabcabcabcabc",
        "passwordpassword",
        "iloveyou123456",
        "zomer2026zomer",
        "Gemeente Proefdorp",
        "proefdorp123456",
        "jetjetjetjet1",
        "intranet2026!!",
        "x" * 201,
    ],
)
def test_a_password_that_many_would_guess_is_refused(app: Flask, word: str) -> None:
    assert passwords.trouble(word)


def test_a_password_is_not_ones_own_name(app: Flask) -> None:
    about = ["Samira Bouzidi", "samira.bouzidi@example.org", "104233"]

    assert passwords.trouble("samirabouzidi1", about)
    assert passwords.trouble("Bouzidi-104233", about)
    assert passwords.trouble("Samira fietst door weer", about) is None


def test_a_password_is_the_same_from_every_keyboard() -> None:
    assert passwords.normalise("cafe\u0301") == passwords.normalise("caf\u00e9")
