"""The SDK's request verifier, importable on today's OpenSSL.

``ask_sdk_webservice_support.verifier`` 1.3.3 imports certvalidator, and with it oscrypto 1.3.0,
which refuses to load where OpenSSL's patch number has two digits, such as 3.0.19 (platform D1),
and which breaks on some bundles of root certificates (D2). This skill needs neither: chains are
judged in ``skill.web.certificates``. So while the SDK's module runs, its own ``import`` statements
are given a stand-in for certvalidator. Nothing else can see the stand-in: ``sys.modules`` never
holds it, other threads and other modules import as ever, and a real certvalidator stays usable.

Where the SDK's module has been imported already, that very module is used.
"""

from __future__ import annotations

import builtins
import importlib
import sys
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any, NoReturn

_SDK_MODULE = "ask_sdk_webservice_support.verifier"


class _UnusedValidator:
    """Stands where the SDK expects certvalidator's validator; trusts nothing."""

    def __init__(self, *_args: object, **_options: object) -> NoReturn:
        raise RuntimeError("certvalidator is stood in for; skill.web.certificates judges chains")


class _NeverRaised(Exception):  # noqa: N818 - it is never raised
    """Stands for certvalidator's errors in the SDK's ``except`` clauses."""


_STAND_INS = {
    "certvalidator": SimpleNamespace(CertificateValidator=_UnusedValidator),
    "certvalidator.errors": SimpleNamespace(ValidationError=_NeverRaised, PathError=_NeverRaised),
}


def _import(name: str, *args: Any, **options: Any) -> Any:
    """``__import__`` as the SDK's module sees it."""
    return _STAND_INS.get(name) or builtins.__import__(name, *args, **options)


class _Loader(SourceFileLoader):
    """Runs a module with an ``import`` statement of its own."""

    def exec_module(self, module: ModuleType) -> None:
        vars(module)["__builtins__"] = {**vars(builtins), "__import__": _import}
        super().exec_module(module)


class _Finder:
    """Finds the SDK's module, and that one only."""

    @staticmethod
    def find_spec(name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if name != _SDK_MODULE:
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and isinstance(spec.loader, SourceFileLoader):
            spec.loader = _Loader(spec.loader.name, spec.loader.path)
        return spec


def _import_sdk_verifier() -> ModuleType:
    """Import the SDK's module under Python's own import lock, so once however many threads ask."""
    sys.meta_path.insert(0, _Finder)
    try:
        return importlib.import_module(_SDK_MODULE)
    finally:
        sys.meta_path.remove(_Finder)


if TYPE_CHECKING:
    from ask_sdk_webservice_support.verifier import RequestVerifier, VerificationException
else:
    _sdk = _import_sdk_verifier()
    RequestVerifier = _sdk.RequestVerifier
    VerificationException = _sdk.VerificationException

__all__ = ["RequestVerifier", "VerificationException"]
