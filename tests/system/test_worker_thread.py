"""A worker's life on its thread."""

import pytest
from PySide6.QtCore import QObject, QThread, Signal
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop.system.worker_thread import WorkerThread


class Worker(QObject):
    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.threads: list[QThread] = []

    def start(self) -> None:
        self.threads.append(QThread.currentThread())

    def stop(self) -> None:
        self.threads.append(QThread.currentThread())
        self.stopped.emit()


def test_start_and_stop_run_in_a_thread_of_its_own_and_the_worker_is_gone_after(qtbot: QtBot) -> None:
    worker = Worker()
    thread = WorkerThread(worker, "feed")
    thread.start()
    qtbot.waitUntil(lambda: len(worker.threads) == 1)
    assert thread.stop()
    assert len(worker.threads) == 2
    assert worker.threads[0] is worker.threads[1]
    assert worker.threads[0] is not QThread.currentThread()
    assert not isValid(worker)


def test_stopping_what_never_started_or_has_ended_does_nothing(qtbot: QtBot) -> None:
    worker = Worker()
    thread = WorkerThread(worker, "feed")
    assert thread.stop()
    thread.start()
    qtbot.waitUntil(lambda: len(worker.threads) == 1)
    assert thread.stop()
    assert thread.stop()


def test_a_worker_has_to_be_a_qobject() -> None:
    with pytest.raises(TypeError):
        WorkerThread(object(), "feed")  # type: ignore[arg-type]
