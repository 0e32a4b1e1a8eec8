"""A copy of the content to break, and every text in it parsed once."""

import functools
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

CONTENT = Path(__file__).resolve().parents[2] / "content"


@pytest.fixture(scope="session")
def shared_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(CONTENT, tmp_path_factory.mktemp("copy") / "content"))


@pytest.fixture
def copy(shared_copy: Path) -> Iterator[Path]:
    """A copy of ``content/`` that a test may spoil; it is mended afterwards."""
    before = {path: path.read_bytes() for path in shared_copy.rglob("*.toml")}
    folders = {path.parent for path in before}
    yield shared_copy
    for path in {path for path in shared_copy.rglob("*.toml") if path not in before}:
        path.unlink()
        if path.parent not in folders and not any(path.parent.iterdir()):
            path.parent.rmdir()
    for path, text in before.items():
        if not path.exists() or path.read_bytes() != text:
            path.write_bytes(text)


@pytest.fixture(scope="module", autouse=True)
def parse_each_text_once() -> Iterator[None]:
    """Copies are alike but for a line or two, so this saves most of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tomllib, "loads", functools.cache(tomllib.loads))
        yield
