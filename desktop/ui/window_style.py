"""Style sheets for windows with fields, tables, tabs and buttons, in the board's colours."""

from desktop.ui.theme import Theme


def window_style(theme: Theme) -> str:
    """Return the style sheet of a window."""
    return f"""
QTableView {{
    background: {theme.panel}; alternate-background-color: {theme.ground}; color: {theme.text};
    border: 1px solid {theme.line}; border-radius: 8px; padding: 2px;
    selection-background-color: {theme.chosen.ground}; selection-color: {theme.text};
}}
QTableView::item {{ padding: 0 8px; }}
QHeaderView {{ background: {theme.panel}; }}
QHeaderView::section {{
    background: {theme.panel}; color: {theme.quiet};
    border: none; border-bottom: 1px solid {theme.line}; padding: 7px 8px 7px 11px;
}}
QTabWidget::pane {{ border: none; top: 6px; }}
QTabBar::tab {{
    background: transparent; color: {theme.quiet};
    border: none; border-bottom: 2px solid transparent; padding: 7px 4px; margin-right: 14px;
}}
QTabBar::tab:selected {{ color: {theme.text}; border-bottom-color: {theme.chosen.accent}; }}
QTabBar::tab:hover, QTabBar::tab:focus {{ color: {theme.text}; }}
QPushButton {{
    background: {theme.panel}; color: {theme.text};
    border: 1px solid {theme.quiet}; border-radius: 6px; padding: 6px 16px;
}}
QPushButton:hover, QPushButton:checked {{ background: {theme.chosen.ground}; }}
QPushButton:focus, QPushButton:checked {{ border-color: {theme.chosen.accent}; }}
QPushButton:disabled {{ color: {theme.quiet}; border-color: {theme.line}; }}
QLineEdit, QSpinBox, QPlainTextEdit {{
    background: {theme.panel}; color: {theme.text};
    border: 1px solid {theme.quiet}; border-radius: 6px; padding: 6px 8px;
    selection-background-color: {theme.chosen.accent}; selection-color: {theme.ground};
}}
QLineEdit:focus, QSpinBox:focus, QPlainTextEdit:focus {{ border-color: {theme.chosen.accent}; }}
QSpinBox::up-button, QSpinBox::down-button {{ width: 0; border: none; }}
QSpinBox QLineEdit {{ border: none; border-radius: 0; padding: 0; }}
QPlainTextEdit {{ border-color: {theme.line}; }}
QPushButton:default {{
    background: {theme.chosen.accent}; color: {theme.ground}; border-color: {theme.chosen.accent};
}}
QPushButton:default:disabled {{
    background: {theme.panel}; color: {theme.quiet}; border-color: {theme.line};
}}
QPushButton:checked {{ background: {theme.chosen.ground}; color: {theme.text}; }}
QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled {{
    background: transparent; color: {theme.quiet}; border-color: {theme.line};
}}
QPushButton:checked:disabled {{ background: {theme.line}; color: {theme.quiet}; border-color: {theme.line}; }}
QLineEdit:read-only {{ border-color: {theme.line}; }}
QComboBox {{
    background: {theme.panel}; color: {theme.text};
    border: 1px solid {theme.quiet}; border-radius: 6px; padding: 6px 34px 6px 10px;
}}
QComboBox:focus, QComboBox:on {{ border-color: {theme.chosen.accent}; }}
QComboBox::drop-down {{ width: 30px; border: none; }}
QComboBox::down-arrow {{ image: none; width: 0; height: 0; }}
QComboBox QAbstractItemView {{
    background: {theme.panel}; color: {theme.text}; border: 1px solid {theme.line}; padding: 4px;
    outline: none; selection-background-color: {theme.chosen.ground}; selection-color: {theme.text};
}}
QComboBox QAbstractItemView::item {{
    min-height: 28px; padding: 0 6px; border: none; border-radius: 4px; color: {theme.text};
}}
QComboBox QAbstractItemView::item:selected, QComboBox QAbstractItemView::item:hover {{
    background: {theme.chosen.ground}; color: {theme.text};
}}
QDoubleSpinBox {{
    background: {theme.panel}; color: {theme.text}; min-width: 110px;
    border: 1px solid {theme.quiet}; border-radius: 6px; padding: 5px 30px 5px 2px;
    selection-background-color: {theme.chosen.accent}; selection-color: {theme.ground};
}}
QDoubleSpinBox:focus {{ border-color: {theme.chosen.accent}; }}
QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {{
    subcontrol-origin: border; width: 26px; border: none; background: transparent;
}}
QDoubleSpinBox::up-button {{ subcontrol-position: top right; margin: 2px 2px 0 0; border-radius: 4px; }}
QDoubleSpinBox::down-button {{ subcontrol-position: bottom right; margin: 0 2px 2px 0; border-radius: 4px; }}
QDoubleSpinBox::up-button:hover, QDoubleSpinBox::down-button:hover {{ background: {theme.chosen.ground}; }}
QDoubleSpinBox::up-arrow, QDoubleSpinBox::down-arrow {{ image: none; width: 0; height: 0; }}
QDoubleSpinBox QLineEdit {{ border: none; border-radius: 0; padding: 0; background: transparent; }}
QListView {{
    background: {theme.panel}; color: {theme.text};
    border: 1px solid {theme.line}; border-radius: 8px; padding: 4px; outline: none;
}}
QListView:focus {{ border-color: {theme.chosen.accent}; }}
QListView:disabled {{ background: {theme.ground}; color: {theme.quiet}; border-color: {theme.line}; }}
QListView#pages {{ background: transparent; border: none; padding: 0; }}
QListView#pages::item, QListView#boards::item {{
    border-radius: 6px; padding: 8px 10px; border: 1px solid transparent;
}}
QListView#pages::item:selected, QListView#boards::item:selected {{
    background: {theme.chosen.ground}; color: {theme.text};
}}
QListView#pages::item:selected:focus, QListView#boards::item:selected:focus {{
    border-color: {theme.chosen.accent};
}}
QScrollArea, QScrollArea > QWidget > QWidget#page {{ background: transparent; border: none; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QLabel#title {{ font-size: 16pt; font-weight: 600; }}
QLabel#heading {{ font-weight: 600; }}
QLabel#quiet {{ color: {theme.quiet}; }}
QLabel#reason {{ color: {theme.alarm}; }}
QFrame#notice {{
    background: {theme.chosen.ground}; border: 1px solid {theme.chosen.accent}; border-radius: 8px;
}}
QToolTip {{ background: {theme.panel}; color: {theme.text}; border: 1px solid {theme.line}; padding: 4px; }}
QScrollBar {{ background: transparent; margin: 0; }}
QScrollBar:vertical {{ width: 12px; }}
QScrollBar:horizontal {{ height: 12px; }}
QScrollBar::handle {{ background: {theme.quiet}; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 28px; }}
QScrollBar::handle:horizontal {{ min-width: 28px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
"""


def menu_style(theme: Theme) -> str:
    """Return the style sheet of a menu."""
    return f"""
QMenu {{ background: {theme.panel}; color: {theme.text}; border: 1px solid {theme.line}; padding: 6px; }}
QMenu::item {{ padding: 6px 20px 6px 30px; border-radius: 6px; }}
QMenu::item:selected {{ background: {theme.chosen.ground}; }}
QMenu::item:disabled {{ color: {theme.quiet}; background: transparent; }}
QMenu::separator {{ height: 1px; background: {theme.line}; margin: 6px 8px; }}
QMenu::icon {{ left: 8px; }}
QMenu::indicator {{
    width: 12px; height: 12px; left: 9px; border: 1px solid {theme.quiet}; border-radius: 3px;
}}
QMenu::indicator:checked {{ background: {theme.chosen.accent}; border-color: {theme.chosen.accent}; }}
"""
