"""What there is to find out about the stream, in tables that can be copied whole for a support mail."""

import pathlib
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
)
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.diagnostics.minute_bars import MinuteBars
from desktop.diagnostics.report import Report, Section
from desktop.ui.labels import plain_label
from desktop.ui.theme import Theme
from desktop.ui.window_style import window_style

REFRESH_MS: Final = 1000
_MEASURED_ROWS: Final = 40
_SPACE: Final = 12

_Index = QModelIndex | QPersistentModelIndex


class SectionModel(QAbstractTableModel):
    """The rows of one section."""

    def __init__(self, section: Section, raw_font: QFont) -> None:
        super().__init__()
        self._section = section
        self._raw_font = raw_font

    def show_section(self, section: Section) -> bool:
        """Show other rows; tell whether they are others."""
        if section == self._section:
            return False
        self.beginResetModel()
        self._section = section
        self.endResetModel()
        return True

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the rows."""
        return 0 if parent.isValid() else len(self._section.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the columns."""
        return 0 if parent.isValid() else len(self._section.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Give a cell's text; nothing else, so that no view takes it for anything else."""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._section.rows[index.row()][index.column()]
            case Qt.ItemDataRole.FontRole if index.column() in self._section.raw:
                return self._raw_font
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Give what stands above a column."""
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._section.columns[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


class SectionView(QWidget):
    """A section as a table, or the words that stand in for one without rows."""

    def __init__(self, section: Section, raw_font: QFont) -> None:
        super().__init__()
        self._model = SectionModel(section, raw_font)
        self._widths: dict[int, int] = {}
        self._empty = plain_label("")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setMargin(_SPACE)
        self.table = QTableView()
        self.table.setModel(self._model)
        self.table.setAccessibleName(section.title)
        self.table.setAlternatingRowColors(True)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setResizeContentsPrecision(_MEASURED_ROWS)
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(60)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)
        layout.addWidget(self._empty)
        self._fit(section)

    def show_section(self, section: Section) -> None:
        """Show other rows."""
        if self._model.show_section(section):
            self._fit(section)

    @property
    def height_of_rows(self) -> int:
        """What the table needs to show every row."""
        rows = sum(self.table.rowHeight(row) for row in range(self._model.rowCount()))
        return rows + self.table.horizontalHeader().sizeHint().height() + _SPACE

    def _fit(self, section: Section) -> None:
        self._empty.setText(section.empty)
        self._empty.setVisible(not section.rows)
        self.table.setVisible(bool(section.rows))
        header = self.table.horizontalHeader()
        for column in range(self._model.columnCount()):
            # A column that became wider stays so: nothing is to jump about under the eye.
            wanted = max(self.table.sizeHintForColumn(column), header.sectionSizeHint(column)) + _SPACE
            self._widths[column] = max(self._widths.get(column, 0), wanted)
            header.resizeSection(column, self._widths[column])


class DiagnosticsWindow(QWidget):
    """The report, made anew each second while somebody sees it.

    Arguments:
        take_report: Gives the report as it is now.
        file_name: Gives what a saved one is called at first.
        save_file: Writes a file; gives the reason when it can't.

    """

    def __init__(
        self,
        take_report: Callable[[], Report],
        file_name: Callable[[], str],
        save_file: Callable[[pathlib.Path, bytes], str | None],
    ) -> None:
        super().__init__()
        self._take_report = take_report
        self._save_file = save_file
        self._file_name = file_name
        self.setWindowTitle("TallyMate - Diagnostics")
        self.resize(1080, 720)
        # Narrower, the first table would need a scroll bar for what matters most.
        self.setMinimumSize(940, 480)
        self._raw_font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        self._report = take_report()
        first, *others = self._report.sections
        self._first = SectionView(first, self._raw_font)
        self._bars = MinuteBars()
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setDrawBase(False)
        self._views = [SectionView(section, self._raw_font) for section in others]
        for section, view in zip(others, self._views, strict=True):
            self._tabs.addTab(view, section.title)
        self._copy = QPushButton("&Copy all")
        self._save = QPushButton("&Save...")
        self._hold = QPushButton("&Hold still")
        self._hold.setCheckable(True)
        self._close = QPushButton("Close")
        self._said = plain_label("")
        self._copy.clicked.connect(self._on_copy_clicked)
        self._save.clicked.connect(self._on_save_clicked)
        self._close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.setSpacing(_SPACE)
        for part in (self._copy, self._save, self._hold):
            buttons.addWidget(part)
        buttons.addWidget(self._said, stretch=1)
        buttons.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(_SPACE)
        layout.addWidget(self._first)
        layout.addWidget(self._bars)
        layout.addWidget(self._tabs, stretch=1)
        layout.addLayout(buttons)
        self._copy.setFocus()
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._on_tick)
        self._show_report()

    @property
    def report(self) -> Report:
        """What is shown."""
        return self._report

    def set_theme(self, theme: Theme) -> None:
        """Take colours."""
        self.setStyleSheet(window_style(theme))
        self._bars.set_colours(bar=theme.chosen.accent, text=theme.quiet)

    def refresh(self) -> None:
        """Show what there is now."""
        self._report = self._take_report()
        self._show_report()

    def come_forward(self) -> None:
        """Show the window in front of the others."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()

    def save_to(self, path: pathlib.Path) -> str | None:
        """Save all of it as text; give the reason when it can't be saved."""
        return self._save_file(path, self._report.to_text().encode())

    def showEvent(self, event: QShowEvent) -> None:
        """Follow what comes."""
        self._hold.setChecked(False)
        self.refresh()
        self._tick.start(REFRESH_MS)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Make no report that nobody sees."""
        self._tick.stop()
        super().hideEvent(event)

    def _on_tick(self) -> None:
        if not self._hold.isChecked():
            self.refresh()

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
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Save the diagnostics", self._file_name(), "Text (*.txt)"
        )
        if chosen:
            fault = self.save_to(pathlib.Path(chosen))
            self._said.setText(f"Saved to {chosen}." if fault is None else f"Can't write {chosen}: {fault}")
