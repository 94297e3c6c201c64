"""Commands of casework: schemas, examples and outcomes agree with each other."""

import json
import re
import unittest

from contract import (
    BATCH, COMMAND_CODES, COMMAND_EXAMPLES, COMMANDS, DOCS, REFUSALS, SCHEMAS, body, events, faults, load, media_type,
)

FOLDER = DOCS / "examples"
DEFS = SCHEMAS["case-command.json"]["$defs"]


def of_kind(kind):
    return [example for example in COMMAND_EXAMPLES if example["name"].startswith(f"commands/{kind}/")]


def schema(example):
    """The part of the schema that the routing key names; a batch is judged as a whole."""
    command = example["routing_key"].removeprefix("case.")
    return f"case-command.json#/$defs/{command}" if media_type(example) != BATCH and command in COMMANDS else example["schema"]


class Commands(unittest.TestCase):
    def test_the_schema_has_a_part_for_each(self):
        self.assertEqual(len(COMMANDS), 20)
        for command in COMMANDS:
            self.assertIn(command, DEFS)
            self.assertIn(f"{command}_data", DEFS)
        for parts, key, form in (("event", "type", "id.lapor.case.{}.v1"), ("plain", "command", "{}")):
            named = [part["if"]["properties"][key]["const"] for part in DEFS[parts]["allOf"]]
            self.assertEqual(named, [form.format(command) for command in COMMANDS])

    def test_every_file_is_listed_and_its_folder_says_the_outcome(self):
        listed = {example["file"] for example in COMMAND_EXAMPLES if "file" in example}
        found = {str(path.relative_to(FOLDER)) for path in (FOLDER / "commands").rglob("*.json")}
        self.assertEqual(listed, found)
        for kind, outcome in (("valid", "accepted"), ("refused", "refused"), ("invalid", "rejected")):
            self.assertGreater(len(of_kind(kind)), 10)
            for example in of_kind(kind):
                outcomes = {item["outcome"] for item in example["expect"]}
                self.assertTrue(outcomes == {outcome} or kind == "invalid" and outcomes == {"rejected", "accepted"})

    def test_every_command_and_every_code_has_an_example(self):
        accepted = {item["command"] for example in of_kind("valid") for item in example["expect"]}
        self.assertEqual(accepted, set(COMMANDS))
        codes = {item["code"] for example in of_kind("invalid") for item in example["expect"] if "code" in item}
        self.assertEqual(codes, set(COMMAND_CODES))
        self.assertLessEqual({item["code"] for example in of_kind("refused") for item in example["expect"]}, set(REFUSALS))

    def test_valid_ones_pass(self):
        for example in of_kind("valid"):
            with self.subTest(example["name"]):
                self.assertEqual(faults(schema(example), json.loads(body(example))), [])

    def test_others_fail_where_a_schema_can_tell(self):
        judged = [example for example in of_kind("refused") + of_kind("invalid") if "schema" in example]
        self.assertGreaterEqual(len(judged), 40)
        for example in judged:
            with self.subTest(example["name"]):
                self.assertNotEqual(faults(schema(example), json.loads(body(example))), [])

    def test_what_is_beyond_the_schema_says_so_by_its_code(self):
        beyond = {"command_mismatch", "command_unknown", "json_invalid", "encoding_not_utf8", "batch_too_large",
                  "body_too_large", "incomplete", "not_permitted", "too_few_words"}
        for example in of_kind("refused") + of_kind("invalid"):
            if "schema" not in example:
                code = example["expect"][0]["code"]
                self.assertTrue(code in beyond or example["expect"][0]["field"] in ("case", "command"), example["name"])

    def test_sizes_stand_on_the_limit(self):
        largest = next(example for example in COMMAND_EXAMPLES if example["name"].endswith("body-too-large"))
        self.assertEqual(len(body(largest)), 262_145)

    def test_a_plain_command_needs_an_id_and_an_event_has_it_outside(self):
        plain = load(FOLDER / "commands" / "valid" / "plain.json")
        self.assertEqual(faults("case-command.json#/$defs/reply", plain), [])
        del plain["id"]
        self.assertNotEqual(faults("case-command.json#/$defs/reply", plain), [])

    def test_who_gives_a_command_is_no_part_of_it(self):
        """What a reporter need not say, an officer must: the schema cannot tell them apart, the token does."""
        for command in ("close", "escalate"):
            bare = {"id": "1", "command": command, "case": "KVNT-RWQH-SMPH"}
            self.assertEqual(faults(f"case-command.json#/$defs/{command}", bare), [])
        self.assertNotIn("actor", DEFS["data"]["properties"])


