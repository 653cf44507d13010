"""The editor of a file's path: typed or browsed for, and checked before it counts."""

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton

from desktop.settings.declared import Field
from desktop.ui.field_editor import TextEditor
from desktop.ui.layouts import column, row

_CHECK_MS: Final = 250
"""Delay from the last key stroke to the check of the path."""


class PathEditor(TextEditor):
    """A path; below it, what is wrong with it. It takes effect as in `TextEditor`, once it was checked.

    Signals:
        check_asked: A path is to be checked; pass the result to `show_checked`.

    Arguments:
        declared: The setting.

    """

    check_asked = Signal(str)
    is_tall = True

    def __init__(self, declared: Field) -> None:
        self._browse = QPushButton("Browse...")
        super().__init__(declared)
        self._begin = ""
        self._wanted: str | None = None
        self._line.setClearButtonEnabled(True)
        self._browse.setAccessibleName(f"Browse for: {declared.metadata['title']}")
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_CHECK_MS)
        self._soon.timeout.connect(self._on_soon)
        self._browse.clicked.connect(self._on_browse_clicked)

    def show_value(self, value: str) -> None:
        """Show a value, but leave alone what the user is typing."""
        super().show_value(value)
        if self._line.text() == value:
            self._wanted = None
            self._soon.stop()

    def show_usual(self, path: str) -> None:
        """Show the path that is used while the line is blank."""
        self._begin = path
        self._line.setPlaceholderText(path or "none")

    def show_checked(self, text: str, reason: str | None) -> None:
        """Use the result of a check: what is wrong with a path; None when nothing is."""
        if text != self._text:
            return  # the user has typed on
        self.show_reason(reason)
        if text == self._wanted and reason is None and text != self._value:
            super()._take(text)
        self._wanted = None

    def _lay_out(self) -> None:
        self.setLayout(column(row((self._line, 1), self._browse, spacing=8), self._reason, spacing=4))

    def _take(self, text: str) -> None:
        self._soon.stop()
        self._wanted = text
        self.check_asked.emit(text)

    def _on_typed(self) -> None:
        super()._on_typed()
        self._wanted = None
        if self._text != self._value and self.wrong(self._text) is None:
            self._soon.start()
        else:
            self._soon.stop()

    def _on_soon(self) -> None:
        self.check_asked.emit(self._text)

    def _on_browse_clicked(self) -> None:
        title = self.declared.metadata["title"]
        # The check of the path says what is wrong with a file that exists, so the dialog need not ask.
        options = QFileDialog.Option.DontConfirmOverwrite
        begin = self._text or self._begin
        path, _ = QFileDialog.getSaveFileName(self.window(), title, begin, options=options)
        if path:
            self._line.setText(path)
            self._on_finished()
