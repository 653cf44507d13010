"""The desk, which joins the features of one run."""

import logging
from collections.abc import Callable, Iterable
from itertools import groupby

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QIcon, QImage, QKeySequence, QScreen, QSessionManager
from PySide6.QtWidgets import QApplication, QMenu

from desktop.acd.moment import Moment
from desktop.alerts.feature import AlertsFeature
from desktop.app.file_actions import FileActions
from desktop.boards.feature import BoardsFeature
from desktop.diagnostics.feature import DiagnosticsFeature
from desktop.live.context import Context
from desktop.live.directory import WatchedDirectory
from desktop.live.floor import LiveFloor
from desktop.live.overview import Overview
from desktop.live.preferences import Preferences
from desktop.live.recording import Recording
from desktop.live.requests import Requests
from desktop.live.run import Run
from desktop.names.feature import NamesFeature
from desktop.settings_window.feature import SettingsFeature
from desktop.setup.feature import SetupFeature
from desktop.system import clock
from desktop.system.autostart import Autostart
from desktop.system.places import EXAMPLE_DIRECTORY, resources_folder
from desktop.tray.feature import TrayFeature
from desktop.ui.brushes import FAMILIES, Brushes
from desktop.ui.feature import Feature, MenuGroup
from desktop.ui.kit import Kit
from desktop.ui.theme import Theme, themed
from desktop.ui.tray_icon import TrayIcon
from desktop.ui.window_style import menu_style

_log = logging.getLogger(__name__)


class Desk(QObject):
    """Starts, themes and stops the features, in the order in which menus and settings show them.

    Arguments:
        application: The Qt application.
        run: This run of the program.
        live_floor: The floor, its lines and the files that publish it.
        recording: Switches the recording on and off.
        now: Returns the present moment.
        autostart: Starts the program at sign-in; None where it can't.

    Attributes:
        next_run: The run that the program is to switch to; None if it is to end.
        features: The features, in that order.

    """

    def __init__(
        self,
        application: QApplication,
        run: Run,
        live_floor: LiveFloor,
        recording: Recording,
        now: Callable[[], Moment] = clock.now,
        autostart: Autostart | None = None,
    ) -> None:
        super().__init__()
        self.next_run: Run | None = None
        self._application = application
        self._theme: Theme | None = None
        resources = resources_folder()
        icon = QIcon(str(resources / "icons" / "app.svg"))
        application.setWindowIcon(icon)
        font = application.font()
        font.setFamilies(list(FAMILIES))
        application.setFont(font)
        self._quit = QAction("Quit", self)
        self._quit.setShortcut(QKeySequence("Ctrl+Q"))
        self._quit.triggered.connect(self.quit)
        self._menu = QMenu()
        kit = Kit(
            application,
            Brushes(resources),
            self._menu,
            self._quit,
            TrayIcon(self),
            icon,
            now,
            run.source_label,
        )
        directory = WatchedDirectory(run.directory_file or resources / EXAMPLE_DIRECTORY)
        preferences = Preferences(run, live_floor, recording, directory)
        self._context = Context(
            kit,
            run,
            preferences,
            live_floor,
            Overview(live_floor, directory, preferences, now),
            directory,
            recording,
            autostart or Autostart(),
            Requests(),
        )
        self._boards = BoardsFeature(self._context)
        self.features: tuple[Feature, ...] = (
            self._boards,
            TrayFeature(self._context),
            AlertsFeature(self._context),
            SettingsFeature(self._context, lambda: self.features),
            NamesFeature(self._context),
            SetupFeature(self._context),
            FileActions(self._context),
            DiagnosticsFeature(self._context),
        )
        self._fill_menu()
        directory.directory_changed.connect(live_floor.take_names)
        self._context.requests.run_asked.connect(self._switch_to)
        self._context.requests.quit_asked.connect(self.quit)
        application.styleHints().colorSchemeChanged.connect(self._apply_theme)
        application.commitDataRequest.connect(self._on_session_ending)
        self._apply_theme()

    @property
    def context(self) -> Context:
        """The parts that all features share."""
        return self._context

    def open(self) -> None:
        """Start the features, which show the windows of this run."""
        self._context.overview.start()
        self._context.directory.start()
        for feature in self.features:
            feature.start()

    def close(self) -> bool:
        """Close all windows; return whether all threads ended in time.

        Windows and menus are deleted, not only hidden: Qt holds the receivers of their signals where Python
        can't see them, and all of this run would stay in memory during the next one.
        """
        self._application.styleHints().colorSchemeChanged.disconnect(self._apply_theme)
        self._application.commitDataRequest.disconnect(self._on_session_ending)
        self._context.overview.stop()
        ended = [feature.stop() for feature in reversed(self.features)]
        directory = self._context.directory
        if not directory.stop():
            _log.warning("The folder of %s does not answer.", directory.path)
            ended.append(False)
        self._menu.deleteLater()
        return all(ended)

    def quit(self) -> None:
        """End the event loop; Qt's own quit would ask the window first, which stays while there is a tray."""
        self._application.exit()

    def picture(self) -> QImage:
        """Return a picture of the first board."""
        return self._boards.boards.first.window.grab().toImage()

    def on_show_asked(self, fills_screen: bool, screen: int) -> None:  # noqa: FBT001 - a signal's slot
        """Show the first board for a second start, or fill the screen of that number, from 1, with it."""
        requests, screens = self._context.requests, self._application.screens()
        if fills_screen:
            wanted: QScreen | None = screens[screen - 1] if 0 < screen <= len(screens) else None
            requests.board_filled_asked.emit(wanted)
        else:
            requests.board_asked.emit()

    def _fill_menu(self) -> None:
        offered = sorted(_offered(self.features), key=lambda offer: offer[0])
        # Help is in the group of set-up actions.
        for _, actions in groupby(offered, key=lambda offer: min(offer[0], MenuGroup.SET_UP)):
            self._menu.addActions([action for _, action in actions])
            self._menu.addSeparator()
        self._menu.addAction(self._quit)

    def _switch_to(self, run: Run) -> None:
        """End this run in favour of another one."""
        if not (self._context.run.is_play or run.is_play):
            # The state of a phone system that is no longer listened to must not be restored.
            live_floor = self._context.live_floor
            current = [feed.line for feed in live_floor.feeds]
            kept = (line for line in run.lines if any(line.is_same_place(one) for one in current))
            live_floor.listen_to(tuple(kept))
        self.next_run = run
        self.quit()

    def _on_session_ending(self, manager: QSessionManager) -> None:  # noqa: ARG002 - the signal's
        """Save the last state before the system ends the session."""
        self._context.live_floor.files.settle()

    def _apply_theme(self) -> None:
        # Only the system decides: a dark board on a TV does not make the windows on the desk dark.
        is_dark = self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        theme = themed("calm", dark=is_dark)
        if theme == self._theme:
            return
        self._theme = theme
        self._application.setPalette(theme.palette())
        self._menu.setStyleSheet(menu_style(theme))
        for feature in self.features:
            feature.set_theme(theme)


def _offered(features: Iterable[Feature]) -> Iterable[tuple[MenuGroup, QAction]]:
    return (offer for feature in features for offer in feature.actions())
