"""The program's icon in the system's tray."""

from PySide6.QtWidgets import QSystemTrayIcon

from desktop.acd.plain_text import text_without_markup, title_without_markup


class TrayIcon(QSystemTrayIcon):
    """The icon; one feature draws it, another one shows its notifications beside it."""

    @staticmethod
    def is_there() -> bool:
        """Return whether there is a tray to show it; Qt's other methods say yes even without one."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def tell(
        self,
        title: str,
        text: str,
        icon: QSystemTrayIcon.MessageIcon = QSystemTrayIcon.MessageIcon.Information,
    ) -> bool:
        """Show a notification; return whether there is a tray to show it."""
        is_there = self.is_there()
        if is_there:
            self.showMessage(title_without_markup(title), text_without_markup(text), icon)
        return is_there
