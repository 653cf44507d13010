"""The parts of freezing; tests/frozen/test_frozen.py tests the frozen program."""

import json
import pathlib
import struct
import tarfile
import zipfile

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from desktop import __version__
from desktop.system.frozen import APP_ID
from installer.freeze.archives import portable_zip, tar_xz
from installer.freeze.contents import DROPPED, LARGEST_MB, NEEDED, NEEDED_EVERYWHERE, is_dropped, survey
from installer.freeze.icon import SIZES, icon_bytes, images_in, painted
from installer.freeze.notice import bill_of_materials, notice, parts
from installer.freeze.program_file import faults_of
from installer.freeze.version_resource import version_resource, windows_version

DRAWING = pathlib.Path(__file__).parent.parent.parent / "resources" / "icons" / "app.svg"


def as_paths(patterns: tuple[str, ...]) -> list[str]:
    return [pattern.replace("*/", "_internal/PySide6/") for pattern in patterns]


@pytest.mark.parametrize("platform", ["win32", "linux"])
def test_no_needed_file_is_dropped(platform: str) -> None:
    for path in as_paths((*NEEDED[platform], *NEEDED_EVERYWHERE)):
        assert not is_dropped(path), path


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/opengl32sw.dll",
        "PySide6\\plugins\\tls\\qschannelbackend.dll",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6\\translations\\qtbase_de.qm",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "libcrypto.so.3",
        "libcrypto-3-x64.dll",
        "libstdc++.so.6",
        "libxcb.so.1",
        "libX11-xcb.so.1",
    ],
)
def test_useless_files_are_dropped(path: str) -> None:
    assert is_dropped(path)


@pytest.mark.parametrize(
    "path",
    [
        "libxcb-cursor.so.0",
        "libxkbcommon-x11.so.0",
        "PySide6/Qt/lib/libicudata.so.73",
        "PySide6/QtNetwork.pyd",
        "PySide6/Qt6Gui.dll",
        "python311.dll",
        "VCRUNTIME140.dll",
        "PySide6/Qt/plugins/platformthemes/libqxdgdesktopportal.so",
    ],
)
def test_useful_files_stay(path: str) -> None:
    assert not is_dropped(path)


def test_a_release_has_the_tested_versions() -> None:
    installer = DRAWING.parent.parent.parent / "installer"
    tested = (installer / "constraints.txt").read_text().splitlines()
    lines = (installer / "build-requirements.txt").read_text().replace("\\\n", "").splitlines()
    for line in lines:
        if not line.startswith("#"):
            assert line.split()[0] in tested
            assert "--hash=sha256:" in line


def test_the_list_has_no_pattern_twice() -> None:
    assert len(set(DROPPED)) == len(DROPPED)


def test_a_built_folder_is_surveyed(tmp_path: pathlib.Path) -> None:
    for path in as_paths((*NEEDED["linux"], *NEEDED_EVERYWHERE)):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(b"x" * 1000)
    found = survey(tmp_path, "linux")
    assert found.problems == ()
    assert found.size_mb == pytest.approx((len(NEEDED["linux"]) + len(NEEDED_EVERYWHERE)) / 1000)
    (tmp_path / "_internal" / "libssl.so.3").write_text("")
    (tmp_path / as_paths(NEEDED["linux"])[1]).unlink()
    with (tmp_path / "large").open("wb") as file:
        file.truncate((LARGEST_MB["linux"] + 1) * 1_000_000)
    missing, unwanted, large = survey(tmp_path, "linux").problems
    assert missing == f"{NEEDED['linux'][1]} is missing"
    assert unwanted == "_internal/libssl.so.3 must not be there"
    assert large.endswith("MB, more than 120")


@pytest.mark.usefixtures("qapp")
def test_the_icon_has_every_size() -> None:
    content = icon_bytes(DRAWING)
    kind, count = struct.unpack_from("<HH", content, 2)
    assert (kind, count) == (1, len(SIZES))
    for number, size in enumerate(SIZES):
        width, height, _, _, _, bits, length, offset = struct.unpack_from(
            "<BBBBHHII", content, 6 + 16 * number
        )
        assert (width or 256, height or 256, bits) == (size, size, 32)
        assert offset + length <= len(content)
        one = struct.pack("<HHH", 0, 1, 1)
        one += struct.pack("<BBBBHHII", width, height, 0, 0, 1, 32, length, 22)
        image = QImage.fromData(one + content[offset : offset + length])
        assert (image.width(), image.height()) == (size, size)
        assert image.convertToFormat(QImage.Format.Format_ARGB32) == painted(DRAWING, size)


