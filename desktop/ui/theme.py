"""The colours: one palette dark, one light (board-design.md: red is kept for trouble)."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QColor, QPalette

from desktop.acd.agent import AgentState


@dataclass(frozen=True, slots=True)
class Tone:
    """A state's colours: the accent for bar, shape and word, the ground of its tile."""

    accent: str
    ground: str


@dataclass(frozen=True, slots=True)
class Theme:
    """All colours of one look, as ``#rrggbb``.

    Attributes:
        ground: Behind everything.
        panel: Of cards.
        line: Around cards.
        text: Names and figures.
        quiet: Labels.
        alarm: Trouble, and nothing else.
        tones: By what an agent does.

    """

    ground: str
    panel: str
    line: str
    text: str
    quiet: str
    alarm: str
    free: Tone
    acd: Tone
    ringing: Tone
    other_call: Tone
    work_timer: Tone
    out_of_reach: Tone
    off: Tone

    def tone(self, state: AgentState) -> Tone:
        """Give the colours of a state."""
        match state:
            case AgentState.IDLE:
                return self.free
            case AgentState.RINGING:
                return self.ringing
            case AgentState.WORK_TIMER:
                return self.work_timer
            case AgentState.LOGGED_OUT | AgentState.UNKNOWN:
                return self.off
        if state.is_acd_call:
            return self.acd
        return self.out_of_reach if state.is_out_of_reach else self.other_call

    def palette(self) -> QPalette:
        """Give the palette for what Qt itself draws."""
        palette = QPalette(QColor(self.panel), QColor(self.ground))
        roles = {
            QPalette.ColorRole.Window: self.ground,
            QPalette.ColorRole.Base: self.panel,
            QPalette.ColorRole.AlternateBase: self.ground,
            QPalette.ColorRole.Button: self.panel,
            QPalette.ColorRole.ToolTipBase: self.panel,
            QPalette.ColorRole.Mid: self.quiet,
            QPalette.ColorRole.WindowText: self.text,
            QPalette.ColorRole.Text: self.text,
            QPalette.ColorRole.ButtonText: self.text,
            QPalette.ColorRole.ToolTipText: self.text,
            QPalette.ColorRole.PlaceholderText: self.quiet,
            QPalette.ColorRole.Highlight: self.acd.accent,
            QPalette.ColorRole.HighlightedText: self.ground,
        }
        for role, colour in roles.items():
            palette.setColor(role, QColor(colour))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(self.quiet))
        return palette


DARK: Final = Theme(
    ground="#0d1117",
    panel="#161b22",
    line="#2a313c",
    text="#f2f5f9",
    quiet="#a3adba",
    alarm="#ff5a4f",
    free=Tone("#4ade80", "#10301f"),
    acd=Tone("#7cc4ff", "#11293f"),
    ringing=Tone("#5eead4", "#0e3a38"),
    other_call=Tone("#c3b0ff", "#251f45"),
    work_timer=Tone("#ffc94d", "#392c08"),
    out_of_reach=Tone("#ffab70", "#3a2212"),
    off=Tone("#9aa5b4", "#1a2029"),
)
LIGHT: Final = Theme(
    ground="#f3f5f8",
    panel="#ffffff",
    line="#d5dbe3",
    text="#11161d",
    quiet="#4d5866",
    alarm="#b3261e",
    free=Tone("#13693a", "#dcf3e4"),
    acd=Tone("#0b5c9e", "#dbecfb"),
    ringing=Tone("#0b6b63", "#c9f2ec"),
    other_call=Tone("#5b3fb8", "#e9e3fc"),
    work_timer=Tone("#7a5200", "#fdf0cc"),
    out_of_reach=Tone("#9a4300", "#fde7d6"),
    off=Tone("#5b6675", "#e8ecf1"),
)
