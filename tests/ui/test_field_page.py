"""Settings pages made from declared settings."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.settings import Settings
from desktop.settings.declared import settings_in
from desktop.ui.controls import TickBox
from desktop.ui.field_editor import TextEditor
from desktop.ui.fields import FieldPage
from desktop.ui.labels import heading
from tests.finding import the


def test_a_page_is_made_of_setting_names_editors_and_widgets(qtbot: QtBot) -> None:
    page = FieldPage(Settings)
    qtbot.addWidget(page)
    host = TextEditor(settings_in(Settings)["host"])
    page.add(heading("Phone"), host, "port", "minimized", QPushButton("Test"), None)
    page.show()
    assert list(page.editors) == ["host", "port", "minimized"]
    changes: list[tuple[str, object]] = []
    page.changed.connect(lambda name, value: changes.append((name, value)))
    page.show_settings(Settings(host="pbx", minimized=True))
    assert changes == []
    qtbot.mouseClick(the(TickBox, page), Qt.MouseButton.LeftButton)
    host.edited.emit("other")
    assert changes == [("minimized", False), ("host", "other")]
    page.show_notes({"port": "A note."}, {"host"})
    assert [label.text() for label in page.findChildren(QLabel) if label.objectName() == "quiet"] == [
        "Set by your site.",
        "A note.",
        "",
    ]
    assert not host.isEnabled()
