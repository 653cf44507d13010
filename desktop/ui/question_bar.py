"""A question inside a window: nothing is blocked by it, and it waits until it is answered."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from desktop.ui.labels import plain_label

_SPACE = 10


class QuestionBar(QFrame):
    """A line of text with a button for each answer; hidden while nothing is asked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("question")
        self._text = plain_label("")
        self._buttons: list[QPushButton] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(14, 10, 10, 10)
        self._layout.setSpacing(_SPACE)
        self._layout.addWidget(self._text, stretch=1)
        self.hide()

    @property
    def question(self) -> str:
        """What is asked; blank when nothing is."""
        return self._text.text() if not self.isHidden() else ""

    def ask(self, question: str, answers: dict[str, Callable[[], None]]) -> None:
        """Ask, in the place of any other question.

        Arguments:
            question: Plain text.
            answers: What to do, by the text of its button.

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
        """Ask no longer."""
        self.hide()
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons.clear()
