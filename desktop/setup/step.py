"""What all steps of the assistant have in common."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.theme import Theme


class Step(QWidget):
    """One question.

    Signals:
        changed: Its answer is another one, or it can or can't be used now.
        taken: A person wants to go on.

    Attributes:
        short: What the step is called.
        title: What it asks.
        intro: What there is to know about that; may be blank.

    """

    changed = Signal()
    taken = Signal()
    short = ""
    title = ""
    intro = ""

    def __init__(self) -> None:
        super().__init__()
        # The window's style sheet looks for that name.
        self.setObjectName("page")

    @property
    def is_answered(self) -> bool:
        """Whether one can go on."""
        return True

    def begin(self) -> None:
        """Take the keyboard."""

    def set_theme(self, theme: Theme) -> None:
        """Take colours."""
