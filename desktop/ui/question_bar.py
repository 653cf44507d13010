"""A question inside a window, which blocks nothing while it waits for an answer."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QPushButton

from desktop.ui.labels import plain_label
from desktop.ui.layouts import row

_SPACE = 10


class QuestionBar(QFrame):
    """The question, with a button for each answer; hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("question")
        self._text = plain_label("")
        self._buttons: list[QPushButton] = []
        self._layout = row((self._text, 1), spacing=_SPACE, margins=(14, 10, 10, 10))
        self.setLayout(self._layout)
        self.hide()

    @property
    def question(self) -> str:
        """The question; blank when there is none."""
        return self._text.text() if not self.isHidden() else ""

    def ask(self, question: str, answers: dict[str, Callable[[], None]]) -> None:
        """Ask a question in place of the present one.

        Arguments:
            question: Plain text.
            answers: The action of each answer, by the text of its button.

        """
        self.withdraw()
        self._text.setText(question)
        self.setAccessibleName(question)
        for text, answer in answers.items():
            button = QPushButton(text)
            button.setAutoDefault(True)
            button.clicked.connect(self.withdraw)
            button.clicked.connect(answer)
            self._layout.addWidget(button)
            self._buttons.append(button)
        self.show()
        self._buttons[0].setFocus()

    def withdraw(self) -> None:
        """Hide the question."""
        self.hide()
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons.clear()
