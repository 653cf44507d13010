"""Whether there is a display: Qt aborts the process when there is none."""

import sys

import pytest

from desktop.system.display import why_no_display

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is one")


@pytest.fixture(autouse=True)
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)


def test_without_any_display_it_says_so() -> None:
    assert why_no_display() == "DISPLAY is not set"


def test_a_missing_x_server_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":97531")
    assert why_no_display() == "the X server :97531 can't be reached"


def test_a_missing_wayland_display_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-97531")
    assert why_no_display() is not None


@pytest.mark.parametrize("platforms", ["", "xcb", "wayland", "wayland;xcb"])
def test_a_platform_that_needs_a_display_is_checked(monkeypatch: pytest.MonkeyPatch, platforms: str) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", platforms)
    assert why_no_display() is not None


def test_a_platform_that_needs_no_display_is_not_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert why_no_display() is None
