"""The composition root's second half: board, tray and dialogs. Apart, since a service loads no windows."""

import logging
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QScreen, QSessionManager
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from desktop.acd.connection import Lines
from desktop.acd.heard import Heard
from desktop.acd.moment import Moment
from desktop.acd.queue import QueueChoice
from desktop.app import Run, make_listening, make_recording, run_until_told
from desktop.app_connect import Connecting
from desktop.app_diagnose import Diagnosing
from desktop.app_record import Recording
from desktop.feed.recorder import RecordingState
from desktop.feed.worker import Line
from desktop.listening import Listening, lines_to
from desktop.settings import Settings, SettingsError, read_places
from desktop.system import clock
from desktop.system.places import resources_folder
from desktop.ui.actions import Actions
from desktop.ui.board import Board
from desktop.ui.board_window import BoardWindow
from desktop.ui.brushes import FAMILIES, Brushes
from desktop.ui.footer import Footer
from desktop.ui.look import Look
from desktop.ui.place import Place
from desktop.ui.theme import DARK, LIGHT, Theme
from desktop.ui.tray import Tray
from desktop.ui.window_style import menu_style

TRAY_TICK_MS = 5_000

_log = logging.getLogger(__name__)


class Application(QApplication):
    """Qt's application, which says when the system asks it to quit.

    Qt itself would ask the windows and give up where one stays, as the board does while there is a tray.

    Signals:
        quit_asked: From the dock, the session or Qt's own quit.

    """

    quit_asked = Signal()

    def event(self, event: QEvent) -> bool:
        """Take a wish to quit; leave the rest to Qt."""
        if event.type() is QEvent.Type.Quit:
            self.quit_asked.emit()
            return True
        return super().event(event)


