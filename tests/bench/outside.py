"""The program, started as ``tallymate`` is, and observed as a person would.

It is observed from outside, by its windows, its menu and their texts, so that other versions can be measured
as well. Prints ``first NS`` when the first board was painted. At ``windows`` on its input it opens and closes
every window once, then prints ``windows`` with their titles, each with the megabytes that it left behind. At
``pages`` it does so again, and turns every page in between.
"""

import os
import pathlib
import sys
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QListWidget, QMenu, QWidget

from desktop.__main__ import main
from tests.bench.heartbeat import Console, say
from tests.bench.paint_clock import PaintClock

ACTIONS: Final = (
    "Settings...",
    "Names...",
    "Phone system...",
    "Set up again...",
    "Diagnostics",
    "What needs attention",
    "Desk strip",
    "The floor now",
)
"""The beginnings of the texts in the tray's menu that open the windows."""
_NO_STEP: Final = object()
_STAYS_MS: Final = 400
"""Time for which each window and each page stays open."""


class Observer(QObject):
    """Observes the program on its main thread, and follows commands on the program's input.

    Arguments:
        application: Qt's.

    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._is_painted = False
        self._clocks = [PaintClock(window, self._on_painted) for window in self._visible()]
        Console(self).told.connect(self._on_told)

    def _on_painted(self, now_ns: int) -> None:
        if not self._is_painted:
            self._is_painted = True
            say("first", now_ns)

    def _on_told(self, word: str) -> None:
        if word in {"windows", "pages"}:
            self._take_steps(self._open_windows(word))

    def _visible(self) -> list[QWidget]:
        windows = self._application.topLevelWidgets()
        return [window for window in windows if window.isVisible() and not isinstance(window, QMenu)]

    def _take_steps(self, steps: Iterator[None]) -> None:
        """Take the next step, and the others from the event loop, which deletes closed windows."""
        if next(steps, _NO_STEP) is not _NO_STEP:
            QTimer.singleShot(_STAYS_MS, self, lambda: self._take_steps(steps))

    def _open_windows(self, word: str) -> Iterator[None]:
        """Open and close each window; say titles without blanks, each with the megabytes left behind."""
        titles = []
        menus = [menu for menu in self._application.topLevelWidgets() if isinstance(menu, QMenu)]
        menu = next(menu for menu in menus if _action(menu, ACTIONS[-1]) is not None)
        for text in ACTIONS:
            before, before_mb = self._visible(), _memory_mb()
            action = _action(menu, text)
            if action is not None:
                action.trigger()
            yield
            for window in self._visible():
                if window not in before:
                    title = (window.windowTitle() or type(window).__name__).replace(" ", "_")
                    if word == "pages":
                        yield from _turn_pages(window)
                    window.close()
                    del window
                    yield
                    titles.append(f"{title}_({_memory_mb() - before_mb:.1f}_MB)")
        say(word, *titles)


def _action(menu: QMenu, text: str) -> QAction | None:
    return next((action for action in menu.actions() if action.text().startswith(text)), None)


def _turn_pages(window: QWidget) -> Iterator[None]:
    """Show each page that a list of pages or a wizard step offers."""
    for pages in window.findChildren(QListWidget, "pages"):
        for row in range(pages.count()):
            pages.setCurrentRow(row)
            yield


def _memory_mb() -> float:
    pages = int(pathlib.Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def watched_main() -> int:
    """Run the program, observed from the start of its event loop on."""
    execute = QApplication.exec

    def execute_watched(application: QApplication) -> int:
        watch = Observer(application)
        code = execute()
        del watch
        return code

    QApplication.exec = execute_watched  # type: ignore[assignment,method-assign] # from outside there is no other way in
    return main()


if __name__ == "__main__":
    sys.exit(watched_main())
