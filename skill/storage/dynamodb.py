"""Bookmarks in a DynamoDB table, for many machines. Needs ``requirements-dynamodb.txt``.

The table has the partition key ``user`` and the sort key ``device``, both strings, and its
time-to-live attribute is ``expires``.
"""

from __future__ import annotations

from typing import Any

import boto3
from botocore.config import Config

from skill.storage.bookmark import LIFETIME, Bookmark, Whose

PATIENCE = Config(connect_timeout=1, read_timeout=1, retries={"total_max_attempts": 1})
"""Turns wait less long, but a deletion that comes late is still a deletion."""


class DynamoBookmarks:
    """One item for each account and device; safe for many threads.

    Region, credentials and endpoint come from the environment, as everywhere on AWS. Raises
    botocore's errors.
    """

    def __init__(self, table: str) -> None:
        self._table = table
        self._client: Any = boto3.client("dynamodb", config=PATIENCE)

    def find(self, whose: Whose) -> Bookmark | None:
        """The bookmark, fresh or not."""
        found = self._client.get_item(
            TableName=self._table, Key=_key(whose), ConsistentRead=True
        ).get("Item")
        if not found:
            return None
        times = (int(found[name]["N"]) for name in ("started", "left_at"))
        return Bookmark(found["position"]["S"], *times)

    def keep(self, whose: Whose, bookmark: Bookmark) -> None:
        """Replace the bookmark; the table itself deletes it some time after it has expired."""
        item = {
            **_key(whose),
            "position": {"S": bookmark.position},
            "started": {"N": str(bookmark.started)},
            "left_at": {"N": str(bookmark.left_at)},
            "expires": {"N": str(bookmark.left_at + LIFETIME)},
        }
        self._client.put_item(TableName=self._table, Item=item)

    def forget(self, user: str) -> None:
        """Delete every bookmark of an account."""
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            KeyConditionExpression="#u = :u",
            ExpressionAttributeNames={"#u": "user", "#d": "device"},
            ExpressionAttributeValues={":u": {"S": user}},
            ProjectionExpression="#u, #d",
            ConsistentRead=True,
        )
        for key in (key for page in pages for key in page["Items"]):
            self._client.delete_item(TableName=self._table, Key=key)

    def sweep(self, now: int) -> None:
        """Nothing: the table does it, by ``expires``."""


def _key(whose: Whose) -> dict[str, Any]:
    return {"user": {"S": whose.user}, "device": {"S": whose.device}}
