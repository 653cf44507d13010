"""The page of phone systems: which ones, how patiently, and whether they answer."""

from collections.abc import Collection, Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy

from desktop.settings import Settings
from desktop.settings.declared import settings_in
from desktop.settings_window.hosts_editor import HostsEditor
from desktop.settings_window.program_page import ProgramPage
from desktop.ui.field_editor import FIXED_BY_SITE, FieldEditor
from desktop.ui.trial_lines import TrialLines

_DECLARED: Final = settings_in(Settings)
_LINES_HEIGHT: Final = 130


class PhonePage(ProgramPage):
    """The phone systems.

    Signals:
        test_asked: Hosts and the port are to be tried out.

    """

    test_asked = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self._port = _DECLARED["port"].default
        self._hosts = HostsEditor(_DECLARED["host"])
        self._test = QPushButton("Test connection")
        self._lines = TrialLines()
        self._lines.setMinimumHeight(_LINES_HEIGHT)
        # As high as there is room: the page need not scroll for it.
        self._lines.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._is_testing = False
        self._add_text("Several make one floor. Whoever looks after the phones knows their addresses.")
        self._layout.addWidget(self._hosts)
        self._add_form("port", "silent_after_s", "reconnect_after_s")
        row = QHBoxLayout()
        row.addWidget(self._test)
        row.addStretch(1)
        self._layout.addLayout(row)
        self._layout.addWidget(self._lines, stretch=1)
        self._hosts.edited.connect(self._on_hosts_edited)
        self._hosts.typed.connect(self._enable)
        self._test.clicked.connect(self._on_test_clicked)
        self._enable()

    @property
    def editors(self) -> Mapping[str, FieldEditor]:
        """What each setting is changed with, by its name."""
        return {"host": self._hosts, **super().editors}

    def show_settings(self, settings: Settings) -> None:
        """Show what is set."""
        super().show_settings(settings)
        self._port = settings.port
        self._hosts.show_value(settings.host)
        self._enable()

    def show_notes(self, notes: Mapping[str, str], fixed: Collection[str]) -> None:
        """Say something of settings, by their names; those that are fixed can't be changed."""
        super().show_notes(notes, fixed)
        is_fixed = "host" in fixed
        self._hosts.show_note(FIXED_BY_SITE if is_fixed else notes.get("host", ""), is_fixed=is_fixed)

    def show_status(self, sentences: tuple[str, ...]) -> None:
        """Say how each line stands, in the order of the phone systems."""
        self._hosts.show_status(sentences)

    def on_test_said(self, line: str) -> None:
        """Show a line of the test."""
        self._lines.say(line)

    def on_test_ended(self) -> None:
        """Allow another test."""
        self._lines.show_said()
        self._is_testing = False
        self._enable()

    def _enable(self) -> None:
        self._test.setEnabled(bool(self._hosts.to_test) and not self._is_testing)

    def _on_hosts_edited(self, value: str) -> None:
        self.changed.emit("host", value)
        self._enable()

    def _on_test_clicked(self) -> None:
        self._is_testing = True
        self._lines.begin()
        self.test_asked.emit(self._hosts.to_test, self._port)
        self._enable()
