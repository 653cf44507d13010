"""The kinds of sections in a settings file, besides those of the program as a whole."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from desktop.settings.alerts import MOST_RULES, AlertSettings, RuleSettings, wrong_rule_name
from desktop.settings.board import FIRST_BOARD, BoardSettings, wrong_board_name
from desktop.settings.declared import Field, SettingsError, settings_in
from desktop.settings.limits import LimitSettings, QueueLimitSettings, wrong_queue


@dataclass(frozen=True, slots=True)
class SectionKind:
    """One kind of section.

    Attributes:
        title: The title of the section; its first word where a name follows.
        part: The attribute of `SettingsSnapshot` with its settings.
        make: The class of its settings.
        fixed_by: The name in `FixedSettings.kinds` that fixes all of them; blank where there is none.
        key: The attribute of the settings with the section's name; blank where there is only one section.
        usual: The name that a title leaves out.
        wrong_name: Says what is wrong with a name; None when nothing is.
        plural: The plural of their name in errors.
        most: Their highest number.

    """

    title: str
    part: str
    make: type[Any]
    fixed_by: str = ""
    key: str = ""
    usual: str = ""
    wrong_name: Callable[[str], str | None] = lambda _: None
    plural: str = ""
    most: int = 10_000

    @property
    def declared(self) -> dict[str, Field]:
        """The settings of a section."""
        return settings_in(self.make)

    def name_of(self, settings: Any) -> str:  # noqa: ANN401 - any class of settings
        """Return the name of the section with these settings."""
        return str(getattr(settings, self.key)) if self.key else ""

    def title_of(self, settings: Any) -> str:  # noqa: ANN401 - any class of settings
        """Return the title of the section with these settings."""
        name = self.name_of(settings)
        return self.title if name == self.usual else f"{self.title} {name}"

    def find(self, name: str, several: Iterable[Any]) -> Any:  # noqa: ANN401 - any class of settings
        """Return the settings of that name; None where there are none."""
        wanted = name.casefold()
        return next((one for one in several if self.name_of(one).casefold() == wanted), None)

    def check(self, several: tuple[Any, ...]) -> None:
        """Check names and number.

        Raises:
            SettingsError: Two have one name, or there are too many.

        """
        for place, one in enumerate(several):
            if self.find(self.name_of(one), several[:place]) is not None:
                message = f"two {self.plural} are called {self.name_of(one)!r}"
                raise SettingsError(message)
        if len(several) > self.most:
            raise SettingsError(self.too_many)

    @property
    def too_many(self) -> str:
        """The error where there are too many."""
        return f"there are more than {self.most} {self.plural}"


BOARDS: Final = SectionKind(
    "board", "boards", BoardSettings, "boards", "name", FIRST_BOARD, wrong_board_name, "boards"
)
QUEUES: Final = SectionKind(
    "limits", "queue_limits", QueueLimitSettings, "limits", "queue", "", wrong_queue, "queues"
)
RULES: Final = SectionKind(
    "alert", "rules", RuleSettings, "alerts", "name", "", wrong_rule_name, "rules", MOST_RULES
)
LIMITS: Final = SectionKind("limits", "limits", LimitSettings, "limits")
ALERTS: Final = SectionKind("alerts", "alerts", AlertSettings)
KINDS: Final = (BOARDS, LIMITS, QUEUES, ALERTS, RULES)
"""In the order of their sections in a file."""
NAMED: Final = (BOARDS, QUEUES, RULES)
"""The kinds whose sections have names."""
