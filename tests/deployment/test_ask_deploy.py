"""The real ask-cli deploys the project, to a skill-management API and an AWS that are played."""

from __future__ import annotations

import io
import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aws import Aws
from making import ASK, NODE, ROOT, Made, make
from talking_alone import event, intent, linked, talk, whole_talk

pytestmark = [pytest.mark.deploy, pytest.mark.usefixtures("judges")]

OF_LAMBDA = ("boto3", "botocore", "jmespath", "s3transfer", "urllib3")
"""What bookmarks take from Lambda's own Python."""


@pytest.fixture
def api() -> Iterator[Any]:
    from skill_management import SkillManagement

    played = SkillManagement()
    yield played
    played.close()


@pytest.fixture
def aws() -> Iterator[Aws]:
    played = Aws()
    yield played
    played.close()


@pytest.fixture
def project(made: Made, tmp_path: Path) -> Path:
    """A project of its own, since ask-cli writes into it."""
    shutil.copytree(made.folder, tmp_path / "build")
    return tmp_path / "build/lambda"


def ask_deploy(project: Path, home: Path, api: Any, aws: Aws | None) -> str:
    """``ask deploy`` as its user says it; what it told, which ends with its exit code."""
    played = {"ASK_SMAPI_SERVER_BASE_URL": api.url, "ASK_SHARE_USAGE": "false"}
    played |= {"ASK_SKIP_NEW_VERSION_REMINDER": "true", "HOME": str(home)}
    if aws is not None:
        played["AWS_ENDPOINT_URL"] = aws.environment["AWS_ENDPOINT_URL"]
    done = subprocess.run(  # noqa: S603 - Amazon's program
        [NODE or "node", "--no-warnings", str(ASK), "deploy"],
        cwd=project,
        env={"PATH": os.environ["PATH"], **played},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
    )
    return f"{done.stdout}\nexit {done.returncode}"


def the_one(things: list[Any] | dict[str, Any] | set[str]) -> Any:
    (one,) = things
    return one


def function_of(aws: Aws) -> dict[str, Any]:
    return dict(the_one(aws.client("lambda").list_functions()["Functions"]))


def code_of(aws: Aws, folder: Path) -> Path:
    """What AWS would run: the zip that the stack names, unpacked."""
    bucket = the_one(aws.client("s3").list_buckets()["Buckets"])["Name"]
    stored = aws.client("s3").get_object(Bucket=bucket, Key="endpoint/build.zip")["Body"].read()
    with zipfile.ZipFile(io.BytesIO(stored)) as packed:
        packed.extractall(folder)
    return folder


def settings_of(aws: Aws) -> dict[str, str]:
    """The function's environment, its secret put in as CloudFormation does.

    moto neither makes a stack's secrets nor puts them in: that the stack makes this one is read in
    the template, and a key of the template's form stands for it.
    """
    variables: dict[str, str] = function_of(aws)["Environment"]["Variables"]
    assert re.fullmatch(
        r"\{\{resolve:secretsmanager:\S+\}\}", variables["CRAMP_COACH_BOOKMARK_KEY"]
    )
    stack = (ROOT / "deployment/skill-stack.yaml").read_text()
    length = re.search(r"GenerateSecretString: \{PasswordLength: (\d+)", stack)
    assert length
    return variables | {"CRAMP_COACH_BOOKMARK_KEY": secrets.token_hex(64)[: int(length[1])]}


def test_a_skill_that_is_not_there_yet(project: Path, home: Path, api: Any, aws: Aws) -> None:
    """One command makes the skill, its models and its function, and makes them find each other."""
    told = ask_deploy(project, home, api, aws)
    assert told.endswith("exit 0"), told
    skill_id, manifest = the_one(list(api.skills.items()))
    function = function_of(aws)
    assert manifest["apis"]["custom"]["endpoint"] == {"uri": function["FunctionArn"]}
    assert manifest["events"]["endpoint"] == {"uri": function["FunctionArn"]}
    events = {one["eventName"] for one in manifest["events"]["subscriptions"]}
    assert events == {"SKILL_ENABLED", "SKILL_DISABLED"}
    assert api.enabled == {skill_id}
    assert [one.judged.locales for one in api.imports.values()] == [["en-US"]] * 2
    assert function["Runtime"] == f"python3.{sys.version_info.minor}"
    policy = aws.client("lambda").get_policy(FunctionName=function["FunctionName"])["Policy"]
    assert "alexa-appkit.amazon.com" in str(the_one(json.loads(policy)["Statement"])["Principal"])


