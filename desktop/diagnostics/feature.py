"""Diagnostics: what was heard, how the lines stand, how the files are written."""

import time
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import qVersion
from PySide6.QtGui import QAction

from desktop import __version__
from desktop.acd.batch import Batch
from desktop.acd.connection import Connection
from desktop.acd.plain_text import printable
from desktop.acd.wording import date_and_clock
from desktop.diagnostics import findings
from desktop.diagnostics.findings import LineReading
from desktop.diagnostics.journal import Journal
from desktop.diagnostics.report import Report, Section
from desktop.live.context import Context
from desktop.live.publication import Publication
from desktop.protocol.line import LinePhase
from desktop.publish.replacing import replace_file
from desktop.recording.entries import MADE_AGAIN
from desktop.settings import Settings
from desktop.system.crash_log import last_crash
from desktop.ui.feature import Feature, MenuGroup
from desktop.ui.theme import Theme
from desktop.ui.window_when_asked import WindowWhenAsked

if TYPE_CHECKING:
    from desktop.diagnostics.window import DiagnosticsWindow


class DiagnosticsFeature(Feature):
    """Keeps a journal of what is heard, and shows it when asked.

    Arguments:
        context: What every feature is made from.

    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._listening = context.listening
        self._recording = context.recording
        self._preferences = context.preferences
        self._now = context.kit.now
        self._log_folder = context.run.log_folder
        self._began = self._now()
        self._journal = Journal()
        self._shown = WindowWhenAsked(self._make)
        self._action = QAction("Diagnostics", self)
        self._action.setWhatsThis(
            "Diagnostics shows what comes from the phone systems and makes a text of it for a mail."
        )
        self._action.triggered.connect(self.show)
        self._listening.heard.connect(self._on_heard)
        self._listening.connection_changed.connect(self._on_connection_changed)
        self._listening.dropped.connect(self._on_dropped)

    def actions(self) -> Sequence[tuple[MenuGroup, QAction]]:
        """Return what the menus offer: the diagnostics."""
        return ((MenuGroup.SUPPORT, self._action),)

    def stop(self) -> bool:
        """Take the window from the screen, for good."""
        self._shown.close()
        return True

    def set_theme(self, theme: Theme) -> None:
        """Take colours."""
        self._shown.set_theme(theme)

    @property
    def window(self) -> "DiagnosticsWindow | None":
        """The window; None before it was asked for."""
        return self._shown.window

    def show(self) -> None:
        """Show the window, in front of the others."""
        self._shown.ask().come_forward()

    def _make(self) -> "DiagnosticsWindow":
        from desktop.diagnostics.window import DiagnosticsWindow

        return DiagnosticsWindow(self.report, self._file_name, replace_file)

    def report(self) -> Report:
        """Give all there is to find out now."""
        now, journal = self._now(), self._journal
        readings = tuple(
            LineReading(feed.connection, feed.unread, feed.lost_before) for feed in self._listening.feeds
        )
        return Report(
            f"TallyMate {__version__}, diagnostics of {date_and_clock(now)}",
            (
                findings.phone_systems(journal, readings, now),
                findings.last_records(journal),
                findings.unreadable(readings),
                findings.history(journal),
                findings.codes(journal),
                findings.minutes(journal, now),
                self._files(),
                self._fault(),
                findings.named("Versions", self._versions()),
                findings.named("Settings", _changed(self._preferences.settings)),
            ),
            tuple(journal.per_minute(now)),
        )

    def _on_heard(self, heard: Batch) -> None:
        self._journal.note_heard(heard)

    def _on_connection_changed(self, connection: Connection) -> None:
        self._journal.note_connection(connection, self._now())

    def _on_dropped(self, source: str) -> None:
        """Note a line that is made again for its silence: nothing else tells of it."""
        for connection in self._listening.lines.connections:
            if connection.source == source and connection.phase is LinePhase.SILENT:
                self._journal.note_connection(replace(connection, reason=MADE_AGAIN), self._now())

    def _files(self) -> Section:
        rows = [_file(publication) for publication in self._listening.files.all]
        state = self._recording.state
        if state is not None:
            written = f"{state.bytes_written} bytes since {date_and_clock(state.since)}"
            dropped = f"{state.dropped_bytes} bytes"
            rows.append(
                ("Recording", printable(str(state.path)), written, "", "", dropped, state.fault or "none")
            )
        columns = ("File", "Where", "Last written", "Took", "Times written", "Not written", "Fault")
        return Section("Files", columns, tuple(rows))

    def _fault(self) -> Section:
        lines = last_crash(self._log_folder) if self._log_folder is not None else ()
        rows = tuple((printable(line),) for line in lines)
        return Section("Program faults", ("The last one",), rows, "None is known.", frozenset({0}))

    def _versions(self) -> dict[str, str]:
        import platform

        return {
            "TallyMate": __version__,
            "Python": platform.python_version(),
            "PySide": PySide6.__version__,
            "Qt": qVersion() or "",
            "System": platform.platform(),
            "Time zone": time.strftime("%Z %z"),
            "Running since": date_and_clock(self._began),
            "Log": str(self._log_folder or "none"),
        }

    def _file_name(self) -> str:
        stamp = time.strftime("%Y%m%d-%H%M%S", time.localtime(self._now().wall_s))
        return f"tallymate-diagnostics-{stamp}.txt"


def _file(publication: Publication) -> tuple[str, ...]:
    state = publication.publisher.state
    written = date_and_clock(state.written) if state.written is not None else "not yet"
    took = f"{state.took_s * 1000:.1f} ms" if state.written is not None else ""
    return (
        publication.name.capitalize(),
        printable(str(publication.path)),
        written,
        took,
        f"{state.writings}",
        f"{state.failures} times",
        printable(state.fault or "none"),
    )


def _changed(settings: Settings) -> dict[str, str]:
    """Give the settings that are not as they come, but for those that the program keeps for a person."""
    return {
        setting.name: str(getattr(settings, setting.name))
        for setting in fields(settings)
        if getattr(settings, setting.name) != setting.default and not setting.metadata["kept_for_you"]
    }
