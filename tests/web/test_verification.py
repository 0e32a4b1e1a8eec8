"""Which requests the signed endpoint takes (platform 1.3, 1.4 S3 to S15).

Each is posted to the whole app; only the certificate host, the skill and the clock are played.
"""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from amazon_signing import (
    CERT_URL,
    NOW,
    SIGNER,
    Authority,
    as_body,
    issue,
    pem,
    sign,
    timestamp,
)
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from edge_under_test import Edge
from werkzeug.test import TestResponse

from skill.web.sdk_verifier import RequestVerifier, VerificationException
from skill.web.verification import SignatureVerifier, SignedRequests

FOREIGN = "amzn1.ask.skill.99999999-2222-3333-4444-555555555555"


def assert_refused(response: TestResponse, edge: Edge) -> None:
    """Exactly 400, one plain line, and the skill has seen nothing (S15)."""
    assert response.status_code == 400
    assert response.text.endswith("\n")
    assert response.text.count("\n") == 1
    assert "Traceback" not in response.text
    assert edge.answered == []


def test_a_signed_request_is_answered(edge: Edge) -> None:
    """The skill sees the request as parsed, and its response is the body."""
    edge.answer = lambda _: {"version": "1.0", "response": {"shouldEndSession": True}}
    request = edge.envelope()
    response = edge.post_signed(request)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json;charset=UTF-8"
    assert json.loads(response.data) == {"version": "1.0", "response": {"shouldEndSession": True}}
    assert edge.answered == [request]


def test_the_bytes_are_what_is_signed(edge: Edge) -> None:
    """Spacing, order, escapes and text beyond ASCII all count as they were sent."""
    text = json.dumps(edge.envelope(note="caf\u00e9 \u2603"), indent=3, ensure_ascii=False)
    assert edge.post_signed(text.encode()).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Signature-256": "c2ln"},
        {"SignatureCertChainUrl": CERT_URL},
        {"Signature-256": "", "SignatureCertChainUrl": CERT_URL},
        {"Signature-256": "c2ln", "SignatureCertChainUrl": ""},
        {"Signature-256": "", "SignatureCertChainUrl": ""},
    ],
)
def test_missing_and_empty_headers_are_refused(edge: Edge, headers: dict[str, str]) -> None:
    """S3, S4, S5."""
    assert_refused(edge.post(as_body(edge.envelope()), headers), edge)
    assert edge.downloads == []


def test_the_old_signature_alone_is_refused(edge: Edge) -> None:
    """``Signature`` is SHA-1's, and is not looked at."""
    body = as_body(edge.envelope())
    sha1 = edge.authority.signing_key.sign(
        body,
        padding.PKCS1v15(),
        hashes.SHA1(),  # noqa: S303
    )
    for signature in (base64.b64encode(sha1).decode(), sign(edge.authority.signing_key, body)):
        headers = {"SignatureCertChainUrl": CERT_URL, "Signature": signature}
        assert_refused(edge.post(body, headers), edge)


def test_a_sha_1_signature_in_the_new_header_is_refused(edge: Edge) -> None:
    """The hash is SHA-256, whatever was signed with another."""
    body = as_body(edge.envelope())
    sha1 = edge.authority.signing_key.sign(
        body,
        padding.PKCS1v15(),
        hashes.SHA1(),  # noqa: S303
    )
    headers = {
        "SignatureCertChainUrl": CERT_URL,
        "Signature-256": base64.b64encode(sha1).decode(),
    }
    assert_refused(edge.post(body, headers), edge)


@pytest.mark.parametrize(
    "url",
    [
        "http://s3.amazonaws.com/echo.api/echo-api-cert-12.pem",
        "https://evil.example/echo.api/echo-api-cert-12.pem",
        "https://s3.amazonaws.com/EcHo.aPi/echo-api-cert-12.pem",
        "https://s3.amazonaws.com:563/echo.api/echo-api-cert-12.pem",
        "https://s3.amazonaws.com:abc/echo.api/echo-api-cert-12.pem",
        "https://s3.amazonaws.com:99999/echo.api/echo-api-cert-12.pem",
        "https://u@s3.amazonaws.com/echo.api/echo-api-cert-12.pem",
        CERT_URL + "?a",
        CERT_URL + "#a",
        "https://s3.amazonaws.com/echo.api/../x.pem",
        "https://[",
        "x",
    ],
)
def test_a_wrong_certificate_url_is_refused_and_never_fetched(edge: Edge, url: str) -> None:
    """S6."""
    assert_refused(edge.post_signed(edge.envelope(), url=url), edge)
    assert edge.downloads == []


