"""How the SDK's verifier is imported on an OpenSSL that it cannot stand (platform D1)."""

from __future__ import annotations

import subprocess
import sys
import textwrap

# Makes certvalidator fail as oscrypto makes it fail, on whatever OpenSSL this runs.
BROKEN = """
    import importlib.abc, sys

    class Broken(importlib.abc.MetaPathFinder):
        def find_spec(self, name, path=None, target=None):
            if name.partition(".")[0] in ("certvalidator", "oscrypto"):
                raise ImportError("Error detecting the version of libcrypto")

    sys.meta_path.insert(0, Broken())
"""


def run(*parts: str) -> str:
    """Run the parts as one program in a fresh interpreter; returns what it prints."""
    program = "\n".join(textwrap.dedent(part) for part in parts)
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_it_imports_where_certvalidator_cannot() -> None:
    """The base class and the exception are the SDK's own."""
    assert (
        run(
            BROKEN,
            """
            from skill.web.sdk_verifier import RequestVerifier, VerificationException
            from ask_sdk_webservice_support import verifier
            assert verifier.RequestVerifier is RequestVerifier
            assert verifier.VerificationException is VerificationException
            print(RequestVerifier.__module__)
            """,
        )
        == "ask_sdk_webservice_support.verifier"
    )


def test_nobody_else_sees_the_stand_in() -> None:
    """No fake modules, no finder and no changed builtins stay behind."""
    run(
        """
        import builtins, sys
        before = builtins.__import__
        import skill.web.sdk_verifier
        assert not [m for m in sys.modules if m.startswith(("certvalidator", "oscrypto"))]
        assert not [f for f in sys.meta_path if "skill" in getattr(f, "__module__", "")]
        assert builtins.__import__ is before
        """
    )
    run(
        BROKEN,
        """
        import skill.web.sdk_verifier
        try:
            import certvalidator
        except ImportError as error:
            assert "libcrypto" in str(error)
        else:
            raise AssertionError("a stand-in was left behind")
        """,
    )


def test_a_module_imported_before_is_used_as_it_is() -> None:
    """Where the SDK could be imported, its own classes are shared with whoever did so."""
    run(
        """
        import sys, types
        for name in ("certvalidator", "certvalidator.errors"):
            sys.modules[name] = types.ModuleType(name)
        sys.modules["certvalidator"].CertificateValidator = object
        sys.modules["certvalidator.errors"].ValidationError = KeyError
        sys.modules["certvalidator.errors"].PathError = KeyError
        from ask_sdk_webservice_support import verifier
        from skill.web import sdk_verifier
        assert sdk_verifier.VerificationException is verifier.VerificationException
        assert verifier.CertificateValidator is object
        """
    )


def test_a_failed_import_before_does_no_harm() -> None:
    """Somebody tried the SDK the plain way first."""
    run(
        BROKEN,
        """
        try:
            import ask_sdk_webservice_support.verifier
        except ImportError:
            pass
        import skill.web.sdk_verifier
        """,
    )


def test_threads_may_import_together() -> None:
    """Sixteen threads get one and the same class."""
    assert (
        run(
            BROKEN,
            """
            import threading
            start, got = threading.Barrier(16), []

            def load():
                start.wait()
                from skill.web.sdk_verifier import VerificationException
                got.append(VerificationException)

            threads = [threading.Thread(target=load) for _ in range(16)]
            [thread.start() for thread in threads]
            [thread.join() for thread in threads]
            print(len(got), len(set(got)))
            """,
        )
        == "16 1"
    )


def test_the_stand_in_trusts_nothing() -> None:
    """The SDK's own chain validation, if it were ever reached, fails closed."""
    run(
        BROKEN,
        """
        from skill.web.sdk_verifier import RequestVerifier
        pem = b"-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----\\n"
        try:
            RequestVerifier()._validate_cert_chain(pem)
        except RuntimeError as error:
            assert "stood in" in str(error)
        else:
            raise AssertionError("trusted")
        """,
    )
