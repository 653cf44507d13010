"""``tallymate picture`` as a person meets it: the program itself, in a process of its own."""

import os
import pathlib
import stat
import sys

import pytest
from PySide6.QtGui import QImage

from desktop.protocol.line import LinePhase
from desktop.publish.data_file import data_file_bytes
from desktop.recording.entries import BytesCame, LineChanged, RecordingBegan, entry_line
from desktop.ui.theme import DARK, LIGHT, themed
from tests.program import Program
from tests.support import call, floor_after, group, wire

CAPTURES = pathlib.Path(__file__).parent.parent / "captures"
CAPTURE = str(CAPTURES / "floor-24.rte")


def made(program: Program, *options: str, name: str = "board.png") -> bytes:
    """Make a picture; check that nothing else is written."""
    out = program.home / name
    before = everything(program.home)
    code, said, err = program.run("picture", str(out), *options)
    assert (code, said, err) == (0, f"The picture is in {out}.\n", "")
    assert everything(program.home) == before | {out}
    return out.read_bytes()


def everything(home: pathlib.Path) -> set[pathlib.Path]:
    return set(home.rglob("*"))


def shown(content: bytes) -> QImage:
    image = QImage.fromData(content)
    assert not image.isNull()
    return image


def dimensions(content: bytes) -> tuple[int, int]:
    image = shown(content)
    return image.width(), image.height()


def test_the_demonstration_gives_the_same_picture_wherever_and_however_it_is_made(program: Program) -> None:
    first = made(program, "--demo")
    assert dimensions(first) == (1920, 1080)
    assert made(program, "--demo", name="again.png") == first
    program.environment |= {
        "TZ": "Pacific/Auckland",
        "LANG": "de_DE.UTF-8",
        "DISPLAY": ":4711",
        "WAYLAND_DISPLAY": "nowhere",
        "QT_QPA_PLATFORM": "xcb",
        "QT_SCALE_FACTOR": "1.5",
        "QT_SCREEN_SCALE_FACTORS": "2",
        "QT_FONT_DPI": "144",
        "QT_STYLE_OVERRIDE": "windows",
    }
    assert made(program, "--demo", name="elsewhere.PNG") == first
    assert made(program, "--demo", "--at", "600", name="other.png") != first


def test_a_picture_contains_no_metadata(program: Program) -> None:
    content = made(program, "--demo", "--size", "640x360")
    chunks, at = [], 8
    while at < len(content):
        length = int.from_bytes(content[at : at + 4])
        chunks.append(content[at + 4 : at + 8])
        at += 12 + length
    assert set(chunks) == {b"IHDR", b"pHYs", b"IDAT", b"IEND"}
    mode = stat.S_IMODE((program.home / "board.png").stat().st_mode)
    assert sys.platform == "win32" or mode & 0o644 == 0o644


@pytest.mark.parametrize(
    ("size", "scale"), [("1280x720", "2"), ("1001x777", "1.3"), ("320x240", "0.5"), ("3840X2160", "1")]
)
def test_the_size_is_in_the_picture_s_own_pixels_at_any_scale(
    program: Program, size: str, scale: str
) -> None:
    content = made(program, "--demo", "--size", size, "--scale", scale, "--theme", "light")
    width, height = map(int, size.lower().split("x"))
    assert dimensions(content) == (width, height)
    image = shown(content)
    for x, y in ((0, 0), (width - 1, 0), (0, height - 1), (width - 1, height - 1)):
        assert image.pixelColor(x, y).name() == LIGHT.ground


def test_at_twice_the_scale_everything_is_twice_as_large(program: Program) -> None:
    small = shown(made(program, "--replay", CAPTURE, "--size", "960x540"))
    large = shown(made(program, "--replay", CAPTURE, "--size", "1920x1080", "--scale", "2", name="l.png"))
    places = [(x, y) for x in range(4, 960, 7) for y in range(4, 540, 7)]
    alike = [small.pixelColor(x, y) == large.pixelColor(2 * x, 2 * y) for x, y in places]
    # Edges and type are finer on the larger one.
    assert sum(alike) > 0.9 * len(places)
    unscaled = shown(made(program, "--replay", CAPTURE, "--size", "1920x1080", name="u.png"))
    assert unscaled != large


