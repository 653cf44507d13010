"""The bare minimum of Qt without a screen: its core and network, and an event loop. Says ``first``."""

import sys

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtNetwork import QTcpSocket


def main() -> int:
    """Run an event loop until told to end."""
    application = QCoreApplication(["bare"])
    phone_system = QTcpSocket()
    QTimer.singleShot(0, phone_system, lambda: print("first", flush=True))
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
