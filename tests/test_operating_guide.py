"""The operating guide and the privacy policy say what the code does."""

from __future__ import annotations

import json
import re
from pathlib import Path

from skill.storage.bookmark import LIFETIME, Bookmark

ROOT = Path(__file__).resolve().parents[1]
GUIDE = (ROOT / "docs/operating.md").read_text(encoding="utf-8")
POLICY = (ROOT / "docs/privacy.md").read_text(encoding="utf-8")
MANIFEST = json.loads((ROOT / "interaction_model/package/skill.json").read_text())["manifest"]
WATCHING = ROOT / "docs/watching.md"


def test_each_setting_is_explained() -> None:
    """Every variable that settings.py reads has a row; counts have theirs beside the counts."""
    code = (ROOT / "skill/settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'environ(?:\.get\(|\[)"([A-Z_]+)"', code))
    rows = GUIDE + (WATCHING.read_text(encoding="utf-8") if WATCHING.exists() else "")
    assert {"CRAMP_COACH_SKILL_ID", "CRAMP_COACH_BOOKMARK", "PORT"} <= read
    assert [name for name in sorted(read) if f"\n| `{name}` |" not in rows] == []


def test_what_the_guide_points_to_is_there() -> None:
    """Files, folders and make targets that it names exist."""
    make = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"\bmake ([a-z][a-z-]+)", GUIDE))
    assert [name for name in sorted(targets) if f"\n{name}:" not in make] == []
    rooms = "content|skill|interaction_model|docs|tests|deployment"
    paths = set(re.findall(rf"`((?:{rooms})/[\w./-]*\w/?)`", GUIDE)) | set(
        re.findall(r"`([\w-]+\.(?:txt|toml|py))`", GUIDE)
    )
    elsewhere = {"store.toml", "manifest.toml", "gunicorn.conf.py"}
    missing = [path for path in sorted(paths - elsewhere) if not (ROOT / path).exists()]
    assert missing == []


def test_the_policy_names_the_time_that_the_code_keeps() -> None:
    """As often as it tells how long a place is kept, it is that of ``LIFETIME``."""
    told = re.findall(r"(\d+) minutes", POLICY)
    assert len(told) >= 4
    assert {int(minutes) * 60 for minutes in told} == {LIFETIME}


def test_the_policy_tells_all_that_a_bookmark_holds() -> None:
    """A field more in the bookmark is a line more in the policy."""
    listed = POLICY.partition("It holds:")[2].partition("It holds no word")[0]
    assert listed.count("\n- ") == len(Bookmark.__struct_fields__) == 3


def test_the_policy_and_the_manifest_agree() -> None:
    """What the manifest declares to Amazon is what the policy tells everybody."""
    declared = MANIFEST["privacyAndCompliance"]
    claims = {
        "isChildDirected": "is not made for children",
        "usesPersonalInfo": "asks for no name, no address and no permission",
        "containsAds": "shows no ads",
        "allowsPurchases": "sells nothing",
    }
    for field, claim in claims.items():
        assert declared[field] is False
        assert claim in " ".join(POLICY.split()), field
    assert "permissions" not in MANIFEST
    assert "usesHealthInfo" not in declared


def test_the_policy_names_the_off_switch_and_the_disabling() -> None:
    """``CRAMP_COACH_BOOKMARK=off`` is there, and the manifest asks for the event that deletes."""
    assert "CRAMP_COACH_BOOKMARK=off" in POLICY
    events = {one["eventName"] for one in MANIFEST["events"]["subscriptions"]}
    assert "SKILL_DISABLED" in events
