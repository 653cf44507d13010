"""Ending the program by real signals."""

import os
import signal
import sys

import pytest
from pytestqt.qtbot import QtBot

from desktop.system.exit_signals import exit_signals

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_is_one_call_on_the_event_loop(qtbot: QtBot, number: signal.Signals) -> None:
    calls: list[int] = []
    with exit_signals(lambda: calls.append(1)):
        os.kill(os.getpid(), number)
        assert calls == []
        qtbot.waitUntil(lambda: bool(calls))


@pytest.mark.usefixtures("qtbot")
def test_afterwards_the_former_handlers_are_back() -> None:
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    with exit_signals(lambda: None):
        assert signal.getsignal(signal.SIGTERM) is not before[0]
    assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)) == before
    assert signal.set_wakeup_fd(-1) == -1
