"""The pages of these tests are watched: what goes wrong in one fails its test."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

CONFTEST = Path(__file__).with_name("conftest.py").read_text()

FAULTY_PAGES = """
    import pytest

    @pytest.mark.parametrize("script", [
        "console.error('no such turn')",
        "setTimeout(() => { throw new Error('lost') })",
        "fetch('http://192.0.2.1/').catch(() => {})",
    ])
    def test_that_looks_at_nothing(new_page, script):
        page = new_page()
        page.goto("about:blank")
        page.evaluate("() => {" + script + "}")
        page.wait_for_timeout(100)
"""


@pytest.mark.usefixtures("chromium")
def test_a_fault_in_a_page_fails_its_test(pytester: pytest.Pytester) -> None:
    """A test that looks at nothing fails all the same where its page complains or calls out."""
    pytester.makeconftest(CONFTEST)
    pytester.makepyfile(FAULTY_PAGES)

    result = pytester.runpytest_subprocess("-p", "no:cacheprovider")

    result.assert_outcomes(passed=3, errors=3)
    told = result.stdout.str()
    assert "console: no such turn" in told
    assert "uncaught: lost" in told
    assert "a request left this machine: http://192.0.2.1/" in told
