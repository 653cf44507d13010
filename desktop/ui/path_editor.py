"""An editor of a file's place: typed or browsed for, and looked at before it counts."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.settings.declared import Field, wrong
from desktop.ui.fields import FieldEditor
from desktop.ui.plain_label import plain_label

Browse = Callable[[QWidget, str, str], str]
"""Asks for a file: the window, what it is called and where to begin; gives its path, blank for none."""

_SOON_MS: Final = 250
"""So long after the last letter the place is looked at."""
_SPACE: Final = 8


def browse_for_file(window: QWidget, title: str, begin: str) -> str:
    """Ask for a file that may be there or not."""
    # What stands there is not overwritten without a look at it, so there is no need to ask.
    options = QFileDialog.Option.DontConfirmOverwrite
    return QFileDialog.getSaveFileName(window, title, begin, options=options)[0]


class PathEditor(FieldEditor):
    """A path, and beside it what is wrong with it. It counts on Enter or on leaving, if nothing is.

    Signals:
        check_asked: Someone has to look whether a file can be kept at this path, and tell `show_checked`.

    Arguments:
        declared: The setting.
        browse: Asks for a file.

    """

    check_asked = Signal(str)
    is_tall = True

    def __init__(self, declared: Field, browse: Browse = browse_for_file) -> None:
        super().__init__(declared)
        self._browse = browse
        self._value = ""
        self._begin = ""
        self._wanted: str | None = None
        title = declared.metadata["title"]
        self._line = QLineEdit()
        self._line.setClearButtonEnabled(True)
        self._line.setAccessibleName(title)
        self._line.setAccessibleDescription(declared.metadata["description"])
        self._ask = QPushButton("Browse...")
        self._ask.setAccessibleName(f"Browse for: {title}")
        self._reason = plain_label("")
        self._reason.setObjectName("reason")
        self._reason.hide()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._on_soon)
        row = QHBoxLayout()
        row.setSpacing(_SPACE)
        row.addWidget(self._line, stretch=1)
        row.addWidget(self._ask)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self._reason)
        self.setFocusProxy(self._line)
        self._line.textChanged.connect(self._on_typed)
        self._line.editingFinished.connect(self._on_finished)
        self._ask.clicked.connect(self._on_browse_clicked)

    def show_value(self, value: str) -> None:
        """Show a value; what someone is typing stays."""
        if value != self._value or not self._line.hasFocus():
            self._value = value
            self._wanted = None
            self._line.setText(value)
            self._soon.stop()
            self._say(None)

    def show_usual(self, path: str) -> None:
        """Say where it is kept while nothing is typed."""
        self._begin = path
        self._line.setPlaceholderText(path or "none")

    def show_checked(self, text: str, reason: str | None) -> None:
        """Take what is wrong with a path that was to be looked at; None when nothing is."""
        if text != self._text:
            return  # it goes on being typed
        self._say(reason)
        if text == self._wanted and reason is None and text != self._value:
            self._value = text
            self.edited.emit(text)
        self._wanted = None

    @property
    def _text(self) -> str:
        return self._line.text().strip()

    def _say(self, reason: str | None) -> None:
        self._reason.setText(reason or "")
        self._reason.setVisible(reason is not None)

    def _on_typed(self) -> None:
        self._wanted = None
        reason = wrong(self.declared, self._text)
        self._say(reason)
        if reason is None and self._text != self._value:
            self._soon.start()
        else:
            self._soon.stop()

    def _on_soon(self) -> None:
        self.check_asked.emit(self._text)

    def _on_finished(self) -> None:
        self._soon.stop()
        if self._text != self._value and wrong(self.declared, self._text) is None:
            self._wanted = self._text
            self.check_asked.emit(self._text)

    def _on_browse_clicked(self) -> None:
        title = self.declared.metadata["title"]
        path = self._browse(self.window(), title, self._text or self._begin)
        if path:
            self._line.setText(path)
            self._on_finished()