def test_a_url_spelled_otherwise_is_fetched_in_its_canonical_form(edge: Edge) -> None:
    """Dot segments, doubled slashes, port 443, capital letters: Amazon's all the same."""
    url = "HTTPS://S3.amazonaws.com:443//echo.api/../echo.api/./echo-api-cert-12.pem"
    assert edge.post_signed(edge.envelope(), url=url).status_code == 200
    assert edge.downloads == [CERT_URL]


@pytest.mark.parametrize(
    "served",
    [b"", b"<html>Access Denied</html>", b"\xff\x00", OSError("unreachable"), TimeoutError()],
)
def test_a_url_that_serves_no_chain_is_refused(edge: Edge, served: bytes | Exception) -> None:
    """S7."""
    edge.chains[CERT_URL] = served
    assert_refused(edge.post_signed(edge.envelope()), edge)


@pytest.mark.parametrize("names", [["other.example"], ["*.amazon.com"], []])
def test_a_certificate_for_another_name_is_refused(edge: Edge, names: list[str]) -> None:
    """S8: wrong name, wildcard, no name."""
    edge.chains[CERT_URL] = edge.authority.chain_for(names)
    assert_refused(edge.post_signed(edge.envelope()), edge)


def test_an_untrusted_chain_is_refused(edge: Edge, stranger: Authority) -> None:
    """S8: everything right but the root."""
    edge.chains[CERT_URL] = stranger.chain
    edge.authority = stranger
    assert_refused(edge.post_signed(edge.envelope()), edge)


def test_a_self_signed_certificate_is_refused(edge: Edge) -> None:
    """S8."""
    alone = issue(SIGNER, edge.authority.signing_key, None, now=NOW, names=[SIGNER])
    edge.chains[CERT_URL] = pem(alone.certificate)
    assert_refused(edge.post_signed(edge.envelope()), edge)


def test_a_missing_intermediate_is_refused(edge: Edge) -> None:
    """S8: the chain must be whole."""
    edge.chains[CERT_URL] = pem(edge.authority.leaf().certificate)
    assert_refused(edge.post_signed(edge.envelope()), edge)


@pytest.mark.parametrize("days", [(-10, -1), (1, 10)])
def test_a_certificate_out_of_its_time_is_refused(edge: Edge, days: tuple[int, int]) -> None:
    """S10."""
    edge.chains[CERT_URL] = edge.authority.chain_for(days=days)
    assert_refused(edge.post_signed(edge.envelope()), edge)


@pytest.mark.parametrize(
    "change", [lambda b: b + b" ", lambda b: b[:-1], lambda b: b.replace(b"en-US", b"en-GB")]
)
def test_a_body_changed_by_a_byte_is_refused(edge: Edge, change: Any) -> None:
    """S9."""
    body = as_body(edge.envelope())
    headers = {
        "SignatureCertChainUrl": CERT_URL,
        "Signature-256": sign(edge.authority.signing_key, body),
    }
    assert_refused(edge.post(change(body), headers), edge)


def test_a_signature_with_another_key_is_refused(edge: Edge, stranger: Authority) -> None:
    """S9."""
    body = as_body(edge.envelope())
    headers = {
        "SignatureCertChainUrl": CERT_URL,
        "Signature-256": sign(stranger.signing_key, body),
    }
    assert_refused(edge.post(body, headers), edge)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda s: "!" + s,
        lambda s: s[:20] + "\u00e9" + s[20:],
        lambda s: s[:20] + " " + s[20:],
        lambda s: s.rstrip("=") + "\u00ff==",
        lambda s: s[:-5],
        lambda s: s.replace("=", ""),
        lambda s: s + "AAAA",
        lambda s: s[:0] + "====",
        lambda s: s[:4],
        lambda s: s * 30,
        lambda s: f"{s},{s}",
        lambda s: f"{s}, {s}",
    ],
)
def test_a_signature_that_is_not_strict_base64_is_refused(edge: Edge, spoil: Any) -> None:
    """S9; the last two are how a server hands on a header that was sent twice."""
    body = as_body(edge.envelope())
    signature = sign(edge.authority.signing_key, body)
    assert edge.post_signed(body).status_code == 200
    edge.answered.clear()
    headers = {"SignatureCertChainUrl": CERT_URL, "Signature-256": spoil(signature)}
    assert_refused(edge.post(body, headers), edge)


def test_a_url_sent_twice_is_refused(edge: Edge) -> None:
    """Which of the two was meant is not ours to guess."""
    assert_refused(edge.post_signed(edge.envelope(), url=f"{CERT_URL},{CERT_URL}"), edge)


@pytest.mark.parametrize("off", [0, 149, 150, -149, -150])
def test_a_timestamp_within_150_seconds_is_taken(edge: Edge, off: int) -> None:
    """S11: either way, the edge included."""
    body = edge.envelope(timestamp=timestamp(NOW + off))
    assert edge.post_signed(body).status_code == 200


