"""A theme: one colour for each thing on a board, one tone for each state of an agent."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette

from desktop.acd.agent import AgentState


@dataclass(frozen=True, slots=True)
class Tone:
    """A state's colours: the accent for bar, shape and word, the background of its tile."""

    accent: str
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """All colours of one look, as ``#rrggbb``.

    Trouble is never shown by colour alone: `alarm` and `attention` come with a symbol and a word.

    Attributes:
        ground: Background of everything.
        panel: Background of cards.
        line: Lines around cards.
        edge: Lines around tiles and chips at rest; blank where their backgrounds suffice.
        text: Names and figures.
        quiet: Labels, and stale figures.
        alarm: Trouble: rims, symbols and words of the second limit. Nothing else is painted in it, except
            for what Mitel's monitors paint red, in the preset of their colours.
        attention: The same for the first limit.
        key_free: The number of free agents, as a key figure: 7:1 on a panel (desktop/boards/README.md, A3).
        key_alarm: A key figure in trouble.
        key_attention: A key figure over the first limit.
        chosen: Selected items and buttons, in windows and menus.
        free: Idle.
        ringing: Ringing.
        acd: An ACD call, held or not.
        other_call: Any other call.
        other_hold: Any other call, held.
        work_timer: Work timer.
        do_not_disturb: Do not disturb.
        out_of_reach: Make busy, and the common count of make busy and do not disturb.
        off: Logged out and unknown; every tile whose figures are stale.

    """

    ground: str
    panel: str
    line: str
    edge: str = ""
    text: str
    quiet: str
    alarm: str
    attention: str
    key_free: str
    key_alarm: str
    key_attention: str
    chosen: Tone
    free: Tone
    ringing: Tone
    acd: Tone
    other_call: Tone
    other_hold: Tone
    work_timer: Tone
    do_not_disturb: Tone
    out_of_reach: Tone
    off: Tone

    def tone(self, state: AgentState) -> Tone:  # noqa: PLR0911 - one flat match, a line for each tone
        """Return the colours of a state."""
        match state:
            case AgentState.IDLE:
                return self.free
            case AgentState.RINGING:
                return self.ringing
            case AgentState.ACD | AgentState.ACD_HOLD:
                return self.acd
            case AgentState.NON_ACD | AgentState.OUTBOUND:
                return self.other_call
            case AgentState.NON_ACD_HOLD | AgentState.OUTBOUND_HOLD:
                return self.other_hold
            case AgentState.WORK_TIMER:
                return self.work_timer
            case AgentState.DO_NOT_DISTURB:
                return self.do_not_disturb
            case AgentState.MAKE_BUSY:
                return self.out_of_reach
            case AgentState.LOGGED_OUT | AgentState.UNKNOWN:
                return self.off

    def palette(self) -> QPalette:
        """Return the palette for what Qt draws itself."""
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
            QPalette.ColorRole.Highlight: self.chosen.accent,
            QPalette.ColorRole.HighlightedText: self.ground,
        }
        for role, colour in roles.items():
            palette.setColor(role, QColor(colour))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(self.quiet))
        return palette
