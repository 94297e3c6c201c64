"""What the contract tests read: schemas, examples, the AsyncAPI document; and how they judge."""

import datetime
import json
import re
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
OFFICIAL = ROOT.parent / "shared" / "schemas"

SINGLE = "application/cloudevents+json"
BATCH = "application/cloudevents-batch+json"

formats = FormatChecker(formats=["date"])


@formats.checks("date-time", raises=ValueError)
def is_date_time(value):
    """RFC 3339: jsonschema's own check needs one more package."""
    if isinstance(value, str):
        moment = re.sub(r"\.\d+", "", value.upper()).replace("Z", "+00:00")
        return datetime.datetime.fromisoformat(moment).tzinfo is not None
    return True


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


SCHEMAS = {path.name: load(path) for path in sorted((DOCS / "schemas").glob("*.json"))}
REGISTRY = Registry().with_resources(
    (schema["$id"], Resource.from_contents(schema)) for schema in SCHEMAS.values()
)
CODES = SCHEMAS["parked-headers.json"]["$defs"]["code"]["enum"]
COMMAND_CODES = SCHEMAS["parked-headers.json"]["$defs"]["commandCode"]["enum"]
REFUSALS = SCHEMAS["command-outcome.json"]["$defs"]["refusal"]["enum"]
COMMANDS = SCHEMAS["case-command.json"]["$defs"]["plain"]["properties"]["command"]["enum"]
LISTED = load(DOCS / "examples" / "examples.json")
MANIFEST = [example for example in LISTED if not example["name"].startswith("commands/")]
COMMAND_EXAMPLES = [example for example in LISTED if example["name"].startswith("commands/")]
EVENT_FILES = sorted((DOCS / "examples" / "events").glob("*.json"))
ASYNCAPI = yaml.safe_load((DOCS / "asyncapi.yaml").read_text(encoding="utf-8"))


def validator(name):
    """Of a schema file, or of a part of it: `case-command.json#/$defs/verify`."""
    file, _, pointer = name.partition("#")
    schema = {"$ref": SCHEMAS[file]["$id"] + "#" + pointer} if pointer else SCHEMAS[file]
    return Draft202012Validator(schema, registry=REGISTRY, format_checker=formats)


def faults(name, instance):
    return [f"{error.json_path}: {error.message[:120]}" for error in validator(name).iter_errors(instance)]


def body(example):
    """The bytes of an example: a file, or the parts of its `make` rule one after the other."""
    if "file" in example:
        return (DOCS / "examples" / example["file"]).read_bytes()
    return b"".join(map(part_bytes, example["make"]))


def part_bytes(part):
    if "hex" in part:
        return bytes.fromhex(part["hex"])
    if "repeat" in part:
        return (part["repeat"] * part["count"]).encode()
    if "each" in part:
        numbers = range(part["from"], part["to"] + 1)
        return part["join"].join(part["each"].replace("{n}", str(number)) for number in numbers).encode()
    return part["text"].encode()


def events():
    """Every event of the documentation."""
    for path in EVENT_FILES:
        document = load(path)
        yield from document if isinstance(document, list) else [document]


def is_good(example):
    return all(item["outcome"] != "rejected" for item in example["expect"])


def media_type(example):
    return example.get("content_type", "application/json").split(";")[0].strip().lower()


def submissions(example):
    """Every submission object inside an example, whatever its envelope."""
    document = json.loads(body(example))
    if media_type(example) == BATCH:
        return [event["data"] for event in document if isinstance(event, dict)]
    return [document["data"] if media_type(example) == SINGLE else document]
