"""Reads examples/complaints.jsonl, whatever form a line has, and judges it by the schemas alone."""

import html
import json
import re
from typing import Any, NamedTuple

from contract import ROOT, SCHEMAS, load, validator

# Not splitlines(): it would cut a text at characters that end no line of JSON lines.
LINES = (ROOT / "examples" / "complaints.jsonl").read_text(encoding="utf-8").rstrip("\n").split("\n")
PARKED = load(ROOT / "examples" / "complaints.parked.json")
# Lines with an optional field that cannot be read: stored all the same.
UNREAD = load(ROOT / "examples" / "complaints.unread.json")
UNREADABLE = object()
EVENT_ATTRIBUTES = set(SCHEMAS["cloudevent.json"]["required"]) - {"data"}
CODES = {"required": "field_missing", "type": "field_type", "enum": "field_value", "pattern": "field_format",
         "format": "field_format"}


class Item(NamedTuple):
    """One submission, or what stands in its place."""

    line: int
    index: int | None
    document: Any

    @property
    def is_event(self):
        return isinstance(self.document, dict) and "specversion" in self.document

    @property
    def submission(self):
        return self.document["data"] if self.is_event else self.document

    @property
    def key(self):
        return self.submission["channel"], self.submission["external_id"]


def parse(line):
    try:
        return json.loads(line)
    except ValueError:
        return UNREADABLE


def read():
    for number, line in enumerate(LINES, 1):
        document = parse(line)
        batch = document if isinstance(document, list) else None
        for index, part in enumerate(batch if batch is not None else [document]):
            yield Item(number, None if batch is None else index, part)


def fault(item):
    """The code and field that the contract gives for `item`; None when it is a good one."""
    if item.document is UNREADABLE:
        return "json_invalid", None
    schema = "cloudevent.json" if item.is_event or item.index is not None else "submission.json"
    error = next(iter(validator(schema).iter_errors(item.document)), None)
    if error is None:
        return None if plain(item.submission["text"]) else ("field_empty", "text")
    path = [part for part in error.absolute_path if part != "data"]
    if not path and error.validator == "type":
        return "not_an_object", None
    if error.validator == "required":
        path.append(next(name for name in error.validator_value if name not in error.instance))
    field = ".".join(map(str, path))
    if error.validator == "const":
        return "cloudevent_type_unknown" if field == "type" else "cloudevent_invalid", field
    if isinstance(error.instance, str) and "\0" in error.instance:
        return "field_nul", field
    return CODES[error.validator], field


def plain(text):
    """The text without markup, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())


ITEMS = list(read())
FAULTS = {(item.line, item.index): fault(item) for item in ITEMS}
GOOD = [item for item in ITEMS if FAULTS[item.line, item.index] is None]
# Sent again, the first one counts.
FIRST = {item.key: item.submission for item in reversed(GOOD)}
