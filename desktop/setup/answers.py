"""The answers to the assistant's questions."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers that the assistant begins with, or those of the user.

    Attributes:
        host: The phone systems, as they go into the settings.
        port: The port of phone systems that name none of their own.
        data_file: Where mitel_data.json is kept, an absolute path.
        at_sign_in: Whether the program starts at sign-in; None where this system can't do that.
        is_wall: Whether this PC belongs to a television that nobody touches.
        screen: The television's screen, from 1; 0 for the one that the board is on.
        diagonal_in: The size of that screen in inches; 0 for what the screen reports.
        distance_m: How far people are from it in metres; 0 for what is usual for such a screen.

    """

    host: str = ""
    port: int = 0
    data_file: str = ""
    at_sign_in: bool | None = None
    is_wall: bool = False
    screen: int = 0
    diagonal_in: float = 0.0
    distance_m: float = 0.0
