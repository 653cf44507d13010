"""The window of names: it edits the directory file."""

import pathlib
from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from desktop.acd.directory import EntryKind
from desktop.acd.directory_rows import DirectoryRow
from desktop.live.directory_file import DirectoryState, Table
from desktop.names.editor import NamesEditor
from desktop.ui.labels import plain_label
from desktop.ui.layouts import column, row
from desktop.ui.question_bar import QuestionBar
from desktop.ui.theme import Theme
from desktop.ui.windows import set_colours

OPENED_BY_OTHERS: Final = (".csv", ".txt", ".tsv")
"""Files that the system opens as a table or text; it might run any other file."""
_SPACE: Final = 12
_PROBLEM_LINES: Final = 4
_INTRODUCTION: Final = (
    "The phone system knows numbers alone: give them names here. Double-click a cell to fill it in; Enter"
    " goes on below. Grey rows were heard of and have no name yet. Choose agents and tick their groups"
    " at the right, or write numbers or names of groups under Groups, with commas between."
)


class NamesWindow(QWidget):
    """The table of names, the problems of the file, and buttons to save and discard.

    Signals:
        save_asked: A `Table` is to be written, and the version of the file that it was made from.

    Arguments:
        path: The file.
        state: The state of the file.
        known: Returns the numbers that the phone system reported.
        read_example: Returns the rows of the example.

    Attributes:
        path: The file with the names.

    """

    save_asked = Signal(object, int)

    def __init__(
        self,
        path: pathlib.Path,
        state: DirectoryState,
        known: Callable[[], Iterable[tuple[EntryKind, str]]],
        read_example: Callable[[], tuple[DirectoryRow, ...]],
    ) -> None:
        super().__init__()
        self.path = path
        self._known = known
        self._read_example = read_example
        self._newest = self._taken = state
        self._unchanged: tuple[DirectoryRow, ...] = ()
        self._saving: tuple[DirectoryRow, ...] | None = None
        self._closes_when_saved = False
        self.setWindowTitle("TallyMate - Names")
        self.resize(1060, 720)
        self.setMinimumSize(880, 560)
        self._question = QuestionBar()
        self._editor = NamesEditor()
        self._problems_title = plain_label("In the file as it is saved:")
        self._problems = QPlainTextEdit()
        self._problems.setReadOnly(True)
        self._problems.setAccessibleName("What is wrong with the file")
        self._problems.setTabChangesFocus(True)
        self._problems.setFixedHeight(self.fontMetrics().lineSpacing() * _PROBLEM_LINES + 24)
        self._status = plain_label("", "status")
        self._save = _button("&Save", self._on_save_clicked)
        self._save.setDefault(True)
        self._discard = _button("D&iscard changes", self._on_newest_wanted)
        self._example = _button("&Read the example", self._on_example_clicked)
        self._open = _button("&Open in the default program", self._on_open_clicked)
        self.setLayout(
            column(
                *(plain_label(_INTRODUCTION), self._question, (self._editor, 1)),
                *(self._problems_title, self._problems),
                row(
                    *(self._save, self._discard, (self._status, 1)),
                    *(self._example, self._open, _button("Close", self.close)),
                ),
                spacing=_SPACE,
                margins=(20, 20, 20, 16),
            )
        )
        self._editor.edited.connect(self._on_edited)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self._on_save_clicked)
        self._take(state)
        self._show_problems()

    @property
    def is_changed(self) -> bool:
        """Whether the table differs from the file."""
        return self._editor.model.rows != self._unchanged

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        set_colours(self, theme, _own_style(theme))
        self._editor.set_theme(theme)

    def show_state(self, state: DirectoryState) -> None:
        """Show a new state of the file; the user's changes stay until the user discards them."""
        self._newest = state
        self._show_problems()
        if self._saving is not None and state.table.rows == self._saving:
            # The file is what this window saved: what the user typed since then stays.
            self._taken, self._unchanged = state, self._saving
        elif self._is_behind and (self.is_changed or self._editor.table.is_edited):
            self._ask_which_to_keep()
        elif self._is_behind:
            self._take(state)
        self._enable()

    def on_saved(self, fault: str | None) -> None:
        """Show whether the file was written."""
        self._saving = None
        closes, self._closes_when_saved = self._closes_when_saved, False
        self._status.setText(f"Not saved: {fault}" if fault is not None else f"Saved.{self._wrong_rows()}")
        self._enable()
        if closes and fault is None:
            self.close()

    def showEvent(self, event: QShowEvent) -> None:
        """Offer the numbers that the phone system reported since."""
        self._editor.offer(self._known())
        self._editor.go_to_first_unnamed()
        super().showEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close, but ask first about changes that are not saved."""
        self._end_cell()
        if not self.is_changed:
            super().closeEvent(event)
            return
        event.ignore()
        self._question.ask(
            "There are changes that are not saved.",
            {
                "Save and close": self._on_save_and_close,
                "Discard and close": self._on_discard_and_close,
                "Go on editing": self._on_going_on,
            },
        )

    def _end_cell(self) -> None:
        """End the editing of a cell and keep its text."""
        self._editor.table.setFocus()

    @property
    def _is_behind(self) -> bool:
        return self._newest.version != self._taken.version

    def _take(self, state: DirectoryState) -> None:
        self._taken = state
        self._question.withdraw()
        self._editor.set_rows(state.table.rows)
        self._unchanged = self._editor.model.rows
        self._editor.offer(self._known())
        self._on_edited()

    def _ask_which_to_keep(self) -> None:
        self._question.ask(
            "Another program changed the file while you have changes here.",
            {"Take the file": self._on_newest_wanted, "Keep mine": self._on_mine_kept},
        )

    def _show_problems(self) -> None:
        problems = self._newest.problems
        self._problems.setPlainText("\n".join(problems))
        self._problems.setVisible(bool(problems))
        self._problems_title.setVisible(bool(problems))

    def _enable(self) -> None:
        is_free = self._saving is None and not self._is_behind
        self._save.setEnabled(self.is_changed and is_free and self._newest.is_understood)
        self._discard.setEnabled(self.is_changed and is_free)
        self._example.setVisible(not self._editor.model.rows and self._newest.is_understood)
        self._open.setEnabled(self._newest.exists and self.path.suffix.casefold() in OPENED_BY_OTHERS)

    def _wrong_rows(self) -> str:
        match self._editor.model.wrong_rows:
            case 0:
                return ""
            case 1:
                return " Something is wrong in one row."
            case count:
                return f" Something is wrong in {count} rows."

    def _on_edited(self) -> None:
        self._status.setText(f"Not saved yet.{self._wrong_rows()}" if self.is_changed else "")
        self._enable()

    def _on_save_clicked(self) -> None:
        self._end_cell()
        if not self._save.isEnabled():
            return
        self._saving = self._editor.model.rows
        self._status.setText("Saving...")
        self._enable()
        shape = self._taken.table
        self.save_asked.emit(Table(self._saving, shape.columns, shape.separator), self._taken.version)

    def _on_newest_wanted(self) -> None:
        self._take(self._newest)

    def _on_mine_kept(self) -> None:
        """Keep the table, as a change of what the file holds now."""
        self._taken, self._unchanged = self._newest, self._newest.table.rows
        self._on_edited()

    def _on_save_and_close(self) -> None:
        if self._is_behind:
            self._on_mine_kept()
        self._closes_when_saved = self._save.isEnabled()
        self._on_save_clicked()

    def _on_discard_and_close(self) -> None:
        self._on_newest_wanted()
        self.close()

    def _on_going_on(self) -> None:
        if self._is_behind:
            self._ask_which_to_keep()

    def _on_example_clicked(self) -> None:
        self._editor.set_rows(self._read_example())
        self._editor.offer(self._known())

    def _on_open_clicked(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.path))):
            self._status.setText(f"No program opens {self.path}.")


def _own_style(theme: Theme) -> str:
    return f"""
QFrame#question {{
    background: {theme.acd.ground}; border: 1px solid {theme.acd.accent}; border-radius: 8px;
}}
QTableView QLineEdit, QTableView QComboBox {{
    background: {theme.panel}; color: {theme.text};
    border: 1px solid {theme.acd.accent}; border-radius: 0; padding: 0 7px;
}}
QTableView QComboBox {{ combobox-popup: 0; }}
QTableView QComboBox QAbstractItemView {{
    background: {theme.panel}; color: {theme.text}; border: 1px solid {theme.line};
    selection-background-color: {theme.acd.ground}; selection-color: {theme.text};
}}
"""


def _button(text: str, on_clicked: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.clicked.connect(on_clicked)
    return button
