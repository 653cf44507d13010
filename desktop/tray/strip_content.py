"""The content of the strip, and the forms in which it fits a width."""

import enum
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from desktop.acd.limits import Level
from desktop.acd.summary import FloorSummary
from desktop.acd.wording import clock, longest_text, spoken_duration
from desktop.ui.brushes import Face, TextMeasure, Weight
from desktop.ui.levels import LEVEL_SHAPES, level_ink
from desktop.ui.look import Look

_UNKNOWN: Final = "–"  # noqa: RUF001 - a dash is meant
_LONGEST_TROUBLE: Final = 120
"""Characters of a sentence that fits one line of a screen."""
_KEY_FIGURES: Final = 3
"""The key figures waiting, longest and free, which stay when the words of trouble displace other figures."""


class StripSizes:
    """Fonts and distances of a strip, in pixels.

    Arguments:
        px: The size of its text in pixels.
        measure: Measures the width of a text.

    Attributes:
        word: Font of words.
        figure: Font of figures, and of words as important as figures.
        pad: Margin at both ends.
        gap: Gap between two figures.
        space: Gap between a figure and its word.
        shape: Size of a symbol.
        shape_room: Width of a symbol with the gap after it.

    """

    def __init__(self, px: int, measure: TextMeasure) -> None:
        self.measure = measure
        self.word = Face(px, Weight.PLAIN)
        self.figure = Face(px, Weight.KEY)
        self.pad = round(px * 0.9)
        self.gap = round(px * 1.6)
        self.space = math.ceil(px * 0.3)
        self.shape = px
        self.shape_room = round(px * 1.4)


class WordForm(enum.IntEnum):
    """The form of the words after figures."""

    FULL = 0
    SHORT = 1
    NONE = 2


@dataclass(frozen=True, slots=True)
class StripFigure:
    """A figure with its symbol and its word.

    Attributes:
        shape: The symbol's file in resources/icons; blank for none.
        shape_ink: Colour of the symbol.
        figure: The figure; blank where the word says it all.
        usual: A text as wide as the figure usually is: what follows stays in place while figures change.
        words: The word in full and short.
        ink: Colour of the figure.
        is_strong: Whether the word has the font and the colour of the figure.

    """

    shape: str
    shape_ink: str
    figure: str
    usual: str
    words: tuple[str, str]
    ink: str
    is_strong: bool = False

    def word(self, form: WordForm) -> str:
        """Return the word in a form; a word without a figure is never left out."""
        if form is WordForm.NONE:
            return "" if self.figure else self.words[WordForm.SHORT]
        return self.words[form]

    def word_face(self, sizes: StripSizes) -> Face:
        """Return the font of the word."""
        return sizes.figure if self.is_strong else sizes.word

    def width(self, form: WordForm, sizes: StripSizes) -> float:
        """Return the width in pixels."""
        word = self.word(form)
        width = sizes.measure(word, self.word_face(sizes)) + (sizes.shape_room if self.shape else 0)
        if self.figure:
            width += max(sizes.measure(text, sizes.figure) for text in (self.figure, self.usual))
            width += sizes.space if word else 0
        return width


@dataclass(frozen=True, slots=True)
class StripEnding:
    """The text at the right: the state of the line in trouble, other trouble, or the time.

    Attributes:
        texts: The forms of the text, the longest first.
        shape: The symbol's file in resources/icons; only trouble has one.
        shape_ink: Colour of the symbol.
        ink: Colour of the text.

    """

    texts: tuple[str, ...]
    shape: str
    shape_ink: str
    ink: str

    def width(self, text: str | None, sizes: StripSizes) -> float:
        """Return the width in pixels with one form of the text; None leaves out the symbol too."""
        if text is None:
            return 0.0
        return (sizes.shape_room if self.shape else 0) + sizes.measure(text, sizes.word)


@dataclass(frozen=True, slots=True)
class StripContent:
    """Everything that a strip shows if there is room.

    Attributes:
        figures: The figures, the most important first.
        ending: The text at the right.
        spoken: Everything as one text.
        is_old: Whether figures are stale or unconfirmed.

    """

    figures: tuple[StripFigure, ...]
    ending: StripEnding
    spoken: str
    is_old: bool


@dataclass(frozen=True, slots=True)
class StripForm:
    """A selection of the content that fits a width.

    Attributes:
        figures: The figures shown.
        words: The form of their words.
        ending: The text at the right; blank for its symbol alone, None for nothing.

    """

    figures: tuple[StripFigure, ...]
    words: WordForm
    ending: str | None

    def width(self, content: StripContent, sizes: StripSizes) -> int:
        """Return the width in pixels, margins included."""
        widths = [figure.width(self.words, sizes) for figure in self.figures]
        ending = content.ending.width(self.ending, sizes)
        if ending:
            widths.append(ending)
        return math.ceil(sum(widths) + sizes.gap * (len(widths) - 1) + 2 * sizes.pad)


def fitting(content: StripContent, width: int, sizes: StripSizes) -> StripForm:
    """Return the fullest form that fits; words shorten first, then figures go from the right."""
    forms = list(_forms(content))
    return next((form for form in forms if form.width(content, sizes) <= width), forms[-1])


def full_width(content: StripContent, sizes: StripSizes) -> int:
    """Return the width in pixels at which everything is shown."""
    return next(_forms(content)).width(content, sizes)


