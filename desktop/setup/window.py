"""The assistant of the first start: it asks a few short questions and sets the program up."""

from collections.abc import Callable, Collection
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QStackedWidget, QWidget

from desktop.setup.answers import Answers
from desktop.setup.choice_card import ChoiceCard
from desktop.setup.phone_system_step import PhoneSystemStep
from desktop.setup.rail import Rail
from desktop.setup.step import SetupStep
from desktop.setup.steps import FilesStep, PurposeStep, WelcomeStep
from desktop.ui.kit import Kit
from desktop.ui.labels import hidden_label, say
from desktop.ui.layouts import column, row
from desktop.ui.page_scroller import scrolled
from desktop.ui.room_controls import slider_style
from desktop.ui.screen_button import ScreenPlace
from desktop.ui.sight import Sight, Verdict
from desktop.ui.theme import Theme
from desktop.ui.windows import fit_to_screen, set_colours

_SIZE: Final = (900, 600)
_SMALLEST: Final = (780, 390)
_TYPE_SCALE: Final = 1.1
_TITLE_STYLE: Final = "QLabel#step { font-size: 20pt; font-weight: 600; }"
_SPACE: Final = 12


class AssistantWindow(QDialog):
    """The steps, and buttons from one to the next.

    Signals:
        answered: The user finished: the `Answers`.
        demonstration_asked: A demonstration is to be shown, and nothing set up.

    Arguments:
        kit: The objects that all windows share.
        begin_with: The answers to begin with.
        screens: The screens of this computer.
        judge: Judges whether a board can be read on a screen.
        fixed: Names of settings that only the site sets; the steps that they answer are left out.

    Attributes:
        phone_system: The step that asks for the phone system.
        files: The step that asks for the data file.

    """

    answered = Signal(object)
    demonstration_asked = Signal()

    def __init__(
        self,
        kit: Kit,
        begin_with: Answers,
        screens: tuple[ScreenPlace, ...],
        judge: Callable[[Sight], Verdict],
        fixed: Collection[str] = (),
    ) -> None:
        super().__init__()
        self.setWindowTitle("Set up TallyMate")
        self.setWindowIcon(kit.icon)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * _TYPE_SCALE)
        self.setFont(font)
        self._welcome = WelcomeStep(kit.brushes)
        self.phone_system = PhoneSystemStep(begin_with.host, begin_with.port, kit.now)
        self._purpose = PurposeStep(kit.brushes, begin_with, screens, judge)
        self.files = FilesStep(begin_with.data_file, begin_with.at_sign_in, is_fixed="data_file" in fixed)
        all_steps: tuple[SetupStep, ...] = (self._welcome, self.phone_system, self._purpose, self.files)
        answered = {"host": self.phone_system, "fullscreen": self._purpose}
        unasked = [step for name, step in answered.items() if name in fixed]
        for step in unasked:
            step.setParent(self)
            step.hide()
        self._steps = tuple(step for step in all_steps if step not in unasked)
        self._rail = Rail([step.short for step in self._steps], kit.icon)
        self._stack = QStackedWidget()
        self._title = QLabel("")
        self._title.setObjectName("step")
        self._intro, self._fault = hidden_label("quiet"), hidden_label("reason")
        self._cancel, self._back, self._next = QPushButton("Cancel"), QPushButton("&Back"), QPushButton("")
        self._lay_out()
        fit_to_screen(self, _SIZE, _SMALLEST)
        for step in self._steps:
            self._stack.addWidget(scrolled(step))
            step.changed.connect(self._show_buttons)
            step.taken.connect(self._next.click)
        self._cancel.clicked.connect(self.reject)
        self._back.clicked.connect(self._on_back_clicked)
        self._next.clicked.connect(self._on_next_clicked)
        self.finished.connect(self.phone_system.log.stop)
        self.go_to(0)

    def go_to(self, number: int) -> None:
        """Show a step, from 0."""
        step = self._steps[number]
        self._stack.setCurrentIndex(number)
        self._rail.show_step(number)
        self._title.setText(step.title)
        say(self._intro, step.intro)
        self.setAccessibleName(f"{self._rail.accessibleName()}. {step.title}")
        self.show_fault(None)
        self._show_buttons()
        step.setFocus()

    def show_screens(self, screens: tuple[ScreenPlace, ...]) -> None:
        """Offer these screens."""
        self._purpose.room.show_screens(screens)

    def show_fault(self, fault: str | None) -> None:
        """Show why the answers can't be used; None for nothing."""
        say(self._fault, fault)

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        set_colours(self, theme, slider_style(theme) + _TITLE_STYLE)
        self._rail.set_theme(theme)
        self._purpose.room.set_theme(theme)
        for card in self.findChildren(ChoiceCard):
            card.set_theme(theme)

    def _lay_out(self) -> None:
        for button in (self._cancel, self._back):
            button.setAutoDefault(False)
        self._next.setDefault(True)
        buttons = row(self._cancel, None, self._back, self._next)
        right = column(
            *(self._title, self._intro, 4, (self._stack, 1), self._fault, buttons),
            spacing=_SPACE,
            margins=(28, 22, 28, 18),
        )
        self.setLayout(row(self._rail, (right, 1), spacing=0))
        QWidget.setTabOrder(self._next, self._back)

    @property
    def _at(self) -> int:
        return self._stack.currentIndex()

    @property
    def _is_demonstration(self) -> bool:
        return self._at == 0 and self._welcome.is_demonstration

    @property
    def _answers(self) -> Answers:
        form, room = self.phone_system, self._purpose.room
        return Answers(
            form.host,
            form.port,
            self.files.data_file,
            self.files.at_sign_in,
            self._purpose.is_wall,
            room.screen_number,
            room.choices.diagonal_in,
            room.choices.distance_m,
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
                # Nobody is there to start the program.
                self.files.propose_sign_in()
            self.go_to(self._at + 1)
