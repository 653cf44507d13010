"""The desk: its features make one menu, and nothing outside a feature's folder needs to know it."""

import pathlib

from PySide6.QtGui import QAction

from tests.faults.joined import JoinedProgram, StartProgram

DESKTOP = pathlib.Path(__file__).parent.parent.parent / "desktop"


def texts(actions: list[QAction]) -> list[str]:
    return [action.text().partition(" (")[0] for action in actions]


def test_the_menu_has_every_feature_s_actions_in_order(start_program: StartProgram) -> None:
    program: JoinedProgram = start_program(port=1)
    offered = program.context.kit.menu.actions()
    assert texts(offered) == [
        "Show board",
        "Full screen",
        "Boards",
        "Desk strip",
        "",
        "Settings...",
        "Names...",
        "Phone system...",
        "Set up again...",
        f"Data file: {program.data_file}",
        "Record the stream",
        "Diagnostics",
        "",
        "Quit",
    ]
    assert program.tray.menu.actions()[-len(offered) :] == offered


def test_a_feature_is_its_folder_and_its_lines_in_the_desk() -> None:
    naming = {
        str(path.relative_to(DESKTOP)): [line for line in lines if "diagnostics" in line.lower()]
        for path in DESKTOP.rglob("*.py")
        if path.parent.name != "diagnostics"
        for lines in [path.read_text(encoding="utf-8").splitlines()]
    }
    imports = {file: lines for file, lines in naming.items() if any("import" in line for line in lines)}
    assert imports == {
        "app/desk.py": [
            "from desktop.diagnostics.feature import DiagnosticsFeature",
            "            DiagnosticsFeature(self._context),",
        ]
    }
