"""The DynamoDB store against moto's server over real HTTP, which is also stopped half way."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from skill.storage import bounded
from skill.storage.bookmark import LIFETIME, Bookmark, Whose
from skill.storage.dynamodb import DynamoBookmarks
from skill.storage.opening import in_dynamodb

TABLE = "places"
KEY = b"k" * 32
ANNA = Whose("anna", "bedroom")
PLACE = Bookmark("0a1b2c3d.17", 1_900_000_000, 1_900_000_060)


class Moto:
    """The stand-in for AWS, as a process of its own."""

    def __init__(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = int(free.getsockname()[1])
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(self.port)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(command, **quiet)  # noqa: S603
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return
            except OSError:
                assert self.process.poll() is None, "moto's server did not start"
                time.sleep(0.05)

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not about waiting is not about this machine's speed."""
    monkeypatch.setattr(bounded, "LIMIT", 30.0)


@pytest.fixture(scope="module")
def moto() -> Iterator[Moto]:
    server = Moto()
    yield server
    server.stop()


@pytest.fixture
def table(moto: Moto, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A table made as docs/operating.md says, and a client that looks into it."""
    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", f"http://127.0.0.1:{moto.port}")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "nobody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
    client = boto3.client("dynamodb")
    keys = [("user", "HASH"), ("device", "RANGE")]
    client.create_table(
        TableName=TABLE,
        KeySchema=[{"AttributeName": name, "KeyType": kind} for name, kind in keys],
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name, _ in keys],
        BillingMode="PAY_PER_REQUEST",
    )
    expiry = {"Enabled": True, "AttributeName": "expires"}
    client.update_time_to_live(TableName=TABLE, TimeToLiveSpecification=expiry)
    yield client
    if TABLE in client.list_tables()["TableNames"]:
        client.delete_table(TableName=TABLE)


@pytest.mark.usefixtures("table")
def test_a_bookmark_is_kept_replaced_and_found() -> None:
    store = DynamoBookmarks(TABLE)
    assert store.find(ANNA) is None
    store.keep(ANNA, Bookmark("0a1b2c3d.16", 1, 2))
    store.keep(ANNA, PLACE)
    assert DynamoBookmarks(TABLE).find(ANNA) == PLACE


@pytest.mark.usefixtures("table")
def test_forgetting_takes_every_device_of_one_account_alone() -> None:
    store = DynamoBookmarks(TABLE)
    for n in range(30):
        store.keep(Whose("anna", f"device {n}"), PLACE)
    store.keep(Whose("berta", "device 1"), PLACE)
    store.forget("anna")
    store.forget("anna")
    assert all(store.find(Whose("anna", f"device {n}")) is None for n in range(30))
    assert store.find(Whose("berta", "device 1")) == PLACE


def test_an_item_holds_hashes_figures_and_its_end(table: Any) -> None:
    """The table's own time to live deletes it, and nothing in it says who or where."""
    store = in_dynamodb(TABLE, KEY)
    store.keep(Whose("anna", "bedroom"), PLACE)
    store.finish()
    (item,) = table.scan(TableName=TABLE)["Items"]
    assert item.keys() == {"user", "device", "position", "started", "left_at", "expires"}
    assert item["expires"] == {"N": str(PLACE.left_at + LIFETIME)}
    assert all(len(item[name]["S"]) == 64 for name in ("user", "device"))
    assert "anna" not in str(item)
    assert "bedroom" not in str(item)


@pytest.mark.usefixtures("table")
def test_two_machines_share_the_table_and_the_key() -> None:
    store = in_dynamodb(TABLE, KEY)
    store.keep(ANNA, PLACE)
    store.finish()
    assert in_dynamodb(TABLE, KEY).find(ANNA) == PLACE
    assert in_dynamodb(TABLE, b"K" * 32).find(ANNA) is None


@pytest.mark.usefixtures("table")
def test_a_table_that_hangs_or_has_gone_is_gone_on_without(
    moto: Moto, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server stops answering half way, then is no more, then is back without the table."""
    monkeypatch.setattr(bounded, "REST", 0.0)
    monkeypatch.setattr(bounded, "LIMIT", 2.0)
    store = in_dynamodb(TABLE, KEY)
    store.keep(ANNA, PLACE)
    assert store.find(ANNA) == PLACE
    os.kill(moto.process.pid, signal.SIGSTOP)
    assert store.find(ANNA) is None
    store.keep(ANNA, PLACE)
    os.kill(moto.process.pid, signal.SIGCONT)
    while store.find(ANNA) is None:
        pass  # it works again by itself
    os.kill(moto.process.pid, signal.SIGSTOP)
    store.forget("anna")
    assert store.find(ANNA) is None
    moto.stop()
    assert store.find(ANNA) is None
    store.keep(ANNA, PLACE)
    moto.start()
    assert store.find(ANNA) is None


def test_a_missing_region_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_DEFAULT_REGION", "AWS_REGION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", os.devnull)
    with pytest.raises(ValueError, match="AWS_DEFAULT_REGION"):
        in_dynamodb(TABLE, KEY)


def test_without_boto3_the_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("boto3", "botocore.exceptions", "skill.storage.dynamodb"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ValueError, match=r"requirements-dynamodb\.txt"):
        in_dynamodb(TABLE, KEY)
