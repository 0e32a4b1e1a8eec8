"""The house: who may know whom, read from the imports."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

MAY_KNOW = {
    "skill/content": {"skill.content"},
    "skill/dialogue": {"skill.content.types", "skill.dialogue"},
    "skill/watch": {"skill.watch"},
    "skill/storage": {"skill.storage", "skill.watch"},
    "skill/alexa": {
        "skill.alexa",
        "skill.dialogue",
        "skill.content",
        "skill.storage",
        "skill.watch",
    },
    "skill/web": {"skill.web", "skill.alexa", "skill.storage", "skill.settings", "skill.watch"},
    "skill": {
        "skill.web",
        "skill.alexa",
        "skill.storage",
        "skill.settings",
        "skill.watch",
        "skill.content.load",
    },
    "simulator": {"simulator", "skill.web"},
    "interaction_model": {"interaction_model"},
    "linter": {"linter", "simulator", "interaction_model", "docs.book.reading"},
    "linter/content": {"linter", "skill.content"},
    "deployment": {"deployment", "interaction_model.build", "skill.content.load"},
}
"""A room, and what of this project it may import."""

PURE = {"msgspec", "__future__", "collections", "enum", "functools", "typing", "re"}
"""All that the dialogue may import from elsewhere: nothing that reads a file or a clock."""

ROOMS = ("skill", "simulator", "interaction_model", "linter", "deployment")
OURS = (*ROOMS, "docs", "tests", "benchmarks")


def room_of(file: Path) -> str:
    path = file.relative_to(ROOT).as_posix()
    return max((room for room in MAY_KNOW if path.startswith(f"{room}/")), key=len)


def imports(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: a relative import; name the room"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def within(name: str, rooms: set[str]) -> bool:
    return any(name == room or name.startswith(f"{room}.") for room in rooms)


FILES = sorted(file for room in ROOMS for file in (ROOT / room).rglob("*.py"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_room_knows_only_the_rooms_below_it(file: Path) -> None:
    """DESIGN section 3: the imports run one way, and nothing in skill/ knows the simulator.

    The linter asks the skill through the simulator, in request JSON, and never knows it either;
    what checks the content adds a rule to those of its loader.
    """
    ours = {name for name in imports(file) if within(name, set(OURS))}
    strangers = {name for name in ours if not within(name, MAY_KNOW[room_of(file)])}
    assert not strangers


@pytest.mark.parametrize(
    "file", sorted((ROOT / "skill/dialogue").glob("*.py")), ids=lambda file: file.name
)
def test_the_dialogue_is_pure(file: Path) -> None:
    """No Alexa, no Flask, no files, no clock: only values in and values out."""
    others = {name.split(".")[0] for name in imports(file)} - {"skill"}
    assert others <= PURE


BROUGHT = {"ask_sdk_runtime", "werkzeug", "_typeshed"}
"""What comes with ask-sdk-core, with Flask and with mypy."""
DYNAMODB = {"boto3", "botocore"}
"""What comes with requirements-dynamodb.txt, for the two files that know the table."""
MORE = {
    "skill/storage/dynamodb.py": DYNAMODB,
    "skill/storage/opening.py": DYNAMODB,
    "skill/watch/metrics.py": {"prometheus_client"},
}
"""The files that may know what only some machines install."""


def test_the_skill_needs_what_production_installs() -> None:
    """A tool of developers, such as the measure of reading grades, is imported elsewhere."""
    installed = {name.replace("-", "_") for name in lines("requirements-production.txt")}
    known = {"skill", *installed, *BROUGHT, *sys.stdlib_module_names}
    for file in (ROOT / "skill").rglob("*.py"):
        more = MORE.get(file.relative_to(ROOT).as_posix(), set())
        assert {name.split(".")[0] for name in imports(file)} <= known | more, file


def test_every_room_is_there() -> None:
    """The top-level folders that other people's tools rely on."""
    for name in ("skill", "interaction_model", "content", "tests", "simulator", "docs"):
        assert (ROOT / name).is_dir()
    assert (ROOT / "requirements.txt").is_file()
    assert (ROOT / "README.md").is_file()


def test_production_needs_are_pinned() -> None:
    """What a production machine installs has its version in requirements.txt, and nothing more."""
    pinned = {line.split("==")[0] for line in lines("requirements.txt") if "==" in line}
    assert not [name for name in pinned if "[" in name], "pip takes no extras after -c"
    assert set(lines("requirements-production.txt")) <= pinned
    assert set(lines("requirements-dynamodb.txt")) <= pinned
    assert set(lines("requirements-metrics.txt")) <= pinned


def lines(name: str) -> list[str]:
    text = (ROOT / name).read_text().splitlines()
    return [line.strip() for line in text if line.strip() and not line.startswith("#")]
