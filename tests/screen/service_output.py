"""The output of a service on a test's bus, line by line."""

import queue
import subprocess
import threading

from pytestqt.qtbot import QtBot

from tests.screen.desktop import PATIENCE_S


class ServiceOutput:
    """Reads a service's output on a thread of its own."""

    def __init__(self, service: "subprocess.Popen[str]") -> None:
        self._service = service
        self._lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self._service.stdout is not None
        for line in self._service.stdout:
            self._lines.put(line.strip())

    def has(self) -> bool:
        return not self._lines.empty()

    def next(self) -> str:
        return self._lines.get(timeout=PATIENCE_S)

    def stop(self) -> None:
        self._service.terminate()
        self._reader.join(PATIENCE_S)


def next_of(qtbot: QtBot, heard: ServiceOutput) -> str:
    """Return the next line; the event loop runs meanwhile."""
    qtbot.waitUntil(heard.has, timeout=10_000)
    return heard.next()
