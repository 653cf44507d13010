"""The repository as a whole: every cited file exists, and the tools are independent of the tests."""

import ast
import pathlib
import re
from collections.abc import Iterator

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDERS = (".ci", ".github", "desktop", "installer", "resources", "tests")
READ = {".md", ".py", ".spec", ".toml", ".yml", ".yaml", ".sh", ".nsi", ".nsh", ".ps1", ".c", ".service"}
LINK = re.compile(r"\]\(([^)#\s]+)")
DOCUMENT = re.compile(r"(?<![$\w./-])[\w./-]+\.md\b")
PLACE = re.compile(rf"(?<![\w./\\<>-])(?:{'|'.join(map(re.escape, FOLDERS))})(?:/[\w.-]+)+")
INSIDE_A_BUILD = "desktop/resources"
"""The folder of the resources in a wheel and in the frozen program."""
ALONE = ("bench", "faults", "fuzz", "soak")


def files() -> Iterator[pathlib.Path]:
    """Return each text file of the repository."""
    places = [ROOT, *(place for folder in FOLDERS for place in (ROOT / folder, *(ROOT / folder).rglob("*/")))]
    for place in dict.fromkeys(places):
        for path in sorted(place.iterdir()):
            if (
                path.is_file()
                and (path.suffix in READ or path.name == "run")
                and path != pathlib.Path(__file__)
            ):
                yield path


def cited(path: pathlib.Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        yield from (link for link in LINK.findall(text) if "://" not in link)
    yield from DOCUMENT.findall(text)
    yield from (place.rstrip(".-") for place in PLACE.findall(text) if not place.startswith(INSIDE_A_BUILD))


def test_every_cited_file_is_in_the_repository() -> None:
    missing = {
        f"{path.relative_to(ROOT)}: {place}"
        for path in files()
        for place in cited(path)
        if not any((base / place).exists() for base in (ROOT, ROOT / "desktop", path.parent))
    }
    assert missing == set()


@pytest.mark.parametrize("name", ALONE)
def test_the_measuring_and_stress_tools_import_no_tests(name: str) -> None:
    own = tuple(f"tests.{each}" for each in ALONE)
    for path in (ROOT / "tests" / name).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tests"):
                assert str(node.module).startswith(own), f"{path.name} imports {node.module}"
