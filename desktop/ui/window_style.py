"""The look of windows with fields, tables, tabs and buttons: the board's colours, and room to breathe."""

from desktop.ui.theme import Theme


def window_style(theme: Theme) -> str:
    """Give a style sheet in a theme's colours."""
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
    """Give a style sheet for menus in a theme's colours."""
    return f"""
QMenu {{ background: {theme.panel}; color: {theme.text}; border: 1px solid {theme.line}; padding: 6px; }}
QMenu::item {{ padding: 6px 20px 6px 30px; border-radius: 6px; }}
QMenu::item:selected {{ background: {theme.chosen.ground}; }}
QMenu::item:disabled {{ color: {theme.quiet}; background: transparent; }}
QMenu::separator {{ height: 1px; background: {theme.line}; margin: 6px 8px; }}
QMenu::indicator {{
    width: 12px; height: 12px; left: 9px; border: 1px solid {theme.quiet}; border-radius: 3px;
}}
QMenu::indicator:checked {{ background: {theme.chosen.accent}; border-color: {theme.chosen.accent}; }}
"""
