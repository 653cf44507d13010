"""The answers to the assistant's questions."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers that the assistant begins with, or those of the user.

    Attributes:
        host: The phone systems, as they go into the settings.
        port: The port of phone systems that name none of their own.
        data_file: The absolute path of mitel_data.json.
        at_sign_in: Whether the program starts at sign-in; None where this system can't do that.
        is_wall: Whether this PC belongs to a television that nobody touches.
        screen: The television's screen, from 1; 0 for the one that the board is on.
        diagonal_in: The diagonal of that screen in inches; 0 for the reported one.
        distance_m: The distance of people from it in metres; 0 for the usual one.

    """

    host: str = ""
    port: int = 0
    data_file: str = ""
    at_sign_in: bool | None = None
    is_wall: bool = False
    screen: int = 0
    diagonal_in: float = 0.0
    distance_m: float = 0.0
