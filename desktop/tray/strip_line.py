"""What the strip says, and how much of it there is room for."""

import enum
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from desktop.acd.limits import Level
from desktop.acd.summary import FloorSummary
from desktop.acd.wording import clock, longest_text, spoken_duration
from desktop.ui.brushes import Face, Measure, Weight
from desktop.ui.levels import LEVEL_SHAPES, level_ink
from desktop.ui.look import Look

_UNKNOWN: Final = "–"  # noqa: RUF001 - a dash is meant
_LONGEST_TROUBLE: Final = 120
"""Characters; a sentence for one line of a desk's screen."""
_KEY_FIGURES: Final = 3
"""Waiting, longest and free come before what is wrong; the rest behind it."""


class Wording(enum.IntEnum):
    """How figures are named."""

    FULL = 0
    SHORT = 1
    NONE = 2


@dataclass(frozen=True, slots=True)
class StripFaces:
    """The type on a strip, and the room around it in pixels.

    Attributes:
        word: Of words.
        figure: Of figures, and of words that say as much.

    """

    word: Face
    figure: Face

    @property
    def pad(self) -> int:
        """Room at both ends."""
        return round(self.word.px * 0.9)

    @property
    def gap(self) -> int:
        """Room between two figures."""
        return round(self.word.px * 1.6)

    @property
    def space(self) -> int:
        """Room between a figure and its word."""
        return math.ceil(self.word.px * 0.3)

    @property
    def shape_px(self) -> int:
        """Size of a shape."""
        return self.word.px

    @property
    def shape_room(self) -> int:
        """Width of a shape with the room behind it."""
        return round(self.word.px * 1.4)


def faces_of(px: int) -> StripFaces:
    """Give the type of a size in pixels."""
    return StripFaces(Face(px, Weight.PLAIN), Face(px, Weight.KEY))


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its shape and its word.

    Attributes:
        shape: Its file in resources/icons; blank for none.
        shape_ink: Colour of the shape.
        figure: The figure itself; blank where the word says it all.
        usual: As much room it has, so that what is behind it stays where it is.
        words: In full, and short.
        ink: Colour of the figure.
        word_ink: Colour of the word.
        is_strong: Whether the word is as strong as the figure.

    """

    shape: str
    shape_ink: str
    figure: str
    usual: str
    words: tuple[str, str]
    ink: str
    word_ink: str
    is_strong: bool = False

    def word(self, wording: Wording) -> str:
        """Give the word; what has no figure keeps one."""
        if wording is Wording.NONE:
            return "" if self.figure else self.words[Wording.SHORT]
        return self.words[wording]

    def word_face(self, faces: StripFaces) -> Face:
        """Give the type of the word."""
        return faces.figure if self.is_strong else faces.word

    def figure_width(self, faces: StripFaces, measure: Measure) -> float:
        """Give the figure's room in pixels."""
        if not self.figure:
            return 0.0
        return max(measure(self.figure, faces.figure), measure(self.usual, faces.figure))

    def word_left(self, faces: StripFaces, measure: Measure) -> float:
        """Give where the word begins: right behind its figure."""
        shape = faces.shape_room if self.shape else 0
        return shape + (measure(self.figure, faces.figure) + faces.space if self.figure else 0.0)

    def width(self, wording: Wording, faces: StripFaces, measure: Measure) -> float:
        """Give the width of all of it in pixels."""
        shape = faces.shape_room if self.shape else 0
        word = self.word(wording)
        space = faces.space if word and self.figure else 0
        return shape + self.figure_width(faces, measure) + space + measure(word, self.word_face(faces))


@dataclass(frozen=True, slots=True)
class Ending:
    """What stands at the right: how the line stands in trouble, what else is wrong, or the time.

    Attributes:
        texts: The longest form first.
        shape: Its file in resources/icons; blank for none.
        shape_ink: Colour of the shape.
        ink: Colour of the text.

    """

    texts: tuple[str, ...]
    shape: str
    shape_ink: str
    ink: str

    @property
    def is_trouble(self) -> bool:
        """Whether it comes before figures that are not key figures."""
        return bool(self.shape)

    def width(self, text: str | None, faces: StripFaces, measure: Measure) -> float:
        """Give the width with this form of the text in pixels; None is nothing at all."""
        if text is None:
            return 0.0
        return (faces.shape_room if self.shape else 0) + measure(text, faces.word)


@dataclass(frozen=True, slots=True)
class StripLine:
    """All that a strip can say.

    Attributes:
        figures: What matters most comes first.
        ending: What stands at the right.
        spoken: All of it in one text.
        is_old: Whether figures are old or not sure.

    """

    figures: tuple[Figure, ...]
    ending: Ending
    spoken: str
    is_old: bool


@dataclass(frozen=True, slots=True)
class StripForm:
    """As much of it as there is room for.

    Attributes:
        figures: Those that are shown.
        wording: How they are named.
        ending: The text at the right; blank for its shape alone, None for nothing.

    """

    figures: tuple[Figure, ...]
    wording: Wording
    ending: str | None

    def width(self, line: StripLine, faces: StripFaces, measure: Measure) -> int:
        """Give the width in pixels, with the room at both ends."""
        widths = [figure.width(self.wording, faces, measure) for figure in self.figures]
        ending = line.ending.width(self.ending, faces, measure)
        if ending:
            widths.append(ending)
        return math.ceil(sum(widths) + faces.gap * (len(widths) - 1) + 2 * faces.pad)


def fitting(line: StripLine, room: int, faces: StripFaces, measure: Measure) -> StripForm:
    """Give the form that says most of what fits; figures go from the right, words shorten first."""
    forms = list(_forms(line))
    return next((form for form in forms if form.width(line, faces, measure) <= room), forms[-1])


