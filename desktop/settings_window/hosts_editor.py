"""An editor of the phone systems: a list to add to and to take from."""

from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QPushButton, QVBoxLayout

from desktop.settings.declared import Field, wrong
from desktop.ui.field_editor import FieldEditor
from desktop.ui.labels import plain_label

_SPACE: Final = 8
_HEIGHT: Final = 116
_WIDEST: Final = 620


class HostsEditor(FieldEditor):
    """Names and addresses, each with how its line stands.

    Signals:
        typed: Someone types another: what stands there now.

    Arguments:
        declared: The setting; its text has commas between them.

    """

    typed = Signal(str)

    def __init__(self, declared: Field) -> None:
        super().__init__(declared)
        self._hosts: tuple[str, ...] = ()
        self._status: tuple[str, ...] = ()
        self._list = QListWidget()
        self._list.setObjectName("boards")
        self._list.setAccessibleName("Phone systems")
        self._list.setAccessibleDescription(declared.metadata["description"])
        self._list.setFixedHeight(_HEIGHT)
        self._remove = QPushButton("Remove")
        self._line = QLineEdit()
        self._line.setPlaceholderText("192.168.201.2")
        self._line.setAccessibleName("Name or address of another phone system")
        self._add = QPushButton("+ Add")
        self._reason = plain_label("")
        self._reason.setObjectName("reason")
        self._reason.hide()
        self._lay_out()
        self.setMaximumWidth(_WIDEST)
        # The first one: Tab would pass over what stands before it.
        self.setFocusProxy(self._list)
        self._line.textChanged.connect(self._on_typed)
        self._line.returnPressed.connect(self._on_add)
        self._add.clicked.connect(self._on_add)
        self._remove.clicked.connect(self._on_remove)
        self._list.currentRowChanged.connect(self._enable)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self._list, self._on_remove)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._enable()

    @property
    def to_test(self) -> str:
        """What is to be tried out: what is typed, else all of them; blank for none."""
        if self._line.text().strip():
            return "" if self._wrong() is not None else self._line.text().strip()
        return ", ".join(self._hosts)

    def show_value(self, value: str) -> None:
        """Show a value; what someone is typing stays."""
        hosts = tuple(host.strip() for host in value.split(",") if host.strip())
        if hosts != self._hosts:
            self._hosts = hosts
            self._status = ()
            self._show()

    def show_status(self, sentences: tuple[str, ...]) -> None:
        """Say how each one's line stands, in their order."""
        if sentences != self._status:
            self._status = sentences
            self._show()

    def _lay_out(self) -> None:
        listed = QHBoxLayout()
        listed.setSpacing(_SPACE)
        listed.addWidget(self._list, stretch=1)
        listed.addWidget(self._remove, alignment=Qt.AlignmentFlag.AlignTop)
        added = QHBoxLayout()
        added.setSpacing(_SPACE)
        added.addWidget(self._line, stretch=1)
        added.addWidget(self._add)
        width = max(self._remove.sizeHint().width(), self._add.sizeHint().width())
        for button in (self._remove, self._add):
            button.setMinimumWidth(width)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_SPACE)
        layout.addLayout(listed)
        layout.addLayout(added)
        layout.addWidget(self._reason)

    def _show(self) -> None:
        row = self._list.currentRow()
        with QSignalBlocker(self._list):
            self._list.clear()
            for number, host in enumerate(self._hosts):
                status = self._status[number] if len(self._status) == len(self._hosts) else ""
                self._list.addItem(f"{host}\n{status}" if status else host)
            self._list.setCurrentRow(min(row, len(self._hosts) - 1))
        self._enable()

    def _enable(self) -> None:
        self._remove.setEnabled(self._list.currentRow() >= 0)
        self._add.setEnabled(bool(self._line.text().strip()) and self._wrong() is None)

    def _wrong(self) -> str | None:
        typed = self._line.text().strip()
        return wrong(self.declared, ", ".join((*self._hosts, typed))) if typed else None

    def _on_typed(self) -> None:
        reason = self._wrong()
        self._reason.setText(reason or "")
        self._reason.setVisible(reason is not None)
        self._enable()
        self.typed.emit(self._line.text().strip())

    def _on_add(self) -> None:
        typed = self._line.text().strip()
        if typed and self._wrong() is None:
            self._line.clear()
            self._change((*self._hosts, *(host.strip() for host in typed.split(","))))

    def _on_remove(self) -> None:
        row = self._list.currentRow()
        if 0 <= row < len(self._hosts):
            self._change(self._hosts[:row] + self._hosts[row + 1 :])

    def _change(self, hosts: tuple[str, ...]) -> None:
        value = ", ".join(hosts)
        self.show_value(value)
        self.edited.emit(value)
