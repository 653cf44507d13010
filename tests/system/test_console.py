import sys

import pytest

from desktop.system.console import show_message, tell


@pytest.mark.skipif(sys.platform == "win32", reason="a box would wait for somebody")
def test_except_on_windows_there_is_no_message_box() -> None:
    show_message("nobody sees this")


def test_an_error_is_printed_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tell("first\nforged")
    assert capsys.readouterr().out == "first\\nforged\n"
    shown: list[str] = []
    monkeypatch.setattr("desktop.system.console.show_message", shown.append)
    monkeypatch.setattr("sys.stdout", None)
    tell("first\nforged")
    assert shown == ["first\\nforged"]