def widest(line: StripLine, faces: StripFaces, measure: Measure) -> int:
    """Give the room in pixels in which all of it can be said."""
    return next(_forms(line)).width(line, faces, measure)


def _forms(line: StripLine) -> Iterator[StripForm]:
    figures, ending = line.figures, line.ending
    counts = range(len(figures), 0, -1)
    shown = [(count, (*ending.texts, "")) for count in counts]
    if ending.is_trouble:
        # Its words come before other figures; where they leave no room for key figures its shape does.
        with_key = [count for count in counts if count >= _KEY_FIGURES]
        in_words = [(count, ending.texts) for count in with_key]
        shown = [*in_words, *((count, ("",)) for count in with_key), *shown[len(with_key) :]]
    for count, texts in shown:
        for text in texts:
            for wording in (Wording.FULL, Wording.SHORT):
                yield StripForm(figures[:count], wording, text)
    yield StripForm(figures[:1], Wording.NONE, "")
    yield StripForm(figures[:1], Wording.NONE, None)


def say(summary: FloorSummary, look: Look, trouble: str) -> StripLine:
    """Say how the floor is.

    Arguments:
        summary: The floor.
        look: Colours, time, and how the lines stand.
        trouble: What else is wrong; blank if nothing is.

    """
    theme = look.theme
    if look.lines.in_trouble:
        ending = _ending(look.status(), "trouble", theme.alarm, theme.alarm)
    elif not look.lines.is_live:
        ending = _ending(look.status(), "unknown", theme.quiet, theme.quiet)
    elif trouble:
        ending = _ending(trouble, "trouble", theme.alarm, theme.text)
    else:
        time = clock(look.clock())
        texts = (f"{look.play} {time}", look.play) if look.play else (time,)
        ending = Ending(texts, "", "", theme.quiet)
    spoken = [_spoken(summary)]
    if summary.queues_doubted and not look.is_stale():
        spoken.append("Not confirmed")
    spoken += [look.status()] if look.lines.unheard or not look.lines.is_live or look.play else []
    spoken += [trouble] if trouble else []
    is_old = bool(look.lines.in_trouble) or summary.queues_old or summary.queues_doubted
    return StripLine(_figures(summary, look), ending, ". ".join(spoken), is_old)


def plain_trouble(text: str) -> str:
    """Give a sentence as one line of bounded length."""
    return " ".join(text[: 2 * _LONGEST_TROUBLE].split())[:_LONGEST_TROUBLE]


def _ending(text: str, shape: str, shape_ink: str, ink: str) -> Ending:
    """Give what is wrong; since when is what it can do without first."""
    short = text.partition(" since ")[0]
    return Ending((text,) if short == text else (text, short), shape, shape_ink, ink)


def _figures(summary: FloorSummary, look: Look) -> tuple[Figure, ...]:
    theme, ink = look.theme, look.ink
    nobody_free = bool(summary.confirmed_waiting) and not summary.free
    alarm, text, quiet = ink(theme.alarm), ink(theme.text), theme.quiet
    doubted = summary.queues_doubted and not summary.confirmed_waiting
    plain = quiet if doubted or not summary.queues_known else text
    told = text if summary.agents_known else quiet
    free_ink = alarm if nobody_free else ink(theme.free.accent) if summary.free else told

    level = Level.TROUBLE if nobody_free else summary.waiting_level
    waiting_ink = ink(level_ink(theme, level)) if level is not Level.NONE else plain
    longest_level = summary.longest_level
    longest_ink = ink(level_ink(theme, longest_level)) if longest_level is not Level.NONE else plain

    waiting = Figure(
        shape=LEVEL_SHAPES.get(level, "waiting"),
        shape_ink=waiting_ink,
        figure=str(summary.waiting) if summary.queues_known else _UNKNOWN,
        usual="00",
        words=("waiting", "wait"),
        ink=waiting_ink,
        word_ink=waiting_ink,
        is_strong=True,
    )
    longest = Figure("", "", longest_text(summary.longest_s), "0:00", ("longest", "max"), longest_ink, quiet)
    if nobody_free:
        free = Figure("idle", alarm, "", "", ("nobody free", "none free"), alarm, alarm, is_strong=True)
    else:
        count = str(summary.free) if summary.agents_known else _UNKNOWN
        free = Figure("idle", free_ink, count, "00", ("free", "free"), free_ink, free_ink, is_strong=True)
    others = (
        ("acd", theme.acd, summary.on_calls, ("on calls", "calls")),
        ("work_timer", theme.work_timer, summary.work_timer, ("work timer", "work")),
        ("make_busy", theme.out_of_reach, summary.out_of_reach, ("out of reach", "away")),
    )
    rest = (
        Figure(
            shape,
            ink(tone.accent) if summary.agents_known else quiet,
            str(count) if summary.agents_known else _UNKNOWN,
            "00",
            words,
            told,
            quiet,
        )
        for shape, tone, count, words in others
    )
    return (waiting, longest, free, *rest)


def _spoken(summary: FloorSummary) -> str:
    waiting = f"{summary.waiting} callers waiting" if summary.queues_known else "Callers waiting not known"
    longest = f", longest {spoken_duration(summary.longest_s)}" if summary.longest_s is not None else ""
    if not summary.agents_known:
        return f"{waiting}{longest}, agents not known"
    return (
        f"{waiting}{longest}, {summary.free} free, {summary.on_calls} on calls,"
        f" {summary.work_timer} in work timer, {summary.out_of_reach} out of reach"
    )