def test_a_recording_is_shown_as_it_was_at_a_moment(program: Program) -> None:
    path = program.home / "stream.jsonl"
    began = 1_790_000_000.0
    entries = (
        RecordingBegan(began),
        LineChanged(began, "pbx:15373", LinePhase.LIVE.value, ""),
        BytesCame(began + 1, "pbx:15373", wire(call("A"), group("610", 2))),
        LineChanged(began + 30, "pbx:15373", LinePhase.LOST.value, "refused"),
    )
    lines = [entry_line(entry) for entry in entries]
    path.write_bytes(b"".join(lines))
    two = (program.home / "1.jsonl", program.home / "2.jsonl")
    two[0].write_bytes(lines[0] + lines[1] + lines[2])
    two[1].write_bytes(lines[3])

    def colours(content: bytes) -> set[str]:
        image = shown(content)
        return {image.pixelColor(x, y).name() for x in range(0, 640, 3) for y in range(0, 360, 3)}

    size = ("--size", "640x360", "--theme", "dark")
    live = made(program, "--replay", str(path), *size, "--at", "20")
    assert DARK.free.ground in colours(live)
    lost = made(program, "--replay", str(path), *size, name="lost.png")
    assert DARK.free.ground not in colours(lost)
    assert made(program, "--replay", str(program.home / "?.jsonl"), *size, name="p.png") == lost
    assert made(program, "--replay", str(two[1]), "--replay", str(two[0]), *size, name="q.png") == lost


def test_losses_in_a_recording_are_reported_with_the_picture(program: Program) -> None:
    path = program.home / "stream.jsonl"
    whole = entry_line(RecordingBegan(1000.0)) + entry_line(BytesCame(1000.0, "pbx:1", wire(call("A"))))
    path.write_bytes(whole + b'{"at": 1790\n')
    out = program.home / "board.png"
    code, _, err = program.run("picture", str(out), "--replay", str(path))
    assert (code, err.count("\n")) == (0, 1)
    assert "Damaged lines in the recording, left out: 1." in err
    assert out.exists()


def test_without_options_it_shows_the_last_data_file(program: Program) -> None:
    home = program.home / "data" / "TallyMate"
    home.mkdir(parents=True)
    data_file = home / "mitel_data.json"
    data_file.write_bytes(data_file_bytes(floor_after(call("A"), group("610", 2)).snapshot()))
    kept = data_file.read_bytes()
    settings = program.home / "my.ini"
    settings.write_text("[board]\ntheme = light\n")
    before = settings.read_bytes()
    by_default = made(program)
    as_set = made(program, "--settings", str(settings), name="set.png")
    assert shown(by_default).pixelColor(0, 0).name() == DARK.ground
    assert shown(as_set).pixelColor(0, 0).name() == LIGHT.ground
    assert (data_file.read_bytes(), settings.read_bytes()) == (kept, before)
    settings.write_text("[files]\ndata_file = other.json\n")
    code, _, err = program.run("picture", str(program.home / "x.png"), "--settings", str(settings))
    missing = f"data file {program.home / 'other.json'} is not there yet: use --demo or --replay"
    assert (code, err) == (2, f"tallymate: error: {missing}\n")
    data_file.write_text("{")
    code, _, err = program.run("picture", str(program.home / "x.png"))
    assert (code, err) == (2, f"tallymate: error: data file {data_file} is damaged\n")
    assert not (program.home / "x.png").exists()
    assert [path.name for path in home.iterdir()] == ["mitel_data.json"]


def test_a_board_is_painted_with_its_settings_and_the_requested_look(program: Program) -> None:
    settings = program.home / "my.ini"
    settings.write_text("[board]\ntheme = light\n\n[board Night]\ntheme = dark\npreset = okabe-ito\n")

    def ground(*options: str) -> str:
        content = made(program, "--demo", "--settings", str(settings), *options, name=f"{len(options)}.png")
        (program.home / f"{len(options)}.png").unlink()
        return shown(content).pixelColor(0, 0).name()

    assert ground() == LIGHT.ground
    assert ground("--board", "Night") == themed("okabe-ito", dark=True).ground
    assert ground("--board", "Night", "--theme", "light") == themed("okabe-ito", dark=False).ground
    assert ground("--board", "Night", "--preset", "mitel") == themed("mitel", dark=True).ground


