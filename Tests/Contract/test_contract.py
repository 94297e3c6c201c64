"""The integrators' contract agrees with itself: schemas, examples and events.

Run from anywhere: python3 -m unittest discover -s Tests/Contract
Needs PyPI jsonschema, referencing and pyyaml.
"""

import json
import re
import unittest

from contract import (
    CODES, DOCS, EVENT_FILES, MANIFEST, SCHEMAS, Draft202012Validator, body, faults, is_good, load, submissions,
    validator,
)


def faulty(example):
    """What is wrong with an example: the reason why it is parked, or the fields that cannot be read."""
    return [fault for item in example["expect"] for fault in item.get("unread", [item] if "code" in item else [])]


class Schemas(unittest.TestCase):
    def test_each_is_a_valid_schema_with_its_own_name(self):
        self.assertEqual(len(SCHEMAS), 13)
        for name, schema in SCHEMAS.items():
            with self.subTest(name):
                Draft202012Validator.check_schema(schema)
                self.assertTrue(schema["$id"].endswith("/v1/" + name))

    def test_examples_inside_the_schemas_are_valid(self):
        for name, schema in SCHEMAS.items():
            for example in schema.get("examples", []):
                self.assertEqual(faults(name, example), [])


class Manifest(unittest.TestCase):
    def test_names_are_unique_and_every_file_is_listed(self):
        names = [example["name"] for example in MANIFEST]
        self.assertEqual(len(names), len(set(names)))
        listed = {example["file"] for example in MANIFEST if "file" in example}
        folders = [DOCS / "examples" / name for name in ("valid", "lenient", "invalid")]
        found = {str(path.relative_to(DOCS / "examples")) for folder in folders for path in folder.iterdir()}
        self.assertEqual(listed, found)

    def test_folder_says_the_outcome(self):
        for example in MANIFEST:
            self.assertEqual(example["name"].startswith(("valid/", "lenient/")), is_good(example), example["name"])

    def test_every_code_has_an_example_and_no_other_is_used(self):
        used = {item["code"] for example in MANIFEST for item in faulty(example)}
        self.assertEqual(used, set(CODES))

    def test_there_are_enough_invalid_ones(self):
        self.assertGreaterEqual(sum(not is_good(example) for example in MANIFEST), 45)

    def test_every_field_has_a_violation(self):
        schema = SCHEMAS["submission.json"]["properties"]
        wanted = set(schema)
        for outer in ("reporter", "location"):
            wanted |= {f"{outer}.{inner}" for inner in schema[outer]["properties"]}
        wanted |= {f"attachments[].{inner}" for inner in schema["attachments"]["items"]["properties"]}
        hit = {re.sub(r"\d+", "", item.get("field", "")) for example in MANIFEST for item in faulty(example)}
        self.assertLessEqual(wanted, hit)

    def test_sizes_stand_on_the_limit(self):
        sizes = {example["name"]: len(body(example)) for example in MANIFEST}
        self.assertEqual(sizes["valid/body-largest"], 262_144)
        self.assertEqual(sizes["invalid/body-too-large"], 262_145)
        others = {name: size for name, size in sizes.items() if name != "invalid/body-too-large"}
        self.assertLessEqual(max(others.values()), 262_144)

    def test_duplicates_are_told_by_channel_and_external_id_alone(self):
        seen = set()
        for example in filter(is_good, MANIFEST):
            outcomes = [item["outcome"] for item in example["expect"] for _ in range(item.get("count", 1))]
            found = submissions(example)
            self.assertEqual(len(outcomes), len(found), example["name"])
            for outcome, one in zip(outcomes, found):
                key = (one["channel"], one["external_id"])
                self.assertEqual(outcome == "duplicate", key in seen, example["name"])
                seen.add(key)

    def test_only_a_mismatch_example_mismatches(self):
        for example in filter(is_good, MANIFEST):
            key = example["routing_key"]
            for one in submissions(example):
                if key.startswith("intake."):
                    self.assertEqual(key, "intake." + one["channel"], example["name"])


class ExamplesAgainstSchemas(unittest.TestCase):
    def test_valid_ones_pass(self):
        for example in MANIFEST:
            if not example["name"].startswith("valid/"):
                continue
            with self.subTest(example["name"]):
                self.assertEqual(faults(example["schema"], json.loads(body(example))), [])

    def test_invalid_and_lenient_ones_fail(self):
        judged = [one for one in MANIFEST if not one["name"].startswith("valid/") and "schema" in one]
        self.assertGreaterEqual(len(judged), 45)
        for example in judged:
            with self.subTest(example["name"]):
                self.assertNotEqual(faults(example["schema"], json.loads(body(example))), [])

    def test_fault_lies_where_the_manifest_says(self):
        for example in MANIFEST:
            told = faulty({"expect": example["expect"][:1]})
            if example.get("schema") != "submission.json" or not any("field" in one for one in told):
                continue
            if told[0]["code"] == "field_missing":
                continue
            with self.subTest(example["name"]):
                errors = validator("submission.json").iter_errors(json.loads(body(example)))
                paths = {error.json_path for error in errors}
                if not is_good(example):
                    self.assertEqual(paths, {"$." + told[0]["field"]})
                for path in paths:
                    self.assertTrue(any(f"$.{one['field']}".startswith(path) for one in told), path)

    def test_beyond_schema_ones_are_bad_for_another_reason(self):
        """Bytes that no JSON document can be, or a rule that no JSON Schema can say."""
        sayable = {"channel_mismatch", "field_empty", "content_type_unsupported", "content_encoding_unsupported",
                   "body_too_large", "external_id_reused", "field_repeated"}
        for example in MANIFEST:
            if is_good(example) or "schema" in example:
                continue
            with self.subTest(example["name"]):
                self.assertIn(example["expect"][0]["code"],
                              sayable | {"body_empty", "encoding_not_utf8", "json_invalid"})
                if example["expect"][0]["code"] in sayable:
                    self.assertEqual(faults("submission.json", json.loads(body(example))), [])


class Events(unittest.TestCase):
    def test_they_pass(self):
        self.assertGreaterEqual(len(EVENT_FILES), 5)
        for path in EVENT_FILES:
            document = load(path)
            name = "complaint-event-batch.json" if isinstance(document, list) else "complaint-event.json"
            with self.subTest(path.name):
                self.assertEqual(faults(name, document), [])

    def test_id_is_subject_and_version(self):
        for path in EVENT_FILES:
            document = load(path)
            for event in document if isinstance(document, list) else [document]:
                self.assertEqual(event["id"], f"{event['subject']}:{event['data']['version']}")

    def test_personal_fields_and_missing_ones_are_refused(self):
        event = load(DOCS / "examples" / "events" / "single-assigned.json")
        for field in ("name", "phone", "email", "nik", "text", "title", "reporter"):
            spoilt = {**event, "data": {**event["data"], field: "x"}}
            self.assertNotEqual(faults("complaint-event.json", spoilt), [], field)
        for field in ("code", "version", "hop", "body", "confidence", "supervised", "verify_due", "first_reply_due"):
            data = {key: value for key, value in event["data"].items() if key != field}
            self.assertNotEqual(faults("complaint-event.json", {**event, "data": data}), [], field)

    def test_unknown_fields_are_allowed(self):
        event = load(DOCS / "examples" / "events" / "single-assigned.json")
        event["data"]["later"] = {"a": 1}
        self.assertEqual(faults("complaint-event.json", event), [])


if __name__ == "__main__":
    unittest.main()
