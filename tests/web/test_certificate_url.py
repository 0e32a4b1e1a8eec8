"""Which certificate URLs are Amazon's (platform 1.3 step 1)."""

from __future__ import annotations

import pytest

from skill.web.certificate_url import normalise_certificate_url
from skill.web.sdk_verifier import VerificationException

CANONICAL = "https://s3.amazonaws.com/echo.api/echo-api-cert.pem"


@pytest.mark.parametrize(
    "url",
    [
        CANONICAL,
        "https://s3.amazonaws.com:443/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api/../echo.api/echo-api-cert.pem",
        "HTTPS://s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "https://S3.AmazonAWS.com/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com//echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com///echo.api//echo-api-cert.pem",
        "https://s3.amazonaws.com/./echo.api/./echo-api-cert.pem",
        "https://s3.amazonaws.com/../echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com/elsewhere/../echo.api/echo-api-cert.pem",
    ],
)
def test_every_spelling_of_amazons_url_becomes_one(url: str) -> None:
    """What is cached and fetched is one canonical URL, however it was spelled."""
    assert normalise_certificate_url(url) == CANONICAL


@pytest.mark.parametrize(
    "url",
    [
        "http://s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "ftp://s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "file:///echo.api/echo-api-cert.pem",
        "//s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "https://notamazon.com/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com.evil.example/echo.api/echo-api-cert.pem",
        "https://evil-s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "https://s3xamazonaws.com/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com./echo.api/echo-api-cert.pem",
        "https://\u017f3.amazonaws.com/echo.api/echo-api-cert.pem",  # folds to an s
        "https://s3.amazonaws.com/EcHo.aPi/echo-api-cert.pem",
        "https://s3.amazonaws.com/invalid.path/echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api",
        "https://s3.amazonaws.com/echo.api/",
        "https://s3.amazonaws.com/echo.apix/echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api/../elsewhere/echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api/../../echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api/%2e%2e/elsewhere/cert.pem",
        "https://s3.amazonaws.com/echo.api/..\\elsewhere\\cert.pem",
        "https://s3.amazonaws.com:563/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com:99999/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com:abc/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com:-443/echo.api/echo-api-cert.pem",
        "https://user@s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "https://user:word@s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com@evil.example/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com:443@evil.example/echo.api/echo-api-cert.pem",
        "https://evil.example\\@s3.amazonaws.com/echo.api/echo-api-cert.pem",
        CANONICAL + "?",
        CANONICAL + "?a=1",
        CANONICAL + "#",
        CANONICAL + "#top",
        CANONICAL + ";v=1",
        CANONICAL + "," + CANONICAL,
        " " + CANONICAL,
        CANONICAL + " ",
        CANONICAL + "\n",
        CANONICAL + "\r\nHost: evil.example",
        CANONICAL + "\x00",
        "https://[",
        "https://[::1]/echo.api/echo-api-cert.pem",
        "https:///echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api/" + "a" * 1000,
        "",
        "not a url",
    ],
)
def test_anything_else_is_refused(url: str) -> None:
    """Wrong scheme, host, port, path or decoration: refused, and never another exception."""
    with pytest.raises(VerificationException):
        normalise_certificate_url(url)
