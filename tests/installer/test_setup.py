"""Making and signing the setup; tests/wine tries it out under Wine."""

import os
import pathlib
import shutil
import subprocess
import sys

import pytest

from desktop import __version__
from installer.freeze.icon import icon_bytes
from installer.windows import sign
from installer.windows.make_setup import SetupBuildError, main, make_setup, program_version

ROOT = pathlib.Path(__file__).parent.parent.parent
DRAWING = ROOT / "resources" / "icons" / "app.svg"


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> pathlib.Path:
    """Make a frozen program, as far as the setup needs one."""
    if shutil.which("makensis") is None and (sys.platform != "linux" or not os.environ.get("CI")):
        pytest.skip("makensis is not installed")
    files = tmp_path / "TallyMate"
    (files / "_internal").mkdir(parents=True)
    (files / "TallyMate.exe").write_bytes(b"MZ")
    (files / "_internal" / "library.dll").write_bytes(os.urandom(1000))
    return files


@pytest.fixture
def icon(qapp: object, tmp_path: pathlib.Path) -> pathlib.Path:  # noqa: ARG001 - painting needs an application
    path = tmp_path / "tallymate.ico"
    path.write_bytes(icon_bytes(DRAWING))
    return path


def test_the_setup_is_64_bit_and_has_the_version(folder: pathlib.Path, icon: pathlib.Path) -> None:
    out = folder.parent / "TallyMate-1.2.3rc1-setup.exe"
    content = make_setup(folder, "1.2.3rc1", icon, out).read_bytes()
    header = int.from_bytes(content[0x3C:0x40], "little")
    assert content[header : header + 4] == b"PE\0\0"
    assert int.from_bytes(content[header + 4 : header + 6], "little") == 0x8664
    assert "1.2.3rc1".encode("utf-16-le") in content
    assert b'level="asInvoker"' in content


def test_missing_parts_are_reported(folder: pathlib.Path, icon: pathlib.Path, tmp_path: pathlib.Path) -> None:
    out = tmp_path / "TallyMate-setup.exe"
    with pytest.raises(SetupBuildError, match="new is no version"):
        make_setup(folder, "new", icon, out)
    with pytest.raises(SetupBuildError, match=r"no TallyMate\.exe in"):
        make_setup(tmp_path, "1.2.3", icon, out)
    with pytest.raises(SetupBuildError, match=r"none\.ico"):
        make_setup(folder, "1.2.3", tmp_path / "none.ico", out)
    assert not out.exists()


def test_the_version_is_that_of_the_program() -> None:
    assert program_version() == __version__


def test_a_setup_that_is_too_large_is_an_error(
    folder: pathlib.Path,
    icon: pathlib.Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    options = [str(folder), "--icon", str(icon), "--out", str(folder.parent / "TallyMate-x-setup.exe")]
    assert main(options) == 0
    monkeypatch.setattr("installer.windows.make_setup.LARGEST_MB", 0.01)
    assert main(options) == 1
    assert "more than 0.01 MB" in capsys.readouterr().err


def test_without_a_certificate_nothing_is_signed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path
) -> None:
    monkeypatch.delenv("TALLYMATE_CERTIFICATE", raising=False)
    file = tmp_path / "a.exe"
    file.write_bytes(b"MZ")
    assert sign.main([str(file)]) == 0
    assert file.read_bytes() == b"MZ"
    assert list(tmp_path.iterdir()) == [file]


def test_a_timestamp_is_requested_if_a_server_is_named() -> None:
    environment = {"TALLYMATE_CERTIFICATE": "c.p12", "TALLYMATE_TIMESTAMP": "http://time"}
    command = sign.command_of(pathlib.Path("a"), pathlib.Path("b"), environment)
    assert command is not None
    assert command[command.index("-ts") + 1] == "http://time"
    assert "-readpass" not in command


def tool(*command: str) -> str:
    path = shutil.which(command[0])
    assert path is not None
    done = subprocess.run([path, *command[1:]], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_setup_and_uninstaller_are_signed(
    folder: pathlib.Path, icon: pathlib.Path, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not (shutil.which("osslsigncode") and shutil.which("openssl")) and not os.environ.get("CI"):
        pytest.skip("osslsigncode is not installed")
    key, certificate, both = (str(tmp_path / name) for name in ("key.pem", "certificate.pem", "both.p12"))
    subject = ("-subj", "/CN=nobody", "-addext", "extendedKeyUsage=codeSigning")
    made = ("-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate)
    tool("openssl", "req", "-x509", *made, *subject)
    password = tmp_path / "password"
    password.write_text("secret")
    files = ("-inkey", key, "-in", certificate, "-out", both)
    tool("openssl", "pkcs12", "-export", *files, "-passout", "pass:secret")
    monkeypatch.setenv("TALLYMATE_CERTIFICATE", both)
    monkeypatch.setenv("TALLYMATE_CERTIFICATE_PASSWORD", str(password))
    out = make_setup(folder, "1.2.3", icon, tmp_path / "TallyMate-1.2.3-setup.exe")
    said = tool("osslsigncode", "verify", "-CAfile", certificate, "-in", str(out))
    assert "Number of verified signatures: 1" in said
    assert "Signature verification: ok" in said
    password.write_text("wrong")
    with pytest.raises(SetupBuildError):
        make_setup(folder, "1.2.3", icon, tmp_path / "TallyMate-1.2.4-setup.exe")
