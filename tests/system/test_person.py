"""The name of the signed-in user."""

import getpass

import pytest

from desktop.system.person import person_here


def test_it_is_the_signed_in_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "anna")
    assert person_here() == "anna"


@pytest.mark.parametrize("error", [OSError, KeyError, ImportError])
def test_an_unknown_user_is_blank(monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    def fail() -> str:
        raise error

    monkeypatch.setattr(getpass, "getuser", fail)
    assert person_here() == ""
