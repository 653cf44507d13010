"""Composes what one run shows: boards, tray, strip, windows and alerts over one floor."""

import logging
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QIcon, QImage, QSessionManager
from PySide6.QtWidgets import QApplication, QMenu

from desktop.acd.connection import Lines
from desktop.acd.moment import Moment
from desktop.alerts.feature import Supervising
from desktop.alerts.settings_page import AlertPages
from desktop.app.applying import Applying
from desktop.boards.open_boards import Boards
from desktop.diagnostics.presenter import Diagnosing
from desktop.feed.worker import Line
from desktop.live.directory import KeptDirectory
from desktop.live.limits_of import limits_of
from desktop.live.listening import Listening, lines_to
from desktop.live.overview import Overview
from desktop.live.recording import Recording
from desktop.live.run import Run
from desktop.names.presenter import DirectoryEditing
from desktop.recording.recorder import RecordingState
from desktop.settings import Settings, SettingsError, read_places
from desktop.settings_window.presenter import Adjusting
from desktop.settings_window.program_pages import ProgramPages
from desktop.setup.connecting import Connecting
from desktop.setup.presenter import Assisting
from desktop.system import clock
from desktop.system.autostart import Autostart
from desktop.system.notifier import Urgency
from desktop.system.places import EXAMPLE_DIRECTORY, resources_folder
from desktop.tray.desk_strip import DeskStrip
from desktop.tray.glance import Glance
from desktop.tray.icon import Tray
from desktop.ui.actions import Actions
from desktop.ui.brushes import FAMILIES, Brushes
from desktop.ui.kit import Kit
from desktop.ui.theme import Theme, themed
from desktop.ui.window_style import menu_style

STATUS_TICK_MS = 5_000


_log = logging.getLogger(__name__)


