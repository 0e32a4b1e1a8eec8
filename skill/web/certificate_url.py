"""Which certificate URLs may be fetched (platform 1.3 step 1).

One pattern holds every rule, so that no two URL parsers can disagree about what was checked and
what is fetched: https, Amazon's host, port 443 or none, and a path of plain characters. User
names, queries, fragments, percent escapes, backslashes and joined duplicate headers do not fit it.
"""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache

from skill.web.sdk_verifier import VerificationException

CERTIFICATE_HOST = "https://s3.amazonaws.com"
LONGEST_URL = 512

_URL = re.compile(r"(?i:https://s3\.amazonaws\.com)(?::443)?(?P<path>/[A-Za-z0-9._~/-]+)", re.ASCII)


@lru_cache(maxsize=64)
def normalise_certificate_url(url: str) -> str:
    """The URL in its one canonical spelling: the key to cache under and the address to fetch.

    Raises VerificationException for anything that is not Amazon's certificate store.
    """
    match = _URL.fullmatch(url) if len(url) <= LONGEST_URL else None
    if match is None:
        raise VerificationException("certificate URL is not Amazon's")
    path = posixpath.normpath(re.sub("/+", "/", match["path"]))
    if not path.startswith("/echo.api/"):
        raise VerificationException("certificate URL is outside /echo.api/")
    return CERTIFICATE_HOST + path