@pytest.mark.parametrize("size", [16, 20, 24, 32, 256])
def test_the_icon_is_four_bars_with_a_stroke_through_them(qapp: QApplication, size: int) -> None:  # noqa: ARG001 - painting needs an application
    image = painted(DRAWING, size)
    row = [image.pixelColor(x, round(size * 0.28)) for x in range(size)]
    is_bar = [colour.alpha() == 255 and colour.lightness() > 200 for colour in row]
    bars = sum(here and not before for before, here in zip([False, *is_bar], is_bar, strict=False))
    assert bars == 4
    middle = image.pixelColor(size // 2, round(size * 0.5))
    assert middle.red() > 200
    assert middle.blue() < 140


def test_an_invalid_drawing_is_an_error(qapp: QApplication, tmp_path: pathlib.Path) -> None:  # noqa: ARG001 - painting needs an application
    (tmp_path / "x.svg").write_text("no drawing")
    with pytest.raises(ValueError, match="is no drawing"):
        painted(tmp_path / "x.svg", 64)


def test_the_version_resource_follows_the_version() -> None:
    assert windows_version("1.2.3") == (1, 2, 3, 0)
    assert windows_version("0.10.0rc1") == (0, 10, 0, 0)
    text = version_resource("1.2.3", "Shows agents")
    assert "filevers=(1, 2, 3, 0)" in text
    assert "StringStruct('ProductVersion', '1.2.3')" in text
    for wrong in ("1.2", "one.two.three", ""):
        with pytest.raises(ValueError, match="is no version"):
            windows_version(wrong)


def test_missing_resources_of_a_windows_program_are_reported(qapp: QApplication) -> None:  # noqa: ARG001 - painting needs an application
    icon = icon_bytes(DRAWING)
    images = dict(images_in(icon))
    assert tuple(images) == SIZES
    strings = {"ProductName": "TallyMate", "ProductVersion": "1.2.3", "FileVersion": "1.2.3"}
    told = [
        f"{name}\0".encode("utf-16-le") + b"\0\0" + f"{value}\0".encode("utf-16-le")
        for name, value in strings.items()
    ]
    program = b"MZ" + b"".join(images.values()) + b"".join(told)
    assert faults_of(program, icon, "1.2.3") == ()
    assert faults_of(program, icon, "1.2.30") == (
        "its ProductVersion is not 1.2.30",
        "its FileVersion is not 1.2.30",
    )
    without = program.replace(images[16], b"")
    assert faults_of(without, icon, "1.2.3") == ("its icon of 16 pixels is missing",)


def test_windows_and_start_menu_entry_share_one_application_id() -> None:
    script = (DRAWING.parent.parent.parent / "installer" / "windows" / "tallymate.nsi").read_text()
    assert f'!define APP_ID "{APP_ID}"' in script


def test_the_notice_and_the_bill_name_every_part() -> None:
    contained = parts()
    assert [part.name for part in contained if part.licence == "MIT" and "Permission" not in part.terms] == []
    text = notice(contained)
    bill = json.loads(bill_of_materials(contained, "2026-01-05T08:00:00+00:00"))
    assert bill["bomFormat"] == "CycloneDX"
    assert bill["metadata"]["component"]["version"] == __version__
    assert bill_of_materials(contained, "x") == bill_of_materials(contained, "x")
    for part in contained:
        assert f"{part.name} {part.version}: {part.licence}" in text
        assert part.terms in text
        (component,) = [one for one in bill["components"] if one["name"] == part.name]
        assert component["version"] == part.version
        (licence,) = component["licenses"]
        assert part.licence in (licence.get("expression"), licence.get("license", {}).get("id"))


def test_the_same_folder_gives_the_same_archive(tmp_path: pathlib.Path) -> None:
    folder = tmp_path / "TallyMate"
    (folder / "_internal").mkdir(parents=True)
    program = folder / "tallymate"
    program.write_text("run me")
    program.chmod(0o700)
    (folder / "_internal" / "lib.so").write_text("x")
    (folder / "_internal" / "link.so").symlink_to("lib.so")
    first = tar_xz(folder, tmp_path / "1.tar.xz", 1_700_000_000).read_bytes()
    assert tar_xz(folder, tmp_path / "2.tar.xz", 1_700_000_000).read_bytes() == first
    with tarfile.open(tmp_path / "1.tar.xz") as archive:
        entries = {entry.name: entry for entry in archive}
    assert entries["TallyMate/tallymate"].mode == 0o755
    assert entries["TallyMate/_internal/lib.so"].mode == 0o644
    assert entries["TallyMate/_internal/link.so"].issym()
    assert {entry.mtime for entry in entries.values()} == {1_700_000_000}
    assert {entry.uname for entry in entries.values()} == {"root"}


def test_the_portable_zip_contains_its_marker(tmp_path: pathlib.Path) -> None:
    folder = tmp_path / "TallyMate"
    folder.mkdir()
    (folder / "TallyMate.exe").write_bytes(b"MZ")
    first = portable_zip(folder, tmp_path / "1.zip").read_bytes()
    assert portable_zip(folder, tmp_path / "2.zip").read_bytes() == first
    with zipfile.ZipFile(tmp_path / "1.zip") as archive:
        assert set(archive.namelist()) == {"TallyMate/TallyMate.exe", "TallyMate/portable.ini"}
        assert archive.read("TallyMate/TallyMate.exe") == b"MZ"
    assert not (folder / "portable.ini").exists()
