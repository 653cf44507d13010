"""Packs the frozen program: the same folder gives the same archive.

python3 -m installer.freeze.archives FOLDER OUT.zip: makes the portable zip of a folder built on Windows.
"""

import pathlib
import sys
import tarfile
import zipfile
from typing import Final

_PORTABLE: Final = (
    '; While this file is here TallyMate keeps its settings and files beside it, in the folder "data".\r\n'
)
_ZIP_BEGINS: Final = (1980, 1, 1, 0, 0, 0)


def tar_xz(folder: pathlib.Path, target: pathlib.Path, date: int) -> pathlib.Path:
    """Pack a folder under its own name; return the archive.

    Arguments:
        folder: The folder to pack.
        target: The archive.
        date: The Unix time of every file in it.

    """

    def without_owner(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mtime = date
        entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
        return entry

    with tarfile.open(target, "w:xz", format=tarfile.PAX_FORMAT) as archive:
        for path in [folder, *sorted(folder.rglob("*"))]:
            name = path.relative_to(folder.parent).as_posix()
            archive.add(path, name, recursive=False, filter=without_owner)
    return target


def portable_zip(folder: pathlib.Path, target: pathlib.Path) -> pathlib.Path:
    """Pack a folder with the file that makes the program portable; return the archive."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix(), _ZIP_BEGINS)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
        archive.writestr(zipfile.ZipInfo(f"{folder.name}/portable.ini", _ZIP_BEGINS), _PORTABLE)
    return target


if __name__ == "__main__":
    print(portable_zip(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])))
