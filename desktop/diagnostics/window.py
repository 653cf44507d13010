"""The diagnostics window: everything that helps to find a fault, in tables that can be copied for a mail."""

import pathlib
import time
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontDatabase, QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QWidget,
)

from desktop.acd.moment import Moment
from desktop.diagnostics.minute_bars import MinuteBars
from desktop.diagnostics.report import Report, Section
from desktop.publish.replacing import replace_file
from desktop.ui.labels import plain_label
from desktop.ui.layouts import column, row
from desktop.ui.theme import Theme
from desktop.ui.window_style import window_style

REFRESH_MS: Final = 1000
_MEASURED_ROWS: Final = 40
_SPACE: Final = 12


class TextCell(QTableWidgetItem):
    """A read-only cell: it has a text and a font, and no value to edit."""

    def data(self, role: int) -> Any:  # noqa: ANN401 - Qt's variant
        """Return the text or the font."""
        return None if role == Qt.ItemDataRole.EditRole else super().data(role)


class SectionView(QWidget):
    """A section as a table, or a remark in place of an empty one."""

    def __init__(self, section: Section) -> None:
        super().__init__()
        self._section: Section | None = None
        self._widths: dict[int, int] = {}
        self._raw_font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        self._empty = plain_label("")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setMargin(_SPACE)
        self._table = table = QTableWidget(0, len(section.columns))
        table.setHorizontalHeaderLabels(section.columns)
        table.setAccessibleName(section.title)
        table.setAlternatingRowColors(True)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTextElideMode(Qt.TextElideMode.ElideNone)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setResizeContentsPrecision(_MEASURED_ROWS)
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(60)
        self.setLayout(column(table, self._empty))
        self.show_section(section)

    @property
    def height_of_rows(self) -> int:
        """The height that the table needs to show all rows."""
        rows = sum(map(self._table.rowHeight, range(self._table.rowCount())))
        return rows + self._table.horizontalHeader().sizeHint().height() + _SPACE

    def show_section(self, section: Section) -> None:
        """Show other rows."""
        if section == self._section:
            return
        self._section = section
        self._table.selectionModel().reset()
        self._table.setRowCount(len(section.rows))
        for row_number, texts in enumerate(section.rows):
            for place, text in enumerate(texts):
                item = TextCell(text)
                if place in section.raw:
                    item.setFont(self._raw_font)
                self._table.setItem(row_number, place, item)
        self._empty.setText(section.empty)
        self._empty.setVisible(not section.rows)
        self._table.setVisible(bool(section.rows))
        header = self._table.horizontalHeader()
        for place in range(len(section.columns)):
            # A column that became wider stays wide: nothing jumps about while it is read.
            wanted = max(self._table.sizeHintForColumn(place), header.sectionSizeHint(place)) + _SPACE
            self._widths[place] = max(self._widths.get(place, 0), wanted)
            header.resizeSection(place, self._widths[place])


class DiagnosticsWindow(QWidget):
    """The report, updated each second while the window is visible.

    Arguments:
        take_report: Returns the present report.
        now: Returns the present moment.

    """

    def __init__(self, take_report: Callable[[], Report], now: Callable[[], Moment]) -> None:
        super().__init__()
        self._take_report = take_report
        self._now = now
        self.setWindowTitle("TallyMate - Diagnostics")
        self.resize(1080, 720)
        # In a narrower window, the first table would need a scroll bar for what matters most.
        self.setMinimumSize(940, 480)
        self._report = take_report()
        first, *others = self._report.sections
        self._first = SectionView(first)
        self._bars = MinuteBars()
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setDrawBase(False)
        self._views = [SectionView(section) for section in others]
        for section, view in zip(others, self._views, strict=True):
            self._tabs.addTab(view, section.title)
        copy, save, close = QPushButton("&Copy all"), QPushButton("&Save..."), QPushButton("Close")
        self._hold = QPushButton("&Hold still")
        self._hold.setCheckable(True)
        self._said = plain_label("")
        copy.clicked.connect(self._on_copy_clicked)
        save.clicked.connect(self._on_save_clicked)
        close.clicked.connect(self.close)
        buttons = row(copy, save, self._hold, (self._said, 1), close, spacing=_SPACE)
        parts = (self._first, self._bars, (self._tabs, 1), buttons)
        self.setLayout(column(*parts, spacing=_SPACE, margins=(20, 20, 20, 16)))
        copy.setFocus()
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._on_tick)
        self._show_report()

    @property
    def report(self) -> Report:
        """The report shown."""
        return self._report

    def set_theme(self, theme: Theme) -> None:
        """Change the colours."""
        self.setStyleSheet(window_style(theme))
        self._bars.set_colours(bar=theme.chosen.accent, text=theme.quiet)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to refresh."""
        self._hold.setChecked(False)
        self._refresh()
        self._tick.start(REFRESH_MS)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop refreshing."""
        self._tick.stop()
        super().hideEvent(event)

    def _on_tick(self) -> None:
        if not self._hold.isChecked():
            self._refresh()

    def _refresh(self) -> None:
        self._report = self._take_report()
        self._show_report()

    def _show_report(self) -> None:
        first, *others = self._report.sections
        self._first.show_section(first)
        self._first.setFixedHeight(min(self._first.height_of_rows, self.height() // 3))
        self._bars.show_counts(self._report.per_minute)
        for section, view in zip(others, self._views, strict=True):
            view.show_section(section)

    def _on_copy_clicked(self) -> None:
        text = self._report.to_text()
        QGuiApplication.clipboard().setText(text)
        self._said.setText(f"Copied: {len(text.splitlines())} lines.")

    def _on_save_clicked(self) -> None:
        stamp = time.strftime("%Y%m%d-%H%M%S", time.localtime(self._now().wall_s))
        name = f"tallymate-diagnostics-{stamp}.txt"
        chosen, _ = QFileDialog.getSaveFileName(self, "Save the diagnostics", name, "Text (*.txt)")
        if chosen:
            fault = replace_file(pathlib.Path(chosen), self._report.to_text().encode())
            self._said.setText(f"Saved to {chosen}." if fault is None else f"Can't write {chosen}: {fault}")
