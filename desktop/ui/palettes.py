"""The colours of each preset, dark and light; what they must satisfy is in tests/ui/test_theme.py.

Calm keeps red for trouble, so that a busy floor without trouble looks calm. Mitel has the colours of Mitel's
own monitors. High contrast has black or white grounds, and rims where the others have tints.

Okabe-Ito has the eight colours that most colour-blind eyes tell apart (Okabe and Ito, Color Universal Design,
jfly.uni-koeln.de/color). In dark themes they are as published: bluish green is free, sky blue ACD, reddish
purple other calls, yellow work timer, orange out of reach, vermilion trouble. Blue is too dark for words
there: darker still it is the background of ringing, whose accent is a tint of sky blue. Yellow is attention
as well, since that has a rim, a symbol and a word, and the work timer a bar. In light themes each keeps its
hue and is as dark as words need; yellow is darker than that, or it would look like vermilion to some. Key
figures are as much lighter or darker as 7:1 needs.
"""

from dataclasses import replace
from typing import Final

from desktop.ui.colours import Theme, Tone

CALM_DARK: Final = Theme(
    ground="#0d1117",
    panel="#161b22",
    line="#2a313c",
    text="#f2f5f9",
    quiet="#a3adba",
    alarm="#ff5a4f",
    attention="#ffe45c",
    key_free="#4ade80",
    key_alarm="#ff857b",
    key_attention="#ffe45c",
    chosen=Tone("#7cc4ff", "#11293f"),
    free=Tone("#4ade80", "#10301f"),
    ringing=Tone("#5eead4", "#0e3a38"),
    acd=Tone("#7cc4ff", "#11293f"),
    other_call=Tone("#c3b0ff", "#251f45"),
    other_hold=Tone("#c3b0ff", "#251f45"),
    work_timer=Tone("#ffc94d", "#392c08"),
    do_not_disturb=Tone("#ffab70", "#3a2212"),
    out_of_reach=Tone("#ffab70", "#3a2212"),
    off=Tone("#9aa5b4", "#1a2029"),
)
CALM_LIGHT: Final = Theme(
    ground="#f3f5f8",
    panel="#ffffff",
    line="#d5dbe3",
    text="#11161d",
    quiet="#4d5866",
    alarm="#b3261e",
    attention="#5c3c00",
    key_free="#0f5c32",
    key_alarm="#a8201a",
    key_attention="#5c3c00",
    chosen=Tone("#0b5c9e", "#dbecfb"),
    free=Tone("#13693a", "#dcf3e4"),
    ringing=Tone("#0b6b63", "#c9f2ec"),
    acd=Tone("#0b5c9e", "#dbecfb"),
    other_call=Tone("#5b3fb8", "#e9e3fc"),
    other_hold=Tone("#5b3fb8", "#e9e3fc"),
    work_timer=Tone("#7a5200", "#fdf0cc"),
    do_not_disturb=Tone("#9a4300", "#fde7d6"),
    out_of_reach=Tone("#9a4300", "#fde7d6"),
    off=Tone("#576271", "#e8ecf1"),
)

# Ringing has its own red, so that its rim is not mistaken for that of trouble.
MITEL_DARK: Final = replace(
    CALM_DARK,
    chosen=Tone("#6cb2ff", "#132b4b"),
    ringing=Tone("#ffb3ad", "#5a1a1f"),
    acd=Tone("#ff7b72", "#3b1518"),
    other_call=Tone("#6cb2ff", "#132b4b"),
    other_hold=Tone("#ff7b72", "#3b1518"),
    do_not_disturb=Tone("#ff7b72", "#3b1518"),
    out_of_reach=Tone("#ffc94d", "#392c08"),
)
MITEL_LIGHT: Final = replace(
    CALM_LIGHT,
    chosen=Tone("#0b57a4", "#dcebfb"),
    ringing=Tone("#6b1210", "#fbc8c3"),
    acd=Tone("#b3261e", "#fde4e1"),
    other_call=Tone("#0b57a4", "#dcebfb"),
    other_hold=Tone("#b3261e", "#fde4e1"),
    do_not_disturb=Tone("#b3261e", "#fde4e1"),
    out_of_reach=Tone("#7a5200", "#fdf0cc"),
)

