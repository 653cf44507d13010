"""Slow checks in the background."""

import threading

from pytestqt.qtbot import QtBot

from desktop.system.background_check import BackgroundCheck


def test_the_check_runs_on_another_thread_and_answers_on_this_one(qtbot: QtBot) -> None:
    threads: list[int] = []

    def answer(about: str, text: str) -> str | None:
        threads.append(threading.get_ident())
        return f"{about}: {text}" if text else None

    check = BackgroundCheck(answer)
    answers: list[tuple[str, str, str | None]] = []
    check.answered.connect(lambda *told: answers.append(told))
    try:
        check.ask("file", "a")
        check.ask("file", "")
        qtbot.waitUntil(lambda: len(answers) == 2)
    finally:
        assert check.stop()
    assert answers == [("file", "a", "file: a"), ("file", "", None)]
    assert threading.get_ident() not in threads


def test_asking_does_not_block(qtbot: QtBot) -> None:
    may_answer = threading.Event()

    def answer(about: str, text: str) -> str | None:
        may_answer.wait(10)
        return about + text

    check = BackgroundCheck(answer)
    try:
        check.ask("a", "b")
        with qtbot.waitSignal(check.answered):
            may_answer.set()
    finally:
        may_answer.set()
        assert check.stop()


def test_it_can_be_stopped_before_anything_was_asked() -> None:
    assert BackgroundCheck(lambda about, text: about + text).stop()