def test_an_existing_picture_is_replaced_and_a_link_stays_a_link(program: Program) -> None:
    out = program.home / "board.png"
    out.write_text("an older one")
    link = program.home / "link.png"
    link.symlink_to(out)
    code, _, err = program.run("picture", str(link), "--demo", "--size", "640x360")
    assert (code, err) == (0, "")
    assert link.is_symlink()
    assert dimensions(out.read_bytes()) == (640, 360)


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ("", "the following arguments are required: OUT.png"),
        ("{home}/board.jpg --demo", "does not end in .png"),
        ("{home}/png --demo", "does not end in .png"),
        ("{home}/nowhere/board.png --demo", "there is no folder"),
        ("{home}/folder.png --demo", "folder.png is a folder"),
        ("{home}/pipe.png --demo", "pipe.png is no plain file"),
        ("{home}/x.png --demo --size 1920", "'1920' is not a size like 1920x1080"),
        ("{home}/x.png --demo --size 1920x1080x2", "'1080x2' is not a whole number"),
        ("{home}/x.png --demo --size 319x240", "319 is not from 320 to 7680"),
        ("{home}/x.png --demo --size 7680x4321", "4321 is not from 240 to 4320"),
        ("{home}/x.png --demo --size -640x360", "expected one argument"),
        ("{home}/x.png --demo --size 640x240", "at --scale 1 --size is at least 640x360"),
        ("{home}/x.png --demo --size 1920x1080 --scale 4", "at --scale 4 --size is at least 2560x1440"),
        ("{home}/x.png --demo --scale 0.4", "0.4 is not from 0.5 to 4"),
        ("{home}/x.png --demo --scale nan", "nan is not from 0.5 to 4"),
        ("{home}/x.png --demo --scale big", "'big' is not a number"),
        ("{home}/x.png --demo --at -1", "-1.0 is not from 0 to 604800"),
        ("{home}/x.png --at 5", "--at goes only with --demo or --replay"),
        ("{home}/x.png --demo --theme blue", "invalid choice: 'blue'"),
        ("{home}/x.png --demo --preset gaudy", "invalid choice: 'gaudy'"),
        ("{home}/x.png --demo --board Sales", "there is no board 'Sales', only 'Board'"),
        ("{home}/x.png --demo --replay {home}/other", "--demo and --replay don't go together"),
        ("{home}/x.png --replay {home}/other", "is neither a recording nor a raw stream"),
        ("{home}/x.png --replay {home}/none", "No such file"),
        ("{home}/x.png --demo --settings {home}/none.ini", "none.ini is not there"),
        ("{home}/x.png --demo --settings {home}/other", "can't be understood"),
        ("{home}/x.png", "is not there yet: use --demo or --replay"),
    ],
)
def test_errors_are_reported_in_one_line_with_exit_code_2(
    program: Program, options: str, reason: str
) -> None:
    (program.home / "other").write_text("a letter")
    (program.home / "folder.png").mkdir()
    os.mkfifo(program.home / "pipe.png")
    before = everything(program.home)
    code, out, err = program.run("picture", *options.format(home=program.home).split())
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert err.startswith("tallymate: error: ")
    assert reason in err
    assert everything(program.home) == before


def test_options_of_the_main_program_are_refused_before_it(program: Program) -> None:
    code, _, err = program.run("--demo", "picture", str(program.home / "x.png"))
    assert (code, err) == (2, "tallymate: error: --demo does not go with picture\n")


@pytest.mark.skipif(not pathlib.Path("/dev/full").exists(), reason="needs a folder that is always full")
def test_a_full_disk_leaves_the_older_picture(program: Program) -> None:
    out = program.home / "board.png"
    out.write_text("an older one")
    limited = Program(program.home, program.environment, ("bash", "-c", 'ulimit -f 4; exec "$0" "$@"'))
    code, _, err = limited.run("picture", str(out), "--demo")
    assert (code, len(err.splitlines())) == (2, 1)
    assert "can't be written" in err
    assert everything(program.home) == {out}
    assert out.read_text() == "an older one"
