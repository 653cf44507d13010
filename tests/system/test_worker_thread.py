"""A worker's life on its thread."""

from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop.system.worker_thread import THREAD_NAME_START, WorkerThread


class Worker(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.threads: list[QThread] = []
        self.told: list[str] = []

    def start(self) -> None:
        self.threads.append(QThread.currentThread())

    def stop(self) -> None:
        self.threads.append(QThread.currentThread())

    def take(self, *words: str) -> None:
        self.threads.append(QThread.currentThread())
        self.told += words


def test_start_and_stop_run_on_its_own_thread_and_the_worker_is_deleted_after(qtbot: QtBot) -> None:
    worker = Worker()
    thread = WorkerThread("feed")
    thread.start(worker)
    qtbot.waitUntil(lambda: len(worker.threads) == 1)
    assert worker.threads[0].objectName() == f"{THREAD_NAME_START}feed"
    assert thread.stop()
    assert len(worker.threads) == 2
    assert worker.threads[0] is worker.threads[1]
    assert worker.threads[0] is not QThread.currentThread()
    assert not isValid(worker)


def test_stopping_before_the_start_or_after_the_end_does_nothing(qtbot: QtBot) -> None:
    worker = Worker()
    thread = WorkerThread("feed")
    assert thread.stop()
    thread.start(worker)
    qtbot.waitUntil(lambda: len(worker.threads) == 1)
    assert thread.stop()
    assert thread.stop()
    assert not thread.is_running


def test_calls_run_in_order_between_start_and_stop(qtbot: QtBot) -> None:  # noqa: ARG001 - threads
    thread = WorkerThread("feed")
    for run in range(2):
        worker = Worker()
        thread.call(worker.take, "not running yet")
        thread.start(worker)
        for number in range(100):
            thread.call(worker.take, f"{run} {number}")
        assert thread.stop()
        assert worker.told == [f"{run} {number}" for number in range(100)]
        assert len(set(map(id, worker.threads))) == 1


def test_a_function_needs_no_worker(qtbot: QtBot) -> None:  # noqa: ARG001 - threads need an application
    threads: list[QThread] = []
    thread = WorkerThread("asking")
    thread.start()
    thread.call(lambda: threads.append(QThread.currentThread()))
    assert thread.stop()
    assert threads[0] is not QThread.currentThread()


def test_a_worker_that_fails_to_stop_still_ends_its_thread(
    qtbot: QtBot,
) -> None:
    class FailingWorker(Worker):
        def stop(self) -> None:
            raise OSError

    thread = WorkerThread("feed")
    thread.start(FailingWorker())
    with qtbot.captureExceptions() as exceptions:
        assert thread.stop()
    assert [kind for kind, *_ in exceptions] == [OSError]
