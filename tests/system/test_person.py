"""The name of the signed-in user."""

import getpass

import pytest

from desktop.system.person import person_here


def test_it_is_who_is_signed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "anna")
    assert person_here() == "anna"


@pytest.mark.parametrize("error", [OSError, KeyError, ImportError])
def test_where_nobody_can_say_it_is_blank(monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    def fail() -> str:
        raise error

    monkeypatch.setattr(getpass, "getuser", fail)
    assert person_here() == ""
