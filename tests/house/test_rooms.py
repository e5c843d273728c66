"""The house: who may import whom, what is loaded when, which names are public."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import winset

SOURCE = Path(winset.__file__).parent

# room → rooms it may import; a room may always import itself and core. `winset` stands for the top module.
MAY_IMPORT = {
    "core": set(),
    "negotiation": set(),
    "reading": set(),
    "dossier": {"reading"},
    "drafting": {"reading", "negotiation"},
    "analysis": {"negotiation"},
    "formats": {"negotiation", "reading", "analysis.stability.conflict"},
    "cases": set(),
    "reporting": {"negotiation", "reading", "dossier", "drafting", "analysis", "formats", "cases"},
    "cli": {"negotiation", "reading", "dossier", "drafting", "analysis", "formats", "cases", "reporting"},
}
# Coherence compares what was reported, so it alone of the analyses may look at statements.
EXTRA = {"analysis.coherence": {"reading"}, "analysis.denials": {"reading"}, "analysis.provenance": {"reading"}}


def modules() -> list[Path]:
    return sorted(path for path in SOURCE.rglob("*.py") if path.parent != SOURCE)


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module is not None
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return {name.removeprefix("winset.") for name in found if name.startswith("winset.")}


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_module_imports_only_what_its_room_may(path: Path) -> None:
    own = path.relative_to(SOURCE).with_suffix("").as_posix().replace("/", ".")
    room = own.split(".")[0]
    allowed = {"core", room, "_version"} | MAY_IMPORT[room]
    for prefix, more in EXTRA.items():
        if own == prefix or own.startswith(prefix + "."):
            allowed |= more
    for name in imports_of(path):
        assert any(name == a or name.startswith(a + ".") for a in allowed), f"{own} may not import winset.{name}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_no_module_is_two_rooms(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= 500, f"{path.name} has {lines} lines; over 500 it is asking to be two modules"


CALL = """
import sys
sys.argv = ["winset", "{}"]
from winset.cli import main
try: main()
except SystemExit: pass
"""
HEAVY = ("spacy", "numpy", "pydantic", "altair", "ruamel", "trafilatura", "pysat", "jinja2", "dateparser", "pypdf")


@pytest.mark.parametrize(
    "code",
    [
        "import winset",
        CALL.format("--help"),
        CALL.format("--version"),
    ],
)
def test_nothing_heavy_is_loaded_before_it_is_needed(code: str) -> None:
    script = f"{code}\nimport sys\nprint('LOADED', *sorted(set(m.split('.')[0] for m in sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.rsplit("LOADED", 1)[1].split())
    assert not loaded & set(HEAVY)


def test_public_names() -> None:
    assert set(winset.__all__) == {
        "Document",
        "Negotiation",
        "Reading",
        "Statement",
        "__version__",
        "blockers",
        "deals",
        "draft",
        "load",
        "outlook",
        "read",
        "report",
        "stability",
        "whatif",
    }


@pytest.mark.parametrize("name", [name for name in winset.__all__ if not name.startswith("__")])
def test_every_public_name_is_there_and_documented(name: str) -> None:
    assert getattr(winset, name).__doc__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="blokers"):
        winset.blokers  # noqa: B018
