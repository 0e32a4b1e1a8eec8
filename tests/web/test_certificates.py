"""Which certificate chains are trusted to be Alexa's (platform 1.3 step 2, D2, D13)."""

from __future__ import annotations

from pathlib import Path

import pytest
from amazon_signing import NOW, SIGNER, Authority, issue, pem
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from skill.web.certificates import ChainJudge
from skill.web.sdk_verifier import VerificationException

DAY = 86_400.0


@pytest.fixture(scope="module")
def judge(roots: Path) -> ChainJudge:
    return ChainJudge(roots)


def test_a_good_chain_gives_its_leaf_key(judge: ChainJudge, authority: Authority) -> None:
    """The key is the leaf's, and is good until the leaf expires."""
    signing = judge(authority.chain, NOW)
    assert signing.key.public_numbers() == authority.signing_key.public_key().public_numbers()
    assert signing.not_after == NOW + 10 * DAY


def test_a_key_expires_with_the_first_certificate_of_its_path(
    judge: ChainJudge, authority: Authority
) -> None:
    """An intermediate that ends before the leaf ends the trust."""
    short = issue(
        "Short", authority.intermediate.key, authority.root, now=NOW, ca=True, days=(-1, 3)
    )
    leaf = issue("Leaf", authority.signing_key, short, now=NOW, names=[SIGNER])
    signing = judge(pem(leaf.certificate, short.certificate), NOW)
    assert signing.not_after == NOW + 3 * DAY


def test_more_names_beside_the_signers_are_no_fault(
    judge: ChainJudge, authority: Authority
) -> None:
    """The name must be among the certificate's names, not alone there."""
    assert judge(authority.chain_for(["a.example", SIGNER, "*.b.example"]), NOW)


def test_the_root_may_be_served_along(judge: ChainJudge, authority: Authority) -> None:
    """A chain that ends in the root itself is a good chain."""
    assert judge(authority.chain + authority.roots, NOW)


@pytest.mark.parametrize(
    "names",
    [
        ["*.amazon.com"],
        ["amazon.com"],
        ["echo-api.amazon.com.evil.example"],
        ["xecho-api.amazon.com"],
        ["other.example"],
        [],
    ],
)
def test_a_certificate_without_exactly_the_signers_name_is_refused(
    judge: ChainJudge, authority: Authority, names: list[str]
) -> None:
    """A wildcard that covers the name is not the name; no names at all is not either."""
    with pytest.raises(VerificationException):
        judge(authority.chain_for(names), NOW)


@pytest.mark.parametrize(
    "days", [(-10, -1), (-10, -1 / 86_400), (1, 10), (1 / 86_400, 10)], ids=str
)
def test_a_certificate_out_of_its_time_is_refused(
    judge: ChainJudge, authority: Authority, days: tuple[float, float]
) -> None:
    """Expired or not yet valid, be it by a second."""
    with pytest.raises(VerificationException):
        judge(authority.chain_for(days=days), NOW)


def test_the_time_is_the_one_given(judge: ChainJudge, authority: Authority) -> None:
    """The same judge trusts a chain today and refuses it once it has expired."""
    assert judge(authority.chain, NOW)
    with pytest.raises(VerificationException):
        judge(authority.chain, NOW + 11 * DAY)
    assert judge(authority.chain, NOW)


def test_a_chain_to_an_unknown_root_is_refused(judge: ChainJudge, stranger: Authority) -> None:
    """Anybody can make a certificate with Alexa's name on it."""
    with pytest.raises(VerificationException):
        judge(stranger.chain, NOW)


def test_a_strangers_root_served_along_is_refused(judge: ChainJudge, stranger: Authority) -> None:
    """A root is not trusted for being in the chain."""
    with pytest.raises(VerificationException):
        judge(stranger.chain + stranger.roots, NOW)


def test_a_missing_intermediate_is_refused(judge: ChainJudge, authority: Authority) -> None:
    """The leaf alone does not reach the root."""
    with pytest.raises(VerificationException):
        judge(pem(authority.leaf().certificate), NOW)


def test_a_self_signed_leaf_is_refused(judge: ChainJudge, authority: Authority) -> None:
    """A certificate that vouches for itself."""
    alone = issue(SIGNER, authority.signing_key, None, now=NOW, names=[SIGNER])
    with pytest.raises(VerificationException):
        judge(pem(alone.certificate), NOW)


def test_a_leaf_issued_by_a_leaf_is_refused(judge: ChainJudge, authority: Authority) -> None:
    """A trusted certificate that may not issue others does not."""
    middle = authority.leaf(["other.example"], key=authority.intermediate.key)
    leaf = issue("Leaf", authority.signing_key, middle, now=NOW, names=[SIGNER])
    with pytest.raises(VerificationException):
        judge(pem(leaf.certificate, middle.certificate, authority.intermediate.certificate), NOW)


def test_the_intermediate_first_is_refused(judge: ChainJudge, authority: Authority) -> None:
    """The signing certificate comes first; whichever is first must have the signer's name."""
    leaf = authority.leaf()
    with pytest.raises(VerificationException):
        judge(pem(authority.intermediate.certificate, leaf.certificate), NOW)


def test_a_certificate_that_may_not_sign_is_refused(
    judge: ChainJudge, authority: Authority
) -> None:
    """Its key usage leaves out digital signatures."""
    with pytest.raises(VerificationException):
        judge(authority.chain_for(signs=False), NOW)


@pytest.mark.parametrize("kind", ["elliptic", "short"])
def test_a_key_of_another_kind_is_refused(
    judge: ChainJudge, authority: Authority, kind: str
) -> None:
    """Alexa signs with RSA of 2048 bits or more."""
    key = (
        ec.generate_private_key(ec.SECP256R1())
        if kind == "elliptic"
        else rsa.generate_private_key(65537, 1024)  # noqa: S505 - weak is the point
    )
    with pytest.raises(VerificationException):
        judge(authority.chain_for(key=key), NOW)


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"not a certificate",
        b"\xff\xfe\x00",
        b"<html>Access Denied</html>",
        b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        b"-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n",
        b"-----BEGIN CERTIFICATE-----\n",
        b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
    ],
)
def test_garbage_is_refused(judge: ChainJudge, garbage: bytes) -> None:
    """What is no chain at all is refused like a bad one."""
    with pytest.raises(VerificationException):
        judge(garbage, NOW)


def test_a_very_long_chain_is_refused(judge: ChainJudge, authority: Authority) -> None:
    """Sixty certificates are work for the judge and never Amazon's."""
    with pytest.raises(VerificationException):
        judge(authority.chain + pem(authority.intermediate.certificate) * 60, NOW)


def test_one_unreadable_root_costs_only_itself(tmp_path: Path, authority: Authority) -> None:
    """Operating systems' bundles hold odd certificates; the others still count."""
    bundle = tmp_path / "bundle.pem"
    odd = b"# odd\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
    bundle.write_bytes(odd + authority.roots + odd)
    assert ChainJudge(bundle)(authority.chain, NOW)


def test_a_bundle_without_certificates_is_an_error_at_once(tmp_path: Path) -> None:
    """Better not to start than to refuse every request."""
    bundle = tmp_path / "bundle.pem"
    bundle.write_bytes(b"nothing here")
    with pytest.raises(ValueError, match="empty"):
        ChainJudge(bundle)
