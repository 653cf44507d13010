"""The assistant of the first start: a few short questions, and the program is set up."""

from collections.abc import Callable, Collection
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QGuiApplication, QIcon
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.setup.answers import Answers
from desktop.setup.purpose_step import PurposeStep
from desktop.setup.rail import Rail
from desktop.setup.room_form import Screen
from desktop.setup.step import Step
from desktop.setup.steps import FilesStep, PhoneSystemStep, Source, WelcomeStep
from desktop.ui.brushes import Brushes
from desktop.ui.labels import plain_label
from desktop.ui.page_scroller import scrolled
from desktop.ui.room_controls import slider_style
from desktop.ui.sight import Sight, Verdict
from desktop.ui.theme import Theme
from desktop.ui.window_style import window_style

_SIZE: Final = (900, 600)
_SMALLEST: Final = (780, 390)
_AROUND_PX: Final = 60
"""Left free around the window on a small screen: for its frame and a task bar."""
_TYPE_SCALE: Final = 1.1
_TITLE_STYLE: Final = "QLabel#step { font-size: 20pt; font-weight: 600; }"
_SPACE: Final = 12


class Assistant(QDialog):
    """The steps, and buttons from one to the next.

    Signals:
        answered: All is answered: the `Answers`.
        demonstration_asked: A demonstration is to be seen, and nothing set up.

    Arguments:
        brushes: Fonts and shapes.
        icon: Of the program.
        begin_with: What stands in the fields at first.
        screens: Of this computer.
        judge: Judges whether a board can be read on a screen.
        wrong_host: Says what is wrong with a host; None when nothing is.
        fixed: Names of settings that only the site sets; what they answer is not asked.

    Attributes:
        phone_system: The step with the form for the phone system.
        files: The step that asks for a look at a path.

    """

    answered = Signal(object)
    demonstration_asked = Signal()

    def __init__(  # noqa: PLR0913, PLR0917 - what it asks has as many sides
        self,
        brushes: Brushes,
        icon: QIcon,
        begin_with: Answers,
        screens: tuple[Screen, ...],
        judge: Callable[[Sight], Verdict],
        wrong_host: Callable[[str], str | None],
        fixed: Collection[str] = (),
    ) -> None:
        super().__init__()
        self.setWindowTitle("Set up TallyMate")
        self.setWindowIcon(icon)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * _TYPE_SCALE)
        self.setFont(font)
        self._welcome = WelcomeStep(brushes)
        self.phone_system = PhoneSystemStep(begin_with.host, begin_with.port, wrong_host)
        self._purpose = PurposeStep(brushes, begin_with, screens, judge)
        self.files = FilesStep(begin_with.data_file, begin_with.at_sign_in, is_fixed="data_file" in fixed)
        all_steps: tuple[Step, ...] = (self._welcome, self.phone_system, self._purpose, self.files)
        answered = {"host": self.phone_system, "fullscreen": self._purpose}
        unasked = [step for name, step in answered.items() if name in fixed]
        for step in unasked:
            step.setParent(self)
            step.hide()
        self._steps = tuple(step for step in all_steps if step not in unasked)
        self._rail = Rail([step.short for step in self._steps], icon)
        self._stack = QStackedWidget()
        self._title = QLabel("")
        self._title.setObjectName("step")
        self._intro = plain_label("")
        self._intro.setObjectName("quiet")
        self._fault = plain_label("")
        self._fault.setObjectName("reason")
        self._fault.hide()
        self._cancel, self._back, self._next = QPushButton("Cancel"), QPushButton("&Back"), QPushButton("")
        self._lay_out()
        self._size_to_screen()
        for step in self._steps:
            self._stack.addWidget(scrolled(step))
            step.changed.connect(self._show_buttons)
            step.taken.connect(self._next.click)
        self._cancel.clicked.connect(self.reject)
        self._back.clicked.connect(self._on_back_clicked)
        self._next.clicked.connect(self._on_next_clicked)
        self.go_to(0)

    def go_to(self, number: int) -> None:
        """Ask the question with that number, from 0."""
        step = self._steps[number]
        self._stack.setCurrentIndex(number)
        self._rail.show_step(number)
        self._title.setText(step.title)
        self._intro.setText(step.intro)
        self._intro.setVisible(bool(step.intro))
        self.setAccessibleName(f"{self._rail.accessibleName()}. {step.title}")
        self.show_fault(None)
        self._show_buttons()
        step.begin()

    def ask_for_phone_system(self) -> None:
        """Begin after the welcome: whoever asks for a phone system wants one."""
        self.go_to(1)

    def show_screens(self, screens: tuple[Screen, ...]) -> None:
        """Offer other screens."""
        self._purpose.room.show_screens(screens)

    def show_fault(self, fault: str | None) -> None:
        """Say why what was answered can't be done; None for nothing."""
        self._fault.setText(fault or "")
        self._fault.setVisible(fault is not None)

    def set_theme(self, theme: Theme) -> None:
        """Take colours."""
        self.setStyleSheet(window_style(theme) + slider_style(theme) + _TITLE_STYLE)
        self.setPalette(theme.palette())
        self._rail.set_theme(theme)
        for step in self._steps:
            step.set_theme(theme)

    def come_forward(self) -> None:
        """Show the window in front of the others."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()

    def _lay_out(self) -> None:
        for button in (self._cancel, self._back):
            button.setAutoDefault(False)
        self._next.setDefault(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(_SPACE)
        buttons.addWidget(self._cancel)
        buttons.addStretch()
        buttons.addWidget(self._back)
        buttons.addWidget(self._next)
        right = QVBoxLayout()
        right.setContentsMargins(28, 22, 28, 18)
        right.setSpacing(_SPACE)
        right.addWidget(self._title)
        right.addWidget(self._intro)
        right.addSpacing(4)
        right.addWidget(self._stack, stretch=1)
        right.addWidget(self._fault)
        right.addLayout(buttons)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._rail)
        layout.addLayout(right, stretch=1)
        # The order in which one reads: what is asked, then on, then back.
        for before, after in (
            (self._stack, self._next),
            (self._next, self._back),
            (self._back, self._cancel),
        ):
            QWidget.setTabOrder(before, after)

    def _size_to_screen(self) -> None:
        free = QGuiApplication.primaryScreen().availableGeometry()
        self.setMinimumSize(*_SMALLEST)
        self.resize(
            max(_SMALLEST[0], min(_SIZE[0], free.width() - _AROUND_PX)),
            max(_SMALLEST[1], min(_SIZE[1], free.height() - _AROUND_PX)),
        )

    @property
    def _at(self) -> int:
        return self._stack.currentIndex()

    @property
    def _is_demonstration(self) -> bool:
        return self._at == 0 and self._welcome.source is Source.DEMONSTRATION

    @property
    def _answers(self) -> Answers:
        form, room = self.phone_system.form, self._purpose.room
        return Answers(
            form.host,
            form.port,
            self.files.data_file,
            self.files.at_sign_in,
            self._purpose.is_wall,
            room.screen_number,
            room.diagonal_in,
            room.distance_m,
        )

    def _show_buttons(self) -> None:
        self._back.setVisible(self._at > 0)
        self._next.setEnabled(self._steps[self._at].is_answered)
        is_last = self._at == len(self._steps) - 1
        self._next.setText("&Show it" if self._is_demonstration else "&Finish" if is_last else "&Next")

    def _on_back_clicked(self) -> None:
        self.go_to(self._at - 1)

    def _on_next_clicked(self) -> None:
        if self._is_demonstration:
            self.demonstration_asked.emit()
        elif self._at == len(self._steps) - 1:
            self.answered.emit(self._answers)
        else:
            if self._steps[self._at] is self._purpose and self._purpose.is_wall:
                # Nobody is there to start it.
                self.files.propose_sign_in()
            self.go_to(self._at + 1)