class Desk(QObject):
    """Board window and tray over one floor.

    Arguments:
        application: Qt's.
        run: What this run is to do.
        listening: Where the floor comes from.
        recording: The switch that its menu offers.
        now: Gives the present moment.

    """

    def __init__(
        self,
        application: QApplication,
        run: Run,
        listening: Listening,
        recording: Recording,
        now: Callable[[], Moment] = clock.now,
    ) -> None:
        super().__init__()
        self._application = application
        self._run = run
        self._listening = listening
        self._recording = recording
        self._settings = run.settings
        self._recording_fault: str | None = None
        resources = resources_folder()
        brushes = Brushes(resources)
        icon = QIcon(str(resources / "icons" / "app.svg"))
        application.setWindowIcon(icon)
        font = application.font()
        font.setFamilies(list(FAMILIES))
        application.setFont(font)

        self._look = Look(brushes, LIGHT, now, play=run.play)
        self._actions = Actions(run.data_file, run.recording_file)
        # What another phone system tells must not get into the demonstration's file.
        self._actions.connection.setEnabled(not run.is_play)
        self._actions.record.setEnabled(not run.is_play)
        self._menu = QMenu()
        self._actions.fill(self._menu)
        footer = Footer(self._look, self._menu, run.data_file)
        self._board = Board(
            listening.floor,
            self._look,
            footer,
            queues=QueueChoice(run.settings.queues),
            by_state=run.settings.order == "state",
        )
        self._window = BoardWindow(self._board, self._actions, self._menu, icon)
        self._connecting = Connecting(self._window, now)
        self._connecting.chosen.connect(self._connect_to)
        self._diagnosing = Diagnosing(listening, recording, lambda: self._settings, now)
        self._tray = Tray(brushes, self._actions, self._look.status)
        self._tray_tick = QTimer(self)
        # A hidden board counts no seconds, but the tray goes on.
        self._tray_tick.timeout.connect(self._on_tray_tick)
        self._board.summary_changed.connect(self._tray.on_summary_changed)

        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self._apply_theme)
        self._apply_theme()
        application.commitDataRequest.connect(self._on_session_ending)

        listening.floor_changed.connect(self._board.on_floor_changed)
        listening.floor_forgotten.connect(self._board.on_floor_forgotten)
        listening.lines_changed.connect(self._on_lines_changed)
        listening.heard.connect(self._on_heard)
        for publication in listening.publications:
            publication.publisher.state_changed.connect(self._on_publish_state_changed)
        self._actions.show_board_asked.connect(self._window.come_forward)
        self._actions.connect_asked.connect(self._on_connect_asked)
        self._actions.diagnostics_asked.connect(self._diagnosing.show)
        self._actions.record_asked.connect(self._on_record_asked)
        recording.state_changed.connect(self._on_recording_changed)
        self._actions.quit_asked.connect(self._quit)
        self._window.closed.connect(self._on_window_closed)

    def open(self, screen: QScreen | None) -> None:
        """Show the tray icon, and the board as this run wants it.

        Arguments:
            screen: The screen for the board, if one was chosen.

        """
        settings = self._run.settings
        application = self._application
        if screen is not None:
            self._window.put(None, screen.name(), [screen], screen)
        else:
            self._window.put(
                Place.from_text(settings.window_place),
                settings.window_screen,
                application.screens(),
                application.primaryScreen(),
            )
        self._tray.show()
        self._tray_tick.start(TRAY_TICK_MS)
        if settings.fullscreen:
            self._window.fill_screen(screen)
        elif not settings.minimized:
            self._window.show_as_it_was()
        elif not self._tray.is_there():
            self._window.showMinimized()
        if not self._run.is_play and not self._run.lines and not settings.minimized:
            QTimer.singleShot(0, self, self._on_connect_asked)

    def close(self) -> None:
        """Keep the window's place and take everything from the screen."""
        self._tray_tick.stop()
        self._connecting.stop()
        self._diagnosing.close()
        if not self._run.screen_is_option:
            place = self._window.place()
            self._keep(window_place=place.to_text(), window_screen=self._window.screen().name())
        self._tray.hide()
        self._window.hide()
        self._menu.deleteLater()

    def _keep(self, **values: object) -> None:
        self._settings = replace(self._settings, **values)  # type: ignore[arg-type]
        try:
            self._run.settings_file.change(**values)
        except SettingsError as error:
            _log.warning("%s", error)

    def _on_lines_changed(self, lines: Lines) -> None:
        self._board.on_lines_changed(lines)
        self._tray.on_lines_changed(lines)
        self._say_how_lines_stand()

    def _say_how_lines_stand(self) -> None:
        self._window.show_status(self._look.status())
        self._actions.show_connection(self._look.sentence())

    def _on_tray_tick(self) -> None:
        self._board.show_figures()
        self._say_how_lines_stand()

    def _on_heard(self, heard: Heard) -> None:
        if heard.events:
            self._board.on_last_record(heard.at)

    def _on_publish_state_changed(self) -> None:
        for publication in self._listening.publications:
            fault = publication.publisher.state.fault
            if fault is not None:
                self._board.footer.show_file_fault(publication.path, fault)
                return
        self._board.footer.show_file_fault(self._run.data_file, None)

    def _on_record_asked(self, is_wanted: bool) -> None:  # noqa: FBT001 - Qt's signal
        if is_wanted:
            self._recording.start(self._listening.lines)
        else:
            self._recording.switch_off()
        self._keep(record=is_wanted)

    def _on_recording_changed(self, state: RecordingState | None) -> None:
        fault = state.fault if state is not None else None
        self._actions.show_recording(is_on=state is not None, fault=fault)
        if fault is not None and fault != self._recording_fault:
            self._tray.tell("The stream can't be recorded", fault, QSystemTrayIcon.MessageIcon.Warning)
        self._recording_fault = fault

    def _on_window_closed(self) -> None:
        if not self._tray.is_there():
            self._quit()
            return
        if not self._run.settings_file.settings.told_about_tray:
            self._keep(told_about_tray=True)
            self._tray.tell(
                "TallyMate goes on in the tray", "Click its icon to see the board; quit in its menu."
            )
        self._window.hide()

    def _quit(self) -> None:
        """End the event loop; Qt's own quit would ask the window first, which stays while there is a tray."""
        self._application.exit()

    def _on_connect_asked(self) -> None:
        self._window.come_forward()
        self._connecting.ask(self._settings.host, self._settings.port)

    def _connect_to(self, host: str, port: int) -> None:
        self._keep(host=host, port=port)
        self._listening.listen_to(_lines_of(self._settings))

    def _on_session_ending(self, manager: QSessionManager) -> None:  # noqa: ARG002 - the signal's
        """Have the last state on disk before the system ends the session."""
        self._listening.settle()

    def _apply_theme(self) -> None:
        theme = self._theme()
        self._application.setPalette(theme.palette())
        self._board.set_theme(theme)
        for menu in (self._menu, self._tray.menu):
            menu.setStyleSheet(menu_style(theme))
        self._connecting.set_theme(theme)
        self._diagnosing.set_theme(theme)

    def _theme(self) -> Theme:
        match self._run.settings.theme:
            case "dark":
                return DARK
            case "light":
                return LIGHT
            case _:
                scheme = self._application.styleHints().colorScheme()
                return DARK if scheme is Qt.ColorScheme.Dark else LIGHT


def _lines_of(settings: Settings) -> tuple[Line, ...]:
    return lines_to(read_places(settings.host, settings.port), settings)


def run_with_screen(run: Run) -> int:
    """Show the floor until told to end; give the exit code."""
    application = Application(["tallymate"])
    application.quit_asked.connect(application.exit)
    application.setApplicationName("TallyMate")
    application.setDesktopFileName("tallymate")
    application.setStyle("Fusion")
    application.setQuitOnLastWindowClosed(False)
    number = run.settings.screen
    screens = application.screens()
    if number > len(screens):
        message = f"there is no screen {number}: this computer has {len(screens)}"
        if run.screen_is_option:
            raise SettingsError(message)
        # A TV that is off when the PC starts is no reason to show nothing.
        _log.warning("screen: %s", message)
        number = 0
    listening = make_listening(run)
    recording = make_recording(run, listening)
    desk = Desk(application, run, listening, recording)
    screen = screens[number - 1] if number else None
    return run_until_told(application, run, listening, recording, lambda: desk.open(screen), desk.close)
