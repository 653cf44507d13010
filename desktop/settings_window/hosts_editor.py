"""The editor of the phone systems: a list to add to and to remove from."""

from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QListWidget, QPushButton

from desktop.settings.declared import Field, wrong
from desktop.ui.field_editor import FieldEditor
from desktop.ui.labels import hidden_label, say
from desktop.ui.layouts import column, row

_SPACE: Final = 8
_HEIGHT: Final = 116
_WIDEST: Final = 620


class HostsEditor(FieldEditor):
    """Names and addresses, each with the state of its connection.

    Signals:
        typed: The user typed in the field for another one: its text.

    Arguments:
        declared: The setting; its text separates them by commas.

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
        self._reason = hidden_label("reason")
        width = max(self._remove.sizeHint().width(), self._add.sizeHint().width())
        for button in (self._remove, self._add):
            button.setMinimumWidth(width)
        listed = row((self._list, 1), column(self._remove, None))
        self.setLayout(column(listed, row((self._line, 1), self._add), self._reason, spacing=_SPACE))
        self.setMaximumWidth(_WIDEST)
        # The first control: Tab would skip controls before the focus proxy.
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
        """The hosts to test: what is typed, else all of them; blank for none."""
        if self._typed:
            return "" if self._wrong() is not None else self._typed
        return ", ".join(self._hosts)

    def show_value(self, value: str) -> None:
        """Show a value, but leave alone what the user is typing."""
        hosts = tuple(host.strip() for host in value.split(",") if host.strip())
        if hosts != self._hosts:
            self._hosts = hosts
            self._status = ()
            self._show()

    def show_status(self, sentences: tuple[str, ...]) -> None:
        """Show the state of each connection, in their order."""
        if sentences != self._status:
            self._status = sentences
            self._show()

    @property
    def _typed(self) -> str:
        return self._line.text().strip()

    def _show(self) -> None:
        at = self._list.currentRow()
        with QSignalBlocker(self._list):
            self._list.clear()
            for number, host in enumerate(self._hosts):
                status = self._status[number] if len(self._status) == len(self._hosts) else ""
                self._list.addItem(f"{host}\n{status}" if status else host)
            self._list.setCurrentRow(min(at, len(self._hosts) - 1))
        self._enable()

    def _enable(self) -> None:
        self._remove.setEnabled(self._list.currentRow() >= 0)
        self._add.setEnabled(bool(self._typed) and self._wrong() is None)

    def _wrong(self) -> str | None:
        return wrong(self.declared, ", ".join((*self._hosts, self._typed))) if self._typed else None

    def _on_typed(self) -> None:
        say(self._reason, self._wrong())
        self._enable()
        self.typed.emit(self._typed)

    def _on_add(self) -> None:
        typed = self._typed
        if typed and self._wrong() is None:
            self._line.clear()
            self._change((*self._hosts, *(host.strip() for host in typed.split(","))))

    def _on_remove(self) -> None:
        at = self._list.currentRow()
        if 0 <= at < len(self._hosts):
            self._change(self._hosts[:at] + self._hosts[at + 1 :])

    def _change(self, hosts: tuple[str, ...]) -> None:
        value = ", ".join(hosts)
        self.show_value(value)
        self.edited.emit(value)
