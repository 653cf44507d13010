"""A site's settings for everyone: beneath each person's own file, and some of them fixed."""

import pathlib

import pytest

from desktop.settings import (
    BoardSettings,
    LimitSettings,
    QueueLimitSettings,
    Settings,
    SettingsError,
    SettingsFile,
    Site,
    read_site,
)
from desktop.settings.chosen import not_kept
from desktop.settings.declared import settings_in

PROGRAM = settings_in(Settings)

# As version 0.1 wrote it: all settings, also those at their defaults.
FIRST_FORM = """\
[phone system]
host = pbx-north
port = 15373
silent_after_s = 60
[start]
fullscreen = yes
screen = 2
log_level = info
[window]
window_place = 1,2,800,600
told_about_tray = yes
[board]
queues = auto
order = id
"""


class Files:
    """A site's file and a person's."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.site_path = folder / "site" / "settings.ini"
        self.site_path.parent.mkdir()
        self.own_path = folder / "settings.ini"

    def site(self, text: str) -> Site:
        self.site_path.write_text(text, encoding="utf-8")
        return read_site(self.site_path)

    def own(self, text: str) -> None:
        self.own_path.write_text(text, encoding="utf-8")

    def open(self) -> SettingsFile:
        return SettingsFile(self.own_path, read_site(self.site_path))

    def counting(self) -> list[str]:
        lines = self.own_path.read_text(encoding="utf-8").splitlines()
        return [
            line for line in lines if line and not line.startswith((";", "#", "[")) and "version" not in line
        ]


@pytest.fixture
def files(tmp_path: pathlib.Path) -> Files:
    return Files(tmp_path)


# Beneath a person's own file


def test_without_a_site_s_file_the_defaults_apply(files: Files) -> None:
    file = files.open()
    assert file.chosen.settings == Settings()
    assert file.problems == ()
    assert not file.site.fixed


def test_the_site_s_settings_apply_unless_a_person_sets_another(files: Files) -> None:
    files.site(
        "[phone system]\nhost = pbx\nport = 15374\n[limits]\nwaiting_trouble = 9\n[board]\ntheme = dark\n"
    )
    files.own("[phone system]\nport = 15375\n[board]\norder = id\n")
    file = files.open()
    assert file.chosen.settings == Settings(host="pbx", port=15375)
    assert file.chosen.limits == LimitSettings(waiting_trouble=9)
    assert file.chosen.boards == (BoardSettings(theme="dark", order="id"),)


def test_a_person_s_file_holds_only_what_differs_from_the_site_s(files: Files) -> None:
    files.site("[phone system]\nhost = pbx\n[board]\ntheme = dark\n")
    file = files.open()
    assert files.counting() == []
    assert ";host = pbx" in files.own_path.read_text(encoding="utf-8").splitlines()
    file.change(port=15375)
    file.change_board("Board", theme="light")
    assert files.counting() == ["port = 15375", "theme = light"]
    file.change_board("Board", theme="dark")
    assert files.counting() == ["port = 15375"]


def test_a_default_can_be_chosen_over_what_the_site_sets(files: Files) -> None:
    files.site("[start]\nminimized = yes\n")
    files.open().change(minimized=False)
    assert files.open().chosen.settings.minimized is False


def test_a_changed_site_value_reaches_everyone_who_chose_none(files: Files) -> None:
    files.site("[phone system]\nhost = old\n")
    files.open().change_board("Board", window_place="1,2,800,600")
    files.site("[phone system]\nhost = new\n")
    assert files.open().chosen.settings.host == "new"


def test_defaults_written_by_version_0_1_do_not_hide_the_site_s_settings(
    files: Files,
) -> None:
    files.site("[phone system]\nhost = pbx\nport = 15374\n[board]\nqueues = both\n")
    files.own(FIRST_FORM)
    file = files.open()
    assert file.chosen.settings == Settings(host="pbx-north", port=15374, told_about_tray=True)
    assert file.chosen.boards == (
        BoardSettings(queues="both", order="id", fullscreen=True, screen=2, window_place="1,2,800,600"),
    )
    assert file.foreign == []
    assert file.problems == ()
    file.change(log_level="debug")
    assert files.open().chosen.settings == file.chosen.settings
    assert files.open().chosen.boards == file.chosen.boards


def test_a_path_in_the_site_s_file_starts_in_its_folder_or_in_each_home(files: Files) -> None:
    site = files.site(
        "[files]\ndirectory_file = names.csv\ndata_file = ~/tally.json\n[recording]\nrecord_file = /r.jsonl\n"
    )
    settings = site.chosen.settings
    assert settings.directory_file == str(files.site_path.parent / "names.csv")
    assert settings.data_file == "~/tally.json"
    assert settings.record_file == "/r.jsonl"


# Boards and limits


def test_everyone_has_the_site_s_boards_and_their_own(files: Files) -> None:
    files.site("[board Sales TV]\ntheme = dark\n[board Night]\n")
    files.own("[board Mine]\norder = id\n[board Night]\nlocked = yes\n")
    assert files.open().chosen.boards == (
        BoardSettings("Mine", order="id"),
        BoardSettings("Night", locked=True),
        BoardSettings("Sales TV", theme="dark"),
    )


def test_the_default_board_gives_way_to_the_site_s(files: Files) -> None:
    files.open().change_board("Board", window_place="1,2,800,600")
    files.site("[board Sales TV]\n")
    assert files.open().chosen.boards == (BoardSettings("Sales TV"),)


def test_a_removed_board_of_the_site_stays_removed(files: Files) -> None:
    files.site("[board Sales TV]\n[board]\n")
    file = files.open()
    file.change_boards(board for board in file.chosen.boards if board.name != "Sales TV")
    assert files.open().chosen.boards == (BoardSettings(),)
    assert files.open().foreign == []
    files.open().change(host="pbx")
    assert files.open().chosen.boards == (BoardSettings(),)


def test_limits_of_single_queues_come_from_both(files: Files) -> None:
    files.site("[limits group 101]\nwaiting_trouble = 9\n[limits group 102]\n")
    files.own("[limits path 501]\n[limits group 101]\nwaiting_attention = 1\n")
    file = files.open()
    assert file.chosen.queue_limits == (
        QueueLimitSettings("path 501"),
        QueueLimitSettings("group 101", waiting_attention=1, waiting_trouble=9),
        QueueLimitSettings("group 102"),
    )
    file.change_limits(file.chosen.limits, file.chosen.queue_limits[:2])
    assert files.open().chosen.queue_limits == file.chosen.queue_limits[:2]


# Fixed


@pytest.mark.parametrize("name", sorted(not_kept(PROGRAM)))
def test_any_setting_can_be_fixed_by_its_name(files: Files, name: str) -> None:
    site = files.site(f"[fixed]\nsettings = {name}\n")
    assert site.fixed.settings == {name}
    assert site.problems == ()


def test_a_fixed_setting_can_t_be_changed_by_a_person_s_file_or_the_program(files: Files) -> None:
    files.site("[fixed]\nsettings = host, port\n[phone system]\nhost = pbx\n")
    files.own("[phone system]\nhost = other\nsilent_after_s = 30\n")
    file = files.open()
    assert file.chosen.settings == Settings(host="pbx", silent_after_s=30)
    assert file.problems == ()
    with pytest.raises(SettingsError, match=r"^host: it is set by your site$"):
        file.change(host="other")
    file.change(host="pbx", silent_after_s=40)
    assert file.chosen.settings == Settings(host="pbx", silent_after_s=40)


def test_a_person_s_value_returns_when_the_site_no_longer_fixes_it(files: Files) -> None:
    files.own("[phone system]\nhost = mine\n[board]\nnames = ids\n[board Mine]\norder = id\n")
    files.site("[fixed]\nsettings = host, boards\n[phone system]\nhost = pbx\n[board]\n")
    files.open().change(port=15374)
    assert files.open().chosen.boards == (BoardSettings(),)
    files.site("")
    file = files.open()
    assert file.chosen.settings == Settings(host="mine", port=15374)
    assert file.chosen.boards == (BoardSettings(names="ids"), BoardSettings("Mine", order="id"))


def test_a_section_is_fixed_by_its_title_and_everything_by_all(files: Files) -> None:
    assert files.site("[fixed]\nsettings = phone system\n").fixed.settings == {
        *("host", "port", "silent_after_s", "reconnect_after_s")
    }
    everything = files.site("[fixed]\nsettings = all\n").fixed
    assert everything.settings == not_kept(PROGRAM)
    assert everything.kinds == {"boards", "limits", "alerts"}


def test_fixed_privacy_settings_hold_on_every_board(files: Files) -> None:
    files.site("[fixed]\nsettings = hide_reasons, names\n[board]\nhide_reasons = yes\nnames = initials\n")
    files.own("[board]\nnames = names\n[board Mine]\nhide_reasons = no\n")
    file = files.open()
    assert all((board.hide_reasons, board.names) == (True, "initials") for board in file.chosen.boards)
    file.change_boards([*file.chosen.boards, BoardSettings("New")])
    assert file.chosen.boards[-1] == BoardSettings("New", hide_reasons=True, names="initials")
    assert files.open().chosen.boards == file.chosen.boards


def test_fixed_boards_are_the_site_s_except_for_their_windows_places(files: Files) -> None:
    files.site("[fixed]\nsettings = boards\n[board Sales TV]\nscreen = 2\n[board Night]\n")
    files.own("[board Mine]\n[board Night]\nlocked = yes\n")
    file = files.open()
    assert [board.name for board in file.chosen.boards] == ["Sales TV", "Night"]
    file.change_boards(
        [BoardSettings("Night", shown=False, window_place="1,2,800,600"), BoardSettings("Other")]
    )
    expected = (BoardSettings("Sales TV", screen=2), BoardSettings("Night", window_place="1,2,800,600"))
    assert file.chosen.boards == files.open().chosen.boards == expected


def test_fixed_limits_are_the_site_s(files: Files) -> None:
    files.site("[fixed]\nsettings = limits\n[limits]\nwaiting_trouble = 9\n[limits group 101]\n")
    files.own("[limits]\nwaiting_trouble = 4\n[limits group 102]\n")
    file = files.open()
    assert (file.chosen.limits, file.chosen.queue_limits) == (
        LimitSettings(waiting_trouble=9),
        (QueueLimitSettings("group 101"),),
    )
    with pytest.raises(SettingsError, match=r"^limits: it is set by your site$"):
        file.change_limits(LimitSettings(), ())
    assert file.chosen.limits.waiting_trouble == 9


def test_a_person_s_own_file_fixes_nothing(files: Files) -> None:
    files.own("[fixed]\nsettings = host\n")
    file = files.open()
    assert file.foreign == ["[fixed] settings"]
    file.change(host="pbx")
    assert files.open().chosen.settings.host == "pbx"


# Errors in it


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("damaged", "can't be understood: "),
        ("[file]\nversion = 3\n", "was written by a newer version of this program"),
        ("[phone system]\nport = many\n", "[phone system] port: 'many' is not a whole number"),
        ("[board]\ntheme = pink\n", "[board] theme: 'pink' is none of"),
        ("[fixed]\nsettings = hosts\n", "[fixed] settings: 'hosts' can't be fixed"),
        ("[fixed]\nsettings = window_place\n", "[fixed] settings: 'window_place' can't be fixed"),
    ],
)
def test_errors_in_the_site_s_file_are_reported_and_stop_nothing(files: Files, text: str, words: str) -> None:
    files.site(text)
    file = files.open()
    assert file.chosen.settings == Settings()
    (problem,) = file.problems
    assert problem.startswith(f"the site's settings file {files.site_path}")
    assert words in problem
    assert files.site_path.read_text(encoding="utf-8") == text


def test_a_folder_in_its_place_is_reported(files: Files) -> None:
    files.site_path.mkdir()
    (problem,) = files.open().problems
    assert "can't be read: is no plain file" in problem
