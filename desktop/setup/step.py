"""The base of the assistant's steps."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class SetupStep(QWidget):
    """One question. Setting the focus to a step sets it to the control to begin with.

    Signals:
        changed: The answer changed, or whether it can be used.
        taken: The user wants the next step.

    Attributes:
        short: The title in the list of steps.
        title: The question.
        intro: An explanation; may be blank.

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
        """Whether the answer can be used."""
        return True
