"""The page of the history: searched in a table, and exported for a spreadsheet."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from desktop.acd.alerts.history import HistoryEntry
from desktop.alerts.history_model import COLUMNS, HistoryModel
from desktop.ui.labels import plain_label
from desktop.ui.layouts import column, row

_SPACE: Final = 12
_SAMPLES: Final = ("2026-00-00 00:00:00", "Acknowledged", "Sales: 7 callers waiting, longest 3:42")
"""Texts that must fit into the first columns."""
_OTHERS: Final = (18, 9, 14)
"""The width of the other columns in average character widths."""
_PAD: Final = 28
FILE_NAME: Final = "alerts.csv"


class HistoryPage(QWidget):
    """A search field, a table, and the number of entries shown.

    Signals:
        export_asked: The user wants a file: its path and the entries to write.

    Attributes:
        search: The search field.

    """

    export_asked = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._days = 0
        self._model = HistoryModel()
        self.search = QLineEdit()
        self.search.setPlaceholderText("Look for a name, a queue, a note...")
        self.search.setAccessibleName("Look for")
        self.search.setClearButtonEnabled(True)
        self._table = QTableView()
        self._table.setModel(self._model)
        self._table.setAccessibleName("History of alerts")
        self._table.setAlternatingRowColors(True)
        self._table.setShowGrid(False)
        self._table.setWordWrap(False)
        self._table.setTabKeyNavigation(False)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._table.verticalHeader().hide()
        header = self._table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._export = QPushButton("&Export as CSV...")
        self._status = plain_label(kind="quiet")
        below = row((self._status, 1), self._export, spacing=_SPACE)
        self.setLayout(column(self.search, (self._table, 1), below, spacing=_SPACE))
        self.search.textChanged.connect(self._on_text_changed)
        self._export.clicked.connect(self._on_export_clicked)
        self._count()

    @property
    def said(self) -> str:
        """The text below the table."""
        return self._status.text()

    @property
    def total(self) -> int:
        """The number of entries, shown or not."""
        return self._model.total

    def show_entries(self, entries: Sequence[HistoryEntry], days: int) -> None:
        """Show entries.

        Arguments:
            entries: The entries, newest last.
            days: Number of days that they are kept.

        """
        before, self._days = (self._model.total, self._days), days
        self._model.show_entries(entries)
        if before != (self._model.total, days):
            self._count()

    def say_exported(self, path: str, fault: str | None) -> None:
        """Show whether a file was written."""
        self._status.setText(f"Saved to {path}." if fault is None else f"Can't write {path}: {fault}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the alert's text the width that the other columns leave."""
        super().resizeEvent(event)
        metrics = self._table.fontMetrics()
        widths = [metrics.horizontalAdvance(sample) + _PAD for sample in _SAMPLES]
        widths += [metrics.averageCharWidth() * letters + _PAD for letters in _OTHERS]
        rest = self.width() - sum(widths) - self._table.verticalScrollBar().sizeHint().width() - 8
        widths[COLUMNS.index("Alert")] += max(0, rest)
        for place, width in enumerate(widths):
            self._table.setColumnWidth(place, width)

    def _count(self) -> None:
        total, shown = self._model.total, self._model.rowCount()
        kept = f"in the last {self._days} days" if self._days != 1 else "since yesterday"
        if not total:
            said = f"No alerts {kept}."
        elif shown == total:
            said = f"{total} {'entry' if total == 1 else 'entries'} {kept}."
        else:
            said = f"{shown} of {total} entries {kept}."
        self._status.setText(said)
        self._export.setEnabled(bool(shown))

    def _on_text_changed(self, text: str) -> None:
        self._model.look_for(text)
        self._count()

    def _on_export_clicked(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, "Export the history", FILE_NAME, "CSV (*.csv)")
        if chosen:
            self._status.setText("Saving...")
            self.export_asked.emit(chosen, self._model.shown)
