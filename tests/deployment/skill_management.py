"""A stand-in for the skill-management API: it keeps order as the real one does, and judges.

It takes a package only at an address that it gave out, to a vendor and with a token that it knows;
an import is under way for a while, each model is built in its own time, and a skill whose endpoint
is not set can't be enabled. Paths, statuses and bodies are Amazon's (platform 5.3, and the "Skill
Package REST API Reference").
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, NamedTuple

from judging import Judged, judge

Json = dict[str, Any]
TOKEN, VENDOR = "Atza|a-token", "M1VENDOR"
POLLS = 2
"""How often an import is asked for before its models are built."""


class Reply(NamedTuple):
    status: int
    body: Json | None = None
    headers: tuple[tuple[str, str], ...] = ()


class Import:
    """One package on its way into a skill."""

    def __init__(self, skill_id: str, is_new: bool, judged: Judged) -> None:
        self.skill_id = skill_id
        self.is_new = is_new
        self.judged = judged
        self.asked = 0

    @property
    def faults(self) -> dict[str, list[str]]:
        return {name: found for name, found in self.judged.faults.items() if found}

    def told(self) -> Json:
        """The import's status as it is polled; manifest first, then the models."""
        self.asked += 1
        names = ["Manifest", *(f"InteractionModel.{name}" for name in self.judged.locales)]
        done = self.asked > POLLS
        status = ("FAILED" if self.faults else "SUCCEEDED") if done else "IN_PROGRESS"
        errors = [{"message": line} for found in self.faults.values() for line in found]
        resources = [
            {
                "name": name,
                "action": "CREATE" if self.is_new else "UPDATE",
                "status": self._of(name, self.asked > number),
                "errors": [{"message": line} for line in self.judged.faults.get(name, ())],
            }
            for number, name in enumerate(names)
        ]
        return {
            "status": status,
            "errors": errors if done else [],
            "warnings": [],
            "skill": {"skillId": self.skill_id, "eTag": self.skill_id[-8:], "resources": resources},
        }

    def _of(self, name: str, done: bool) -> str:
        return ("FAILED" if name in self.faults else "SUCCEEDED") if done else "IN_PROGRESS"


class SkillManagement:
    """The API on a port of its own; what was sent to it stays to be looked at."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.uploads: dict[str, bytes | None] = {}
        self.imports: dict[str, Import] = {}
        self.skills: dict[str, Json] = {}
        self.enabled: set[str] = set()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, method: str, path: str, token: str | None, body: bytes) -> Reply:
        self.calls.append(f"{method} {path}")
        if method == "PUT" and (match := re.fullmatch(r"/upload/(\w+)", path)):
            return self._take(match[1], body)
        if token not in (TOKEN, f"Bearer {TOKEN}"):
            return Reply(401, {"message": "token is not valid"})
        for pattern, does in ROUTES:
            if match := re.fullmatch(pattern, f"{method} {path}"):
                return does(self, json.loads(body or b"null") or {}, *match.groups())
        return Reply(404, {"message": f"no such resource: {method} {path}"})

    def _take(self, name: str, body: bytes) -> Reply:
        if name not in self.uploads or self.uploads[name] is not None:
            return Reply(403, {"message": "expired"})
        self.uploads[name] = body
        return Reply(200)

    def new_upload(self, _asked: Json) -> Reply:
        name = secrets.token_hex(8)
        self.uploads[name] = None
        where = {"uploadUrl": f"{self.url}/upload/{name}", "expiresAt": "2099-01-01T00:00:00Z"}
        return Reply(201, where)

    def new_skill(self, asked: Json) -> Reply:
        if asked.get("vendorId") != VENDOR:
            return Reply(403, {"message": "vendor is not yours"})
        return self._start(f"amzn1.ask.skill.{secrets.token_hex(16)}", asked, True)

    def new_import(self, asked: Json, skill_id: str) -> Reply:
        if skill_id not in self.skills:
            return Reply(404, {"message": "no such skill"})
        return self._start(skill_id, asked, False)

    def _start(self, skill_id: str, asked: Json, is_new: bool) -> Reply:
        content = self.uploads.get(asked.get("location", "").rpartition("/")[2])
        if content is None:
            return Reply(400, {"message": "nothing was uploaded to that location"})
        name = secrets.token_hex(8)
        self.imports[name] = Import(skill_id, is_new, judge(content))
        return Reply(202, None, (("Location", f"/v1/skills/imports/{name}"),))

    def import_status(self, _asked: Json, name: str) -> Reply:
        one = self.imports.get(name)
        if one is None:
            return Reply(404, {"message": "no such import"})
        told = one.told()
        if told["status"] == "SUCCEEDED":
            self.skills[one.skill_id] = one.judged.manifest["manifest"]
        return Reply(200, told)

    def enablement(self, _asked: Json, skill_id: str) -> Reply:
        if skill_id in self.enabled:
            return Reply(204)
        return Reply(404, {"message": "skill is not enabled"})

    def enable(self, _asked: Json, skill_id: str) -> Reply:
        if not self.skills.get(skill_id, {}).get("apis", {}).get("custom", {}).get("endpoint"):
            return Reply(400, {"message": "the skill has no endpoint"})
        self.enabled.add(skill_id)
        return Reply(204)


ROUTES: tuple[tuple[str, Callable[..., Reply]], ...] = (
    (r"POST /v1/skills/uploads", SkillManagement.new_upload),
    (r"POST /v1/skills/imports", SkillManagement.new_skill),
    (r"POST /v1/skills/([\w.]+)/imports", SkillManagement.new_import),
    (r"GET /v1/skills/imports/(\w+)", SkillManagement.import_status),
    (r"GET /v1/skills/([\w.]+)/stages/development/enablement", SkillManagement.enablement),
    (r"PUT /v1/skills/([\w.]+)/stages/development/enablement", SkillManagement.enable),
)


def _handler(api: SkillManagement) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            reply = api.answer(self.command, self.path, self.headers.get("Authorization"), body)
            content = b"" if reply.body is None else json.dumps(reply.body).encode()
            self.send_response(reply.status)
            for name, value in reply.headers:
                self.send_header(name, value)
            if reply.status != 204:  # which has no body, not even an empty one
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_PUT = do_POST = _any  # noqa: N815

        def log_message(self, *_arguments: object) -> None:
            """Nothing: ``calls`` tells."""

    return Handler