@pytest.mark.parametrize("off", [151, -151, 3600, -3600, 10**9, -(10**9)])
def test_a_timestamp_beyond_150_seconds_is_refused(edge: Edge, off: int) -> None:
    """S11: either way."""
    assert_refused(edge.post_signed(edge.envelope(timestamp=timestamp(NOW + off))), edge)


@pytest.mark.parametrize(
    "written",
    [
        None,
        "",
        "yesterday",
        "2027-01-15",
        timestamp(NOW).rstrip("Z"),
        int(NOW),
        NOW * 1000,
        [timestamp(NOW)],
        {},
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-23:59",
        "9" * 10_000,
    ],
)
def test_what_is_no_timestamp_is_refused(edge: Edge, written: Any) -> None:
    """A time without a zone is none (platform D4)."""
    assert_refused(edge.post_signed(edge.envelope(timestamp=written)), edge)


def test_a_timestamp_may_have_fractions_and_another_zone(edge: Edge) -> None:
    """It is a moment, however it is written."""
    for written in ("2027-01-15T08:00:00.000Z", "2027-01-15T09:00:00+01:00"):
        assert edge.post_signed(edge.envelope(timestamp=written)).status_code == 200


def test_a_missing_timestamp_or_request_is_refused(edge: Edge) -> None:
    """Nothing to judge its age by."""
    without = edge.envelope()
    del without["request"]["timestamp"]
    assert_refused(edge.post_signed(without), edge)
    odd: list[Any] = [None, [], "x", 1]
    for request in odd:
        assert_refused(edge.post_signed({**edge.envelope(), "request": request}), edge)


@pytest.mark.parametrize(
    "kind", ["SkillEnabled", "SkillDisabled", "SkillAccountUnlinked", "NeverHeardOf"]
)
@pytest.mark.parametrize("age", [0, 151, 3600])
def test_a_skill_event_may_be_an_hour_old(edge: Edge, kind: str, age: int) -> None:
    """Their delivery is tried again for an hour; any AlexaSkillEvent counts (platform D11)."""
    event = edge.envelope(type=f"AlexaSkillEvent.{kind}", timestamp=timestamp(NOW - age))
    del event["session"]
    assert edge.post_signed(event).status_code == 200


def test_a_skill_event_over_an_hour_old_is_refused(edge: Edge) -> None:
    """3601 seconds is too old for anything."""
    event = edge.envelope(type="AlexaSkillEvent.SkillDisabled", timestamp=timestamp(NOW - 3601))
    assert_refused(edge.post_signed(event), edge)


def test_what_only_looks_like_a_skill_event_has_no_hour(edge: Edge) -> None:
    """The name must start so."""
    event = edge.envelope(type="XAlexaSkillEvent.SkillDisabled", timestamp=timestamp(NOW - 151))
    assert_refused(edge.post_signed(event), edge)


@pytest.mark.parametrize("place", ["session", "context", "both"])
def test_a_request_for_another_skill_is_refused(edge: Edge, place: str) -> None:
    """S12: the id must be this skill's in both places."""
    request = edge.envelope()
    if place != "context":
        request["session"]["application"] = {"applicationId": FOREIGN}
    if place != "session":
        request["context"]["System"]["application"] = {"applicationId": FOREIGN}
    assert_refused(edge.post_signed(request), edge)


@pytest.mark.parametrize("system", [None, [], "x", {}, {"application": None}, 3])
def test_a_request_that_names_no_skill_is_refused(edge: Edge, system: Any) -> None:
    """A missing or odd context is no match."""
    for context in (system, {"System": system}, {"System": {"application": system}}):
        assert_refused(edge.post_signed({**edge.envelope(), "context": context}), edge)
    without = edge.envelope()
    del without["context"]
    assert_refused(edge.post_signed(without), edge)


@pytest.mark.parametrize("session", [{}, [], "x", 1, {"application": None}, {"application": {}}])
def test_a_session_that_names_no_skill_is_refused(edge: Edge, session: Any) -> None:
    """Where there is a session, it must name this skill."""
    assert_refused(edge.post_signed({**edge.envelope(), "session": session}), edge)


def test_a_request_without_a_session_is_taken(edge: Edge) -> None:
    """Skill events and some others have none (platform 2.1)."""
    request = edge.envelope()
    del request["session"]
    assert edge.post_signed(request).status_code == 200
    assert edge.post_signed({**request, "session": None}).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"[1,2]",
        b"7",
        b'"text"',
        b"true",
        b"{",
        b"{}x",
        b"{'a': 1}",
        b'{"a": NaN}',
        b'{"a": Infinity}',
        b"\xff\xfe",
        b'{"a": "\xff"}',
        b"\xef\xbb\xbf{}",
        '{"a": 1}'.encode("utf-16"),
        b"[" * 10_000 + b"]" * 10_000,
        b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
        b"{" * 10_000,
    ],
)
def test_a_signed_body_that_is_no_json_object_is_refused(edge: Edge, body: bytes) -> None:
    """Signed or not, it cannot be a request."""
    assert_refused(edge.post_signed(body), edge)


