"""Diagnostics: a journal of the stream, and the window with everything that helps to find a fault."""

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.acd.batch import Batch
from desktop.acd.connection import Connection
from desktop.diagnostics.journal import Journal
from desktop.live.context import Context
from desktop.protocol.line import LinePhase
from desktop.recording.entries import MADE_AGAIN
from desktop.ui.feature import MenuGroup, WindowFeature

if TYPE_CHECKING:
    from desktop.diagnostics.window import DiagnosticsWindow


class DiagnosticsFeature(WindowFeature["DiagnosticsWindow"]):
    """Keeps a journal from the start, and shows it in a window.

    Arguments:
        context: The parts that all features share.

    """

    def __init__(self, context: Context) -> None:
        super().__init__(context.kit, "Diagnostics", MenuGroup.SUPPORT, keeps_place=True)
        self._context = context
        self._now = context.kit.now
        self._began = self._now()
        self._journal = Journal()
        self.action.setWhatsThis(
            "Diagnostics shows what comes from the phone systems and makes a text of it for a mail."
        )
        context.live_floor.heard.connect(self._on_heard)
        context.live_floor.connection_changed.connect(self._on_connection_changed)
        context.live_floor.dropped.connect(self._on_dropped)

    def _make_window(self) -> "DiagnosticsWindow":
        from desktop.diagnostics.sections import make_report
        from desktop.diagnostics.window import DiagnosticsWindow

        return DiagnosticsWindow(lambda: make_report(self._context, self._journal, self._began), self._now)

    def _on_heard(self, heard: Batch) -> None:
        self._journal.note_heard(heard)

    def _on_connection_changed(self, connection: Connection) -> None:
        self._journal.note_connection(connection, self._now())

    def _on_dropped(self, source: str) -> None:
        """Note a line that is reconnected because it is silent: nothing else reports that."""
        for connection in self._context.live_floor.lines.connections:
            if connection.source == source and connection.phase is LinePhase.SILENT:
                self._journal.note_connection(replace(connection, reason=MADE_AGAIN), self._now())
