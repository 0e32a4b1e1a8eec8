"""Plays AWS Lambda: ``python -I -S -B alone.py FOLDER HANDLER [FOLDER OF LAMBDA'S OWN ...]``.

Reads events, one JSON a line, writes what the handler returns and what that took; a session goes on
with the attributes that came back last. Only the standard library and the named folders are there.
"""

import importlib
import json
import sys

FOLDER, HANDLER, *OF_LAMBDA = sys.argv[1:]
sys.path[:] = [FOLDER, *OF_LAMBDA, *(path for path in sys.path if "python3" in path)]
compiled: list[str] = []
written: list[str] = []


def watch(event: str, arguments: tuple[object, ...]) -> None:
    if event == "compile" and FOLDER in str(arguments[1]):
        compiled.append(str(arguments[1]))
    if event == "open" and FOLDER in str(arguments[0]) and set(str(arguments[1])) & set("wax+"):
        written.append(str(arguments[0]))


sys.addaudithook(watch)
module, _, name = HANDLER.rpartition(".")
handler = getattr(importlib.import_module(module), name)
attributes: dict[str, object] = {}
for line in sys.stdin:
    event = json.loads(line)
    if "session" in event:
        attributes = {} if event["session"]["new"] else attributes
        event["session"]["attributes"] = attributes
    answer = handler(event, None)
    attributes = answer.get("sessionAttributes") or {}
    tops = {name.partition(".")[0] for name in sys.modules}
    told = {"answer": answer, "compiled": compiled, "written": written, "modules": sorted(tops)}
    print(json.dumps(told), flush=True)