def test_an_unsigned_body_is_not_even_parsed(edge: Edge, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stranger's JSON reaches no parser (platform D5)."""
    parsed: list[bytes] = []
    monkeypatch.setattr("skill.web.verification.parse_envelope", parsed.append)
    assert_refused(edge.post(as_body(edge.envelope()), {}), edge)
    headers = {"SignatureCertChainUrl": CERT_URL, "Signature-256": "c2hvcnQ="}
    assert_refused(edge.post(as_body(edge.envelope()), headers), edge)
    assert parsed == []


def test_an_unknown_extra_property_is_no_fault(edge: Edge) -> None:
    """S13: certification really adds one."""
    request = {**edge.envelope(certificationParam="x"), "certificationParam": {"a": [1]}}
    request["context"]["System"]["certificationParam"] = None
    request["session"]["certificationParam"] = 1
    assert edge.post_signed(request).status_code == 200
    assert edge.answered == [request]


@pytest.mark.parametrize(
    "kind", ["LaunchRequest", "SessionEndedRequest", "Alexa.Never.HeardOf", "", None, 3]
)
def test_every_request_type_is_passed_on(edge: Edge, kind: Any) -> None:
    """S14; what to make of an unknown type is the skill's to know."""
    assert edge.post_signed(edge.envelope(type=kind)).status_code == 200


def test_half_a_surrogate_pair_is_passed_on_as_text(edge: Edge) -> None:
    """Legal JSON that is no legal text must not end in an error."""
    body = as_body(edge.envelope(note="\ud83d!"))
    assert rb"\ud83d" in body
    assert edge.post_signed(body).status_code == 200
    assert edge.answered[0]["request"]["note"] == "?!"


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "", "application/jsonx"]
)
def test_another_content_type_is_refused(edge: Edge, content_type: str) -> None:
    """Alexa sends JSON; 400 rather than 415 (S15)."""
    body = as_body(edge.envelope())
    headers = {
        "SignatureCertChainUrl": CERT_URL,
        "Signature-256": sign(edge.authority.signing_key, body),
    }
    assert_refused(edge.post(body, headers, content_type=content_type), edge)


@pytest.mark.parametrize("content_type", ["application/json", "Application/JSON ; charset=utf-8"])
def test_json_is_json_however_it_is_spelled(edge: Edge, content_type: str) -> None:
    """Parameters and case do not matter."""
    body = as_body(edge.envelope())
    headers = {
        "SignatureCertChainUrl": CERT_URL,
        "Signature-256": sign(edge.authority.signing_key, body),
    }
    assert edge.post(body, headers, content_type=content_type).status_code == 200


def test_a_replay_of_another_requests_signature_is_refused(edge: Edge) -> None:
    """A good signature is good for its own body only."""
    first = as_body(edge.envelope())
    second = as_body(edge.envelope(requestId="amzn1.echo-api.request.2"))
    headers = {
        "SignatureCertChainUrl": CERT_URL,
        "Signature-256": sign(edge.authority.signing_key, first),
    }
    assert_refused(edge.post(second, headers), edge)


def test_it_is_a_verifier_of_the_sdks(edge: Edge) -> None:
    """It works through the SDK's own interface, for text and bytes, headers in any case."""

    class Keys:
        def key_for(self, url: str) -> Any:
            assert url == CERT_URL
            return edge.authority.signing_key.public_key()

        def other_keys(self, _: str) -> tuple[()]:
            return ()

    verifier = SignatureVerifier(Keys())
    assert isinstance(verifier, RequestVerifier)
    text = json.dumps(edge.envelope(), ensure_ascii=False)
    signature = sign(edge.authority.signing_key, text.encode())
    headers = {"signaturecertchainurl": CERT_URL, "SIGNATURE-256": signature}
    verifier.verify(headers, text, None)
    verifier.verify(headers, text.encode())
    with pytest.raises(VerificationException):
        verifier.verify(headers, text + " ", None)
    with pytest.raises(VerificationException):
        verifier.verify({**headers, "Signature-256": signature}, text, None)
    with pytest.raises(VerificationException):
        verifier.verify({}, text, None)


def test_there_is_no_verifying_without_a_skill_id() -> None:
    """An empty id would match whoever leaves theirs out."""

    class Keys:
        def key_for(self, url: str) -> Any:
            raise AssertionError(url)

        other_keys = key_for

    with pytest.raises(ValueError, match="skill id"):
        SignedRequests(SignatureVerifier(Keys()), "")