class Tokens(unittest.TestCase):
    CLAIMS = {"iss": "meja.bandung", "sub": "hubung.bandung", "role": "officer", "body": "32.73/2.15", "iat": 1770172200,
              "exp": 1770172500, "jti": "b7c1", "sha256": "ab" * 32}

    def test_what_a_token_must_say(self):
        self.assertEqual(faults("command-token.json", self.CLAIMS), [])
        for claim in SCHEMAS["command-token.json"]["required"]:
            rest = {key: value for key, value in self.CLAIMS.items() if key != claim}
            self.assertNotEqual(faults("command-token.json", rest), [], claim)

    def test_only_officers_and_coordinators_have_a_body(self):
        for role in ("reporter", "national"):
            self.assertNotEqual(faults("command-token.json", {**self.CLAIMS, "role": role}), [])
        for bad in ({"role": "system"}, {"sub": "Budi Contoh 0812"}, {"sha256": "ab"}, {"iat": "now"}, {"jti": ""}):
            self.assertNotEqual(faults("command-token.json", {**self.CLAIMS, **bad}), [], bad)


class Outcomes(unittest.TestCase):
    def outcome(self, kind, **data):
        return {"specversion": "1.0", "id": "command:1", "source": "lapor", "type": f"id.lapor.command.{kind}.v1",
                "time": "2026-02-04T02:30:00Z", "datacontenttype": "application/json",
                "data": {"command": "verify", "id": "1", **data}}

    def test_applied_ones_say_where_the_case_is_and_refused_ones_why(self):
        place = {"code": "KVNTRWQHSMPH", "version": 3, "status": "proses"}
        self.assertEqual(faults("command-outcome.json", self.outcome("applied", **place)), [])
        for missing in place:
            rest = {key: value for key, value in place.items() if key != missing}
            self.assertNotEqual(faults("command-outcome.json", self.outcome("applied", **rest)), [], missing)
        for code in REFUSALS:
            self.assertEqual(faults("command-outcome.json", self.outcome("refused", refusal=code, reason="Not now.")), [])
        self.assertNotEqual(faults("command-outcome.json", self.outcome("refused", **place)), [])
        self.assertNotEqual(faults("command-outcome.json", self.outcome("applied", refusal="incomplete", **place)), [])

    def test_what_is_parked_says_why_and_where(self):
        parked = {**self.outcome("parked"), "id": "parked:0c2ae81b375f"}
        parked["data"] = {"error": "json_invalid", "reason": "no JSON", "parked": "0c2ae81b375f"}
        self.assertEqual(faults("command-outcome.json", parked), [])
        for missing in list(parked["data"]):
            rest = {key: value for key, value in parked["data"].items() if key != missing}
            self.assertNotEqual(faults("command-outcome.json", {**parked, "data": rest}), [], missing)

    def test_submissions_are_told_what_they_became(self):
        def told(kind, **data):
            event = self.outcome(kind)
            return {**event, "id": "parked:0c2ae81b375f" if kind == "refused" else f"{kind}:web:1", "type": f"id.lapor.submission.{kind}.v1", "data": data}
        key = {"channel": "web", "external_id": "1"}
        case = {"id": "019c20f1-6c00-7000-8000-0123456789ab", "code": "KVNTRWQHSMPH"}
        refusal = {"error": "field_missing", "reason": "text is required", "parked": "0c2ae81b375f"}
        for kind, data in (("registered", {**key, **case}), ("duplicate", {**key, **case}), ("part", key),
                           ("kept", {**key, "id": case["id"]}), ("refused", refusal)):
            self.assertEqual(faults("submission-outcome.json", told(kind, **data)), [], kind)
            for missing in data:
                rest = {name: value for name, value in data.items() if name != missing}
                self.assertNotEqual(faults("submission-outcome.json", told(kind, **rest)), [], (kind, missing))
        self.assertNotEqual(faults("submission-outcome.json", told("refused", **refusal, code=case["code"])), [])
        self.assertNotEqual(faults("submission-outcome.json", told("part", **key, **refusal)), [])

    def test_commands_are_the_same_as_those_that_are_sent(self):
        self.assertEqual(SCHEMAS["command-outcome.json"]["$defs"]["data"]["properties"]["command"]["enum"], COMMANDS)


class CaseworkEvents(unittest.TestCase):
    """An event without what its kind must say is refused."""

    def test_required_fields_are_required(self):
        schema = SCHEMAS["complaint-event.json"]
        judged = 0
        for part in schema["allOf"]:
            kind = re.search(r"complaint\.(\w+)\.v1", part["if"]["properties"]["type"]["const"]).group(1)
            event = next(document for document in events() if document["type"].endswith(f".{kind}.v1"))
            for field in schema["$defs"][kind].get("required", []):
                data = {key: value for key, value in event["data"].items() if key != field}
                self.assertNotEqual(faults("complaint-event.json", {**event, "data": data}), [], f"{kind} {field}")
                judged += 1
        self.assertGreater(judged, 50)

    def test_clocks_are_read_by_name(self):
        event = next(document for document in events() if document["type"].endswith(".reminded.v1"))
        for clocks in ({"lunch": {"days": 1}}, {"verify": {}}, {"verify": {"days": 1, "step": "late"}}, []):
            self.assertNotEqual(faults("complaint-event.json", {**event, "data": {**event["data"], "clocks": clocks}}), [])


if __name__ == "__main__":
    unittest.main()