class Desk(QObject):
    """Board window and tray over one floor.

    Arguments:
        application: Qt's.
        run: What this run is to do.
        listening: Where the floor comes from.
        recording: The switch that its menu offers.
        now: Gives the present moment.
        autostart: Starts the program at sign-in; None where it can't.

    Attributes:
        next_run: What the program is to go over to; None where it is to end.

    """

    def __init__(
        self,
        application: QApplication,
        run: Run,
        listening: Listening,
        recording: Recording,
        now: Callable[[], Moment] = clock.now,
        autostart: Autostart | None = None,
    ) -> None:
        super().__init__()
        self.next_run: Run | None = None
        self._application = application
        self._run = run
        self._listening = listening
        self._recording = recording
        self._settings = run.settings
        self._recording_fault: str | None = None
        self._theme_shown: Theme | None = None
        resources = resources_folder()
        brushes = Brushes(resources)
        icon = QIcon(str(resources / "icons" / "app.svg"))
        application.setWindowIcon(icon)
        font = application.font()
        font.setFamilies(list(FAMILIES))
        application.setFont(font)

        self._actions = Actions(run.data_file, run.recording_file)
        self._menu = QMenu()
        self._actions.fill(self._menu)
        kit = Kit(application, brushes, self._actions, self._menu, icon, now, run.play)
        self._look = kit.look()
        self._overview = Overview(listening, now)
        self._boards = Boards(kit, run, listening)
        self._strip = DeskStrip(kit, listening, self._overview, run.settings, self._keep)
        self._tray = Tray(brushes, self._actions, self._look.status)
        self._glance = Glance(kit, self._tray, self._overview, listening)
        example = resources / EXAMPLE_DIRECTORY
        self._directory = KeptDirectory(run.directory_file or example)
        self._naming = DirectoryEditing(self._directory, listening.floor, example)
        self._connecting = Connecting(lambda: self._boards.first.window, now)
        self._applying = Applying(run, listening, recording, self._directory)
        autostart = autostart or Autostart()
        self._pages = ProgramPages(
            run, listening, Autostart() if run.is_play else autostart, now, self._apply_settings
        )
        self._alert_pages = AlertPages(run, lambda: self._directory.directory)
        self._adjusting = Adjusting(
            kit,
            run,
            self._boards,
            listening,
            lambda: self._directory.directory,
            self._pages,
            self._alert_pages,
        )
        self._supervising = Supervising(kit, run, listening, self._boards, self._tray, self._glance)
        self._telling = self._supervising.telling
        self._assisting = Assisting(
            kit, run, lambda: self._settings, listening.floor, autostart, self._boards.judge
        )
        self._diagnosing = Diagnosing(listening, recording, lambda: self._settings, now, run.log_folder)
        self._status_tick = QTimer(self)
        self._join_listening()
        self._join_actions()
        self._join_windows()
        application.styleHints().colorSchemeChanged.connect(self._apply_theme)
        application.commitDataRequest.connect(self._on_session_ending)
        self._take_names_and_limits()
        self._apply_theme()

    def _join_windows(self) -> None:
        self._boards.closed.connect(self._on_board_closed)
        self._boards.removing.connect(self._connecting.leave)
        self._adjusting.limits_changed.connect(self._take_names_and_limits)
        self._adjusting.names_asked.connect(self._naming.show)
        self._strip.board_asked.connect(self._on_board_asked)
        self._glance.board_asked.connect(self._on_board_asked)
        self._telling.clicked.connect(self._on_board_asked)
        self._alert_pages.sound_asked.connect(self._telling.play)
        self._adjusting.alerts_changed.connect(self._supervising.on_settings_changed)
        self._directory.directory_changed.connect(self._take_names_and_limits)
        self._directory.directory_changed.connect(self._listening.take_names)
        self._directory.problems_changed.connect(self._on_names_wrong)

    def _join_listening(self) -> None:
        listening = self._listening
        listening.lines_changed.connect(self._on_lines_changed)
        listening.heard.connect(self._boards.on_heard)
        listening.publishing_changed.connect(self._on_publish_state_changed)
        self._recording.state_changed.connect(self._on_recording_changed)
        self._connecting.chosen.connect(self._connect_to)
        self._assisting.run_chosen.connect(self._go_over_to)
        self._overview.summary_changed.connect(self._tray.on_summary_changed)
        self._status_tick.timeout.connect(self._say_how_lines_stand)

    def _join_actions(self) -> None:
        actions = self._actions
        actions.show_board_asked.connect(self._on_board_asked)
        actions.settings_asked.connect(self._adjusting.show)
        actions.names_asked.connect(self._naming.show)
        actions.connect_asked.connect(self._on_connect_asked)
        actions.set_up_asked.connect(self._assisting.show)
        actions.diagnostics_asked.connect(self._diagnosing.show)
        actions.record_asked.connect(self._on_record_asked)
        actions.quit_asked.connect(self._quit)
        self._pages.diagnostics_asked.connect(self._diagnosing.show)
        if self._run.is_play:
            # What a phone system tells must not get into the demonstration's file: another run is for that.
            actions.offer_phone_system()
        fixed = self._run.settings_file.site.fixed.settings
        actions.connection.setEnabled(not self._run.is_play and "host" not in fixed)
        actions.record.setEnabled(not self._run.is_play and "record" not in fixed)
        actions.strip.setEnabled("strip" not in fixed)
        # The demonstration's names are no one's to change.
        actions.names.setEnabled(not self._run.demo)
        for menu in (self._menu, self._tray.menu):
            menu.aboutToShow.connect(self._on_menu_opening)

    def open(self) -> None:
        """Show the tray icon, and the boards as this run wants them."""
        self._tray.show()
        self._supervising.start()
        self._overview.start()
        self._status_tick.start(STATUS_TICK_MS)
        self._directory.start()
        self._boards.open()
        self._strip.open()
        first = self._boards.first.window
        if self._run.minimized and not first.isVisible() and not self._tray.is_there():
            first.showMinimized()
        if self._run.settings_file.problems and not self._run.in_person:
            self._tell_what_does_not_count()
        if self._actions.connection.isEnabled() and not self._run.lines and not self._run.minimized:
            is_first_start = self._assisting.is_first_start
            QTimer.singleShot(0, self, self._assisting.show if is_first_start else self._on_connect_asked)

    def tell(self, title: str, text: str) -> None:
        """Show a notification of what went wrong."""
        self._telling.say("program", title, text)

    def close(self) -> bool:
        """Keep the windows' places and take everything from the screen; tell whether all ended in time.

        Windows and menus are deleted, not only hidden: Qt keeps what their signals are joined to where Python
        can't see it, and all of this run would stay in memory during the next one.
        """
        self._application.styleHints().colorSchemeChanged.disconnect(self._apply_theme)
        self._application.commitDataRequest.disconnect(self._on_session_ending)
        self._status_tick.stop()
        self._overview.stop()
        self._connecting.stop()
        ended = self._assisting.close()
        self._diagnosing.close()
        self._naming.close()
        self._adjusting.close()
        ended = self._pages.stop() and ended
        ended = self._alert_pages.stop() and ended
        ended = self._supervising.stop() and ended
        self._glance.close()
        self._tray.hide()
        self._strip.close()
        self._boards.close()
        if not self._directory.stop():
            _log.warning("The folder of %s does not answer.", self._directory.path)
            ended = False
        for menu in (self._menu, self._tray.menu, self._actions.boards):
            menu.deleteLater()
        return ended

    def picture(self) -> QImage:
        """Give what the first board shows."""
        return self._boards.first.window.grab().toImage()

    def _keep(self, **values: object) -> None:
        self._settings = replace(self._settings, **values)  # type: ignore[arg-type]
        try:
            self._run.settings_file.change(**values)
        except SettingsError as error:
            _log.warning("%s", error)

    def _apply_settings(self, values: dict[str, object]) -> str | None:
        before, self._settings = self._settings, replace(self._settings, **values)  # type: ignore[arg-type]
        names = self._directory.path
        fault = self._applying.apply(before, self._settings)
        if self._directory.path != names:
            # It shows what the other file said.
            self._naming.close()
        self._actions.show_places(self._listening.data.path, self._recording.path)
        return fault

    def _tell_what_does_not_count(self) -> None:
        """Tell once what is wrong with the settings; the page about the program says it all."""
        problems = self._run.settings_file.problems
        title = "Not all settings count"
        if self._tray.is_there():
            more = f" ({len(problems) - 1} more: see Settings, About)" if len(problems) > 1 else ""
            self._telling.say("settings", title, problems[0] + more)
        else:
            self._boards.show_notice(f"{title}: see Settings, About")

    def _take_names_and_limits(self, *_: object) -> None:
        file = self._run.settings_file
        limits = limits_of(file.limits, file.queue_limits)
        self._overview.take(self._directory.directory, limits)
        self._boards.take(self._directory.directory, limits)
        self._supervising.take(self._directory.directory, limits)

    def _on_lines_changed(self, lines: Lines) -> None:
        self._look.lines = lines
        self._tray.on_lines_changed(lines)
        self._say_how_lines_stand()

    def _say_how_lines_stand(self) -> None:
        self._boards.show_status()
        self._actions.show_connection(self._look.sentence())

    def _on_publish_state_changed(self) -> None:
        for publication in self._listening.publications:
            fault = publication.publisher.state.fault
            if fault is not None:
                self._boards.show_file_fault(publication.path, fault)
                return
        self._boards.show_file_fault(self._listening.data.path, None)

    def _on_record_asked(self, is_wanted: bool) -> None:  # noqa: FBT001 - Qt's signal
        if is_wanted:
            self._recording.start(self._listening.lines)
        else:
            self._recording.switch_off()
        self._keep(record=is_wanted)
        self._adjusting.show_settings()

    def _on_recording_changed(self, state: RecordingState | None) -> None:
        fault = state.fault if state is not None else None
        self._actions.show_recording(is_on=state is not None, fault=fault)
        if fault is not None and fault != self._recording_fault:
            self._telling.say("recording", "The stream can't be recorded", fault)
        self._recording_fault = fault

    def _on_names_wrong(self, problems: tuple[str, ...]) -> None:
        if problems:
            more = f" (and {len(problems) - 1} more: see Names...)" if len(problems) > 1 else ""
            self._telling.say("names", "Names to look at", problems[0] + more)

    def _on_menu_opening(self) -> None:
        self._actions.show_boards(self._boards.entries())

    def on_show_asked(self, fills_screen: bool, screen: int) -> None:  # noqa: FBT001 - a signal's slot
        """Show the first board, as a second start wants it: on the screen of that number, from 1, if any."""
        if not fills_screen:
            self._on_board_asked()
            return
        screens = self._application.screens()
        wanted = screens[screen - 1] if 0 < screen <= len(screens) else None
        self._boards.fill_screen(self._boards.first.settings.name, wanted)

    def _on_board_asked(self) -> None:
        self._boards.show(self._boards.first.settings.name)

    def _on_board_closed(self, name: str) -> None:
        others = [one for one in self._boards if one.window.isVisible() and one.settings.name != name]
        if not self._tray.is_there() and not others:
            self._quit()
            return
        self._boards.put_away(name)
        if others:
            return
        if not self._run.settings_file.settings.told_about_tray:
            self._keep(told_about_tray=True)
            self._telling.say(
                "tray",
                "TallyMate goes on in the tray",
                "Click its icon to see the board; quit in its menu.",
                Urgency.LOW,
            )

    def _quit(self) -> None:
        """End the event loop; Qt's own quit would ask the window first, which stays while there is a tray."""
        self._application.exit()

    def _on_connect_asked(self) -> None:
        self._boards.first.window.come_forward()
        self._connecting.ask(self._settings.host, self._settings.port)

    def _connect_to(self, host: str, port: int) -> None:
        self._keep(host=host, port=port)
        self._listening.listen_to(_lines_of(self._settings))
        self._adjusting.show_settings()

    def _go_over_to(self, run: Run) -> None:
        """End this run in favour of another one."""
        if not (self._run.is_play or run.is_play):
            # What a phone system told that is listened to no more is not to be known again.
            now = [feed.line for feed in self._listening.feeds]
            kept = (line for line in run.lines if any(line.is_same_place(one) for one in now))
            self._listening.listen_to(tuple(kept))
        self.next_run = run
        self._quit()

    def _on_session_ending(self, manager: QSessionManager) -> None:  # noqa: ARG002 - the signal's
        """Have the last state on disk before the system ends the session."""
        self._listening.settle()

    def _apply_theme(self) -> None:
        is_dark = self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        self._boards.set_system_is_dark(is_dark=is_dark)
        # A dark board on a TV makes no window on the desk dark.
        theme = themed("calm", dark=is_dark)
        if theme == self._theme_shown:
            return
        self._theme_shown = theme
        self._application.setPalette(theme.palette())
        self._look.theme = theme
        for menu in (self._menu, self._tray.menu, self._actions.boards):
            menu.setStyleSheet(menu_style(theme))
        self._connecting.set_theme(theme)
        self._diagnosing.set_theme(theme)
        self._naming.set_theme(theme)
        self._adjusting.set_theme(theme)
        self._strip.set_theme(theme)
        self._glance.set_theme(theme)
        self._supervising.set_theme(theme)


def _lines_of(settings: Settings) -> tuple[Line, ...]:
    return lines_to(read_places(settings.host, settings.port), settings)
