"""Writes src/lapor/types.py from docs/schemas: python3 clients/python/generate.py. A contract test fails when it is stale."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SCHEMAS = HERE.parents[1] / "docs" / "schemas"
TARGET = HERE / "src" / "lapor" / "types.py"
HEAD = '''"""The contract's types, made from docs/schemas by clients/python/generate.py; do not edit.

Members that a later release adds are kept by every dictionary, and not named here.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict
'''
PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}


def literal(value: Any) -> str:
    """A value of a schema as Python writes it."""
    return repr(value) if isinstance(value, bool) else json.dumps(value)


class Writer:
    """Turns the parts of one schema into Python types."""

    def __init__(self, file: str) -> None:
        self.schema = json.loads((SCHEMAS / file).read_text(encoding="utf-8"))
        self.classes: list[str] = []

    def resolved(self, part: Any) -> Any:
        """With what `$ref` names underneath what stands beside it."""
        while isinstance(part, dict) and "$ref" in part:
            beside = {key: value for key, value in part.items() if key != "$ref"}
            target: Any = self.schema
            for step in part["$ref"].removeprefix("#/").split("/"):
                target = target[step]
            properties = {**target.get("properties", {}), **beside.get("properties", {})}
            required = target.get("required", []) + beside.get("required", [])
            part = {**target, **beside, "properties": properties, "required": required}
            if not properties:
                del part["properties"]
        return part

    def type_of(self, part: Any, name: str) -> str:
        part = self.resolved(part)
        if "const" in part:
            return f"Literal[{literal(part['const'])}]"
        if "enum" in part:
            words = ", ".join(literal(word) for word in part["enum"] if word is not None)
            return f"Literal[{words}]" + (" | None" if None in part["enum"] else "")
        kinds = part.get("type", [])
        kinds = [kinds] if isinstance(kinds, str) else kinds
        return " | ".join(self.kind(kind, part, name) for kind in kinds) or "Any"

    def kind(self, kind: str, part: Any, name: str) -> str:
        if kind == "array":
            return f"list[{self.type_of(part.get('items', {}), name.removesuffix('s'))}]"
        if kind == "object":
            if not part.get("properties"):
                return "dict[str, Any]"
            self.add(name, part)
            return name
        return PLAIN[kind]

    def add(self, name: str, part: Any) -> None:
        """A class for an object, behind those that it needs."""
        lines = [f"class {name}(TypedDict):"]
        if "description" in part:
            lines.append(f'    """{sentence(part["description"])}"""\n')
        for field, value in part["properties"].items():
            if value is False:
                continue
            written = self.type_of(value, name + camel(field))
            lines.append(f"    {field}: {written if field in part.get('required', []) else f'NotRequired[{written}]'}")
        text = "\n".join(lines)
        if text not in self.classes:
            self.classes.append(text)

    def all_data(self) -> Any:
        """What the `data` of any event may have: the fields of all of them."""
        whole: dict[str, Any] = dict(self.resolved(self.schema["properties"]["data"])["properties"])
        for branch in self.schema["allOf"]:
            data = self.resolved(branch["then"]["properties"]["data"])
            for field, value in data.get("properties", {}).items():
                if value is False or whole.get(field) is False:
                    continue
                whole[field] = self.joined(whole[field], value) if field in whole else value
        required = self.resolved(self.schema["properties"]["data"])["required"]
        return {"type": "object", "properties": whole, "required": required}


    def joined(self, one: Any, other: Any) -> Any:
        """What either may be: words of both; anything else but words once."""
        one, other = self.resolved(one), self.resolved(other)
        if "enum" in one and "enum" in other:
            return {"enum": list(dict.fromkeys(one["enum"] + other["enum"]))}
        return other if "enum" in one else one


def camel(field: str) -> str:
    return "".join(word.capitalize() for word in field.split("_"))


def sentence(text: str) -> str:
    """The first sentence, on one line."""
    return re.split(r"(?<=\.)\s", " ".join(text.split()))[0].replace('"', "'")


def classes(file: str, name: str) -> list[str]:
    writer = Writer(file)
    writer.add(name, writer.resolved(writer.schema))
    return writer.classes


def events() -> list[str]:
    writer = Writer("complaint-event.json")
    writer.schema["properties"]["data"] = writer.all_data()
    writer.add("ComplaintEvent", writer.schema)
    return writer.classes


def error_codes() -> str:
    enum = json.loads((SCHEMAS / "parked-headers.json").read_text(encoding="utf-8"))["$defs"]["code"]["enum"]
    return "#: Why a report is refused.\nErrorCode = Literal[\n" + "".join(f'    "{code}",\n' for code in enum) + "]"


def generated() -> str:
    parts = classes("submission.json", "Submission") + classes("submission-outcome.json", "SubmissionOutcome") + events()
    return HEAD + "\n\n" + "\n\n\n".join(parts + [error_codes()]) + "\n"


if __name__ == "__main__":
    TARGET.write_text(generated(), encoding="utf-8")