def _forms(content: StripContent) -> Iterator[StripForm]:
    figures, ending = content.figures, content.ending
    counts = range(len(figures), 0, -1)
    shown = [(count, (*ending.texts, "")) for count in counts]
    if ending.shape:
        # Words of trouble displace other figures; key figures are only displaced by the symbol.
        with_key = [count for count in counts if count >= _KEY_FIGURES]
        in_words = [(count, ending.texts) for count in with_key]
        shown = [*in_words, *((count, ("",)) for count in with_key), *shown[len(with_key) :]]
    for count, texts in shown:
        for text in texts:
            for words in (WordForm.FULL, WordForm.SHORT):
                yield StripForm(figures[:count], words, text)
    yield StripForm(figures[:1], WordForm.NONE, "")
    yield StripForm(figures[:1], WordForm.NONE, None)


def content_of(summary: FloorSummary, look: Look, trouble: str) -> StripContent:
    """Return the content of a strip.

    Arguments:
        summary: The floor.
        look: Colours, time and the state of the lines.
        trouble: Other trouble; blank if there is none.

    """
    theme = look.theme
    if look.lines.stale:
        ending = _trouble(look.status(), "trouble", theme.alarm, theme.alarm)
    elif not look.lines.is_live:
        ending = _trouble(look.status(), "unknown", theme.quiet, theme.quiet)
    elif trouble:
        ending = _trouble(trouble, "trouble", theme.alarm, theme.text)
    else:
        time = clock(look.clock())
        texts = (f"{look.source_label} {time}", look.source_label) if look.source_label else (time,)
        ending = StripEnding(texts, "", "", theme.quiet)
    spoken = [_spoken(summary)]
    if summary.queues_unconfirmed and not look.is_stale():
        spoken.append("Not confirmed")
    if look.lines.unheard or not look.lines.is_live or look.source_label:
        spoken.append(look.status())
    if trouble:
        spoken.append(trouble)
    is_old = bool(look.lines.stale) or summary.queues_stale or summary.queues_unconfirmed
    return StripContent(_figures(summary, look), ending, ". ".join(spoken), is_old)


def one_line(text: str) -> str:
    """Return a text as one line of bounded length."""
    return " ".join(text[: 2 * _LONGEST_TROUBLE].split())[:_LONGEST_TROUBLE]


def _trouble(text: str, shape: str, shape_ink: str, ink: str) -> StripEnding:
    """Return an ending with a symbol, whose short form leaves out the time."""
    short = text.partition(" since ")[0]
    return StripEnding((text,) if short == text else (text, short), shape, shape_ink, ink)


def _figures(summary: FloorSummary, look: Look) -> tuple[StripFigure, ...]:
    theme, ink, quiet = look.theme, look.ink, look.theme.quiet
    nobody_free = bool(summary.confirmed_waiting) and not summary.free
    known = summary.agents_known
    is_unconfirmed = (
        summary.queues_unconfirmed and not summary.confirmed_waiting
    ) or not summary.queues_known
    plain = quiet if is_unconfirmed else ink(theme.text)
    agents_ink = ink(theme.text) if known else quiet

    level = Level.TROUBLE if nobody_free else summary.waiting_level
    waiting_ink = ink(level_ink(theme, level)) if level is not Level.NONE else plain
    waiting = StripFigure(
        LEVEL_SHAPES.get(level, "waiting"),
        waiting_ink,
        str(summary.waiting) if summary.queues_known else _UNKNOWN,
        "00",
        ("waiting", "wait"),
        waiting_ink,
        is_strong=True,
    )
    level = summary.longest_level
    longest_ink = ink(level_ink(theme, level)) if level is not Level.NONE else plain
    longest = longest_text(summary.longest_s)
    if nobody_free:
        free, words, free_ink = "", ("nobody free", "none free"), ink(theme.alarm)
    else:
        free, words = str(summary.free) if known else _UNKNOWN, ("free", "free")
        free_ink = ink(theme.free.accent) if summary.free else agents_ink
    others = (
        ("acd", theme.acd, summary.on_calls, ("on calls", "calls")),
        ("work_timer", theme.work_timer, summary.work_timer, ("work timer", "work")),
        ("make_busy", theme.out_of_reach, summary.out_of_reach, ("out of reach", "away")),
    )
    return (
        waiting,
        StripFigure("", "", longest, "0:00", ("longest", "max"), longest_ink),
        StripFigure("idle", free_ink, free, "00", words, free_ink, is_strong=True),
        *(
            StripFigure(
                shape,
                ink(tone.accent) if known else quiet,
                str(count) if known else _UNKNOWN,
                "00",
                words,
                agents_ink,
            )
            for shape, tone, count, words in others
        ),
    )


def _spoken(summary: FloorSummary) -> str:
    waiting = f"{summary.waiting} callers waiting" if summary.queues_known else "Callers waiting not known"
    longest = f", longest {spoken_duration(summary.longest_s)}" if summary.longest_s is not None else ""
    if not summary.agents_known:
        return f"{waiting}{longest}, agents not known"
    return (
        f"{waiting}{longest}, {summary.free} free, {summary.on_calls} on calls,"
        f" {summary.work_timer} in work timer, {summary.out_of_reach} out of reach"
    )