def test_the_function_that_arrived_answers(
    project: Path, home: Path, api: Any, aws: Aws, tmp_path: Path
) -> None:
    """A bare interpreter runs the code, handler and settings that AWS was given.

    A whole talk; and "continue" in a new session, which finds its place in the stack's own table.
    """
    assert ask_deploy(project, home, api, aws).endswith("exit 0")
    assert function_of(aws)["Handler"] == "skill.lambda_function.handler"
    code, skill_id = code_of(aws, tmp_path / "task"), the_one(set(api.skills))
    settings = {**aws.environment, **settings_of(aws)}
    runtime = [linked(tmp_path / "runtime", OF_LAMBDA)]
    told = talk(sys.executable, code, whole_talk(skill_id), settings, runtime)
    assert "toes up" in told[1]["answer"]["response"]["outputSpeech"]["ssml"]
    table = settings["CRAMP_COACH_BOOKMARK"].removeprefix("dynamodb://")
    assert aws.client("dynamodb").scan(TableName=table)["Items"] == []

    cramp = [
        event("LaunchRequest", 10, skill_id),
        intent("ReliefIntent", 11, skill_id, muscle="calf"),
    ]
    talk(sys.executable, code, cramp, settings, runtime)
    item = the_one(aws.client("dynamodb").scan(TableName=table)["Items"])
    assert "expires" in item
    later = [event("LaunchRequest", 20, skill_id), intent("CarryOnIntent", 21, skill_id)]
    back = talk(sys.executable, code, later, settings, runtime)[-1]["answer"]
    assert "Has it eased yet" in back["response"]["outputSpeech"]["ssml"]
    gone = [event("AlexaSkillEvent.SkillDisabled", 30, skill_id)]
    talk(sys.executable, code, gone, settings, runtime)
    assert aws.client("dynamodb").scan(TableName=table)["Items"] == []


def test_a_new_version_goes_to_the_same_skill(
    project: Path, home: Path, api: Any, aws: Aws
) -> None:
    """Made anew and deployed again: no second skill or stack, and never without endpoint."""
    assert ask_deploy(project, home, api, aws).endswith("exit 0")
    before = function_of(aws)["FunctionArn"]
    make(project.parent, "--bookmark", "off")
    resources = json.loads((project / "skill-package/skill.json").read_text())
    assert resources["manifest"]["apis"]["custom"]["endpoint"] == {"uri": before}
    told = ask_deploy(project, home, api, aws)
    assert told.endswith("exit 0"), told
    assert "Updating stack" in told
    assert function_of(aws)["FunctionArn"] == before
    assert function_of(aws)["Environment"]["Variables"]["CRAMP_COACH_BOOKMARK"] == "off"
    the_one(api.skills)
    the_one(aws.client("s3").list_buckets()["Buckets"])
    for one in list(api.imports.values())[1:]:
        assert one.judged.manifest["manifest"]["apis"]["custom"]["endpoint"] == {"uri": before}


def test_a_package_that_amazon_refuses_is_not_deployed(
    project: Path, home: Path, api: Any, aws: Aws
) -> None:
    """The stand-in's refusal reaches the user, and nothing is made on AWS."""
    skill = project / "skill-package/skill.json"
    changed = json.loads(skill.read_text())
    changed["manifest"]["privacyAndCompliance"]["privacyPolicyUrl"] = "https://a.example/privacy"
    skill.write_text(json.dumps(changed))
    told = ask_deploy(project, home, api, aws)
    assert told.endswith("exit 1")
    assert "unexpected property 'privacyPolicyUrl'" in told
    assert aws.client("lambda").list_functions()["Functions"] == []


def test_a_self_hosted_skill_uploads_its_package_alone(
    tmp_path: Path, home: Path, api: Any
) -> None:
    """With the publisher's address in the manifest, the skill calls that server."""
    root = tmp_path / "copy"
    ignore = shutil.ignore_patterns(".git", ".venv", "node_modules", "docs", "tests", "build")
    shutil.copytree(ROOT, root, ignore=ignore)
    filled = root / "interaction_model/source/manifest.toml"
    address = "https://cramps.publisher.test/alexa"
    text = re.sub(r"(?m)^endpoint = .*$", f'endpoint = "{address}"', filled.read_text())
    filled.write_text(text)
    for command in (["interaction_model.build"], ["deployment", "self-hosted"]):
        subprocess.run([sys.executable, "-m", *command], cwd=root, check=True)  # noqa: S603
    told = ask_deploy(root / "build/self-hosted", home, api, None)
    assert told.endswith("exit 0"), told
    skill_id, manifest = the_one(list(api.skills.items()))
    endpoint = {"uri": address, "sslCertificateType": "Trusted"}
    assert manifest["apis"]["custom"]["endpoint"] == manifest["events"]["endpoint"] == endpoint
    assert api.enabled == {skill_id}


def test_awss_linter_finds_nothing_in_the_stack() -> None:
    from cfnlint.api import lint_file

    assert lint_file(ROOT / "deployment/skill-stack.yaml") == []


def test_what_moto_does_not_play_is_in_the_stack() -> None:
    """Only this skill may call; the table forgets; the processor is one that is packed."""
    from cfnlint.decode import decode

    stack = decode(str(ROOT / "deployment/skill-stack.yaml"))[0]["Resources"]
    assert stack["MayCall"]["Properties"]["EventSourceToken"] == {"Ref": "SkillId"}
    forgetting = stack["Bookmarks"]["Properties"]["TimeToLiveSpecification"]
    assert forgetting == {"AttributeName": "expires", "Enabled": True}
    assert set(stack["Function"]["Properties"]["Architectures"]) <= {"arm64", "x86_64"}


def test_the_function_may_do_what_the_store_does_and_no_more() -> None:
    """Each call of the table's client is allowed by the stack, and nothing else is."""
    store = (ROOT / "skill/storage/dynamodb.py").read_text()
    called = set(re.findall(r"_client\.(\w+)", store)) - {"get_paginator"}
    called |= set(re.findall(r'get_paginator\("(\w+)"\)', store))
    names = {"".join(part.capitalize() for part in call.split("_")) for call in called}
    stack = (ROOT / "deployment/skill-stack.yaml").read_text()
    assert set(re.findall(r"dynamodb:(\w+)", stack)) == names
