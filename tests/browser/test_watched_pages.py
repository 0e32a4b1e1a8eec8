"""The pages of these tests are watched: what goes wrong in one fails its test."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("script", "fault"),
    [
        ("console.error('no such turn')", "console: no such turn"),
        ("setTimeout(() => { throw new Error('lost') })", "uncaught: lost"),
        ("fetch('http://192.0.2.1/').catch(() => {})", "left this machine: http://192.0.2.1/"),
    ],
)
def test_a_fault_in_a_page_fails_its_test(watch: Any, script: str, fault: str) -> None:
    """A test that looks at nothing fails all the same where its page complains or calls out."""
    page = watch.page(expects=("ERR_FAILED",))
    page.goto("about:blank")
    page.evaluate(f"() => {{ {script} }}")
    page.wait_for_timeout(200)

    with pytest.raises(AssertionError, match=fault):
        watch.judge()


def test_what_is_expected_is_no_fault(watch: Any) -> None:
    """A page may be told which complaints it will show."""
    page = watch.page(expects=("status of 400",))
    page.goto("about:blank")
    page.evaluate("() => console.error('responded with a status of 400')")

    watch.judge()
