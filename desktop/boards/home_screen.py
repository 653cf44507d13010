"""The screen that a board fills, even after that screen was away.

A TV that is switched off, a cable that is pulled and a remote desktop session all take a screen away from Qt,
which then moves its windows to the primary screen (QScreen's destructor). When it is there again it is a new
`QScreen`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen

SETTLE_MS: Final = 300
"""Screens come and go several at a time: time after the last change until the board reacts."""


@dataclass(frozen=True, slots=True)
class ScreenIdentity:
    """The identity of a screen.

    Attributes:
        name: The system's name for it: a connector (X11, Wayland) or the monitor's name (Windows, macOS).
        model: Model of the monitor; blank where it is not known.
        serial: Serial number of the monitor; blank where it is not known.
        top_left: Its place on the desktop.

    """

    name: str
    model: str
    serial: str
    top_left: QPoint

    @classmethod
    def of(cls, screen: QScreen) -> "ScreenIdentity":
        """Return the identity of a screen."""
        return cls(screen.name(), screen.model(), screen.serialNumber(), screen.geometry().topLeft())

    def find(self, screens: Sequence["ScreenIdentity"]) -> int | None:
        """Find this screen among others: by its serial number, else by its name, and of several by its place.

        Returns:
            The index of the screen; None if it is not among them.

        """
        monitor = (self.model, self.serial)
        same = [at for at, one in enumerate(screens) if self.serial and (one.model, one.serial) == monitor]
        alike = same or [at for at, one in enumerate(screens) if one.name == self.name]
        in_place = [at for at in alike if screens[at].top_left == self.top_left]
        return next(iter(in_place or alike), None)


class HomeScreen(QObject):
    """Tracks the screen that a window is to fill.

    While it is away, what happens depends on whether anybody works at the other screens: if one of them was
    there together with it, nothing may cover it, so the window is hidden. If all are new (a remote
    desktop session, a TV that came back as another), the window fills the primary one, and its own as soon as
    that is there.

    Signals:
        came: This `QScreen` is to be filled: the chosen one is there again or has another size, or there is
            only this one to fill.
        went: There is none to fill until `came`.

    Arguments:
        application: The Qt application.

    """

    came = Signal(object)
    went = Signal()

    def __init__(self, application: QGuiApplication) -> None:
        super().__init__()
        self._application = application
        self._wanted: ScreenIdentity | int | None = None
        self._filled: QScreen | None = None
        self._told = QRect()
        self._other_screens: list[QScreen] = []
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.timeout.connect(self._on_settled)
        application.screenAdded.connect(self._on_screens_changed)
        application.screenRemoved.connect(self._on_screen_removed)

    @property
    def filled(self) -> QScreen | None:
        """The screen that is to be filled now; None while there is none."""
        return self._filled

    def choose(self, screen: QScreen) -> None:
        """Fill this screen, and fill it again after it was away."""
        self._wanted = ScreenIdentity.of(screen)
        self._fill(screen)
        self._other_screens = [other for other in self._application.screens() if other is not screen]

    def choose_number(self, number: int) -> QScreen:
        """Fill the screen with this number, and fill it again after it was away.

        Arguments:
            number: The number from 1, in the system's order.

        Returns:
            The screen to fill now: the primary one while there are fewer screens.

        """
        screens = self._application.screens()
        if number <= len(screens):
            self.choose(screens[number - 1])
            return screens[number - 1]
        primary = self._application.primaryScreen()
        self._wanted = number
        self._other_screens = []
        self._fill(primary)
        return primary

    def forget(self) -> None:
        """Fill no screen."""
        self._wanted = None
        self._other_screens = []
        self._fill(None)
        self._settling.stop()

    def _fill(self, screen: QScreen | None) -> None:
        if self._filled is not None:
            self._filled.geometryChanged.disconnect(self._on_screens_changed)
        self._filled = screen
        self._told = screen.geometry() if screen is not None else QRect()
        if screen is not None:
            screen.geometryChanged.connect(self._on_screens_changed)

    def _on_screens_changed(self) -> None:
        if self._wanted is not None:
            self._settling.start(SETTLE_MS)

    def _on_screen_removed(self, screen: QScreen) -> None:
        if screen is self._filled:
            self._fill(None)
            if self._others_that_stayed():
                # At once: Qt is about to move the window to a screen that is in use.
                self.went.emit()
        self._on_screens_changed()

    def _others_that_stayed(self) -> list[QScreen]:
        return [screen for screen in self._application.screens() if screen in self._other_screens]

    def _on_settled(self) -> None:
        before, told = self._filled, self._told
        screens = self._application.screens()
        screen = self._find(screens)
        if screen is not None:
            self.choose(screen)
        elif before is None and not self._others_that_stayed() and screens:
            screen = self._application.primaryScreen()
            self._fill(screen)
        else:
            screen = before
            self._fill(screen)
        if screen is not None and (screen is not before or screen.geometry() != told):
            self.came.emit(screen)

    def _find(self, screens: list[QScreen]) -> QScreen | None:
        match self._wanted:
            case int(number):
                return screens[number - 1] if number <= len(screens) else None
            case ScreenIdentity() as identity:
                # Another monitor of the same model is not the one that was removed.
                others = [screen for screen in screens if screen not in self._other_screens]
                at = identity.find([ScreenIdentity.of(screen) for screen in others])
                return others[at] if at is not None else None
            case None:
                return None