OKABE_ITO_DARK: Final = Theme(
    ground="#0b0e12",
    panel="#14181e",
    line="#2a3039",
    text="#f4f6f8",
    quiet="#a8b0ba",
    alarm="#d55e00",
    attention="#f0e442",
    key_free="#1fc498",
    key_alarm="#ff8048",
    key_attention="#f0e442",
    chosen=Tone("#56b4e9", "#0e2a3d"),
    free=Tone("#009e73", "#04231a"),
    ringing=Tone("#a9dcf7", "#003a5c"),
    acd=Tone("#56b4e9", "#0e2a3d"),
    other_call=Tone("#cc79a7", "#33182a"),
    other_hold=Tone("#cc79a7", "#33182a"),
    work_timer=Tone("#f0e442", "#33300a"),
    do_not_disturb=Tone("#e69f00", "#352404"),
    out_of_reach=Tone("#e69f00", "#352404"),
    off=Tone("#b2bac4", "#1a1f26"),
)
OKABE_ITO_LIGHT: Final = Theme(
    ground="#f4f5f7",
    panel="#ffffff",
    line="#d5dae1",
    text="#11151a",
    quiet="#4d5763",
    alarm="#b04c00",
    attention="#3f3b00",
    key_free="#005e45",
    key_alarm="#8f3f00",
    key_attention="#3f3b00",
    chosen=Tone("#005a8e", "#d0e8f8"),
    free=Tone("#006b4e", "#cdeadf"),
    ringing=Tone("#00486f", "#a9d7f3"),
    acd=Tone("#005a8e", "#d0e8f8"),
    other_call=Tone("#6f2250", "#f3dcea"),
    other_hold=Tone("#6f2250", "#f3dcea"),
    work_timer=Tone("#3f3b00", "#f8f3b4"),
    do_not_disturb=Tone("#684800", "#fae0b0"),
    out_of_reach=Tone("#684800", "#fae0b0"),
    off=Tone("#59626e", "#e8ebef"),
)

HIGH_CONTRAST_DARK: Final = Theme(
    ground="#000000",
    panel="#000000",
    line="#b8b8b8",
    edge="#8a8a8a",
    text="#ffffff",
    quiet="#b8b8b8",
    alarm="#ff7060",
    attention="#ffff4d",
    key_free="#4dff94",
    key_alarm="#ff7060",
    key_attention="#ffff4d",
    chosen=Tone("#70d0ff", "#00324d"),
    free=Tone("#4dff94", "#000000"),
    ringing=Tone("#66fff0", "#000000"),
    acd=Tone("#70d0ff", "#000000"),
    other_call=Tone("#d9b8ff", "#000000"),
    other_hold=Tone("#d9b8ff", "#000000"),
    work_timer=Tone("#ffd633", "#000000"),
    do_not_disturb=Tone("#ffa64d", "#000000"),
    out_of_reach=Tone("#ffa64d", "#000000"),
    off=Tone("#b8b8b8", "#000000"),
)
HIGH_CONTRAST_LIGHT: Final = Theme(
    ground="#ffffff",
    panel="#ffffff",
    line="#4d4d4d",
    edge="#767676",
    text="#000000",
    quiet="#4d4d4d",
    alarm="#b00000",
    attention="#4d3300",
    key_free="#005226",
    key_alarm="#b00000",
    key_attention="#4d3300",
    chosen=Tone("#00408a", "#d6e6ff"),
    free=Tone("#005226", "#ffffff"),
    ringing=Tone("#00524a", "#ffffff"),
    acd=Tone("#00408a", "#ffffff"),
    other_call=Tone("#4a1a94", "#ffffff"),
    other_hold=Tone("#4a1a94", "#ffffff"),
    work_timer=Tone("#5c4200", "#ffffff"),
    do_not_disturb=Tone("#7d3000", "#ffffff"),
    out_of_reach=Tone("#7d3000", "#ffffff"),
    off=Tone("#4d4d4d", "#ffffff"),
)
