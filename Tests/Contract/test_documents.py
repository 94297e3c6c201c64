"""What people and tools read fits the schemas: the AsyncAPI document and the guide."""

import base64
import hashlib
import json
import re
import unittest

from contract import (
    ASYNCAPI, BATCH, CODES, COMMANDS, COMMAND_CODES, DOCS, EVENT_FILES, LISTED, OFFICIAL, REFUSALS, ROOT, SCHEMAS, SINGLE,
    body, events, faults, is_good, load, media_type,
)
import yaml
from jsonschema import Draft7Validator
from pyhpke import OpenError


class OfficialSchemas(unittest.TestCase):
    def official(self, name):
        path = OFFICIAL / name
        if not path.exists():
            self.skipTest(f"{name} is not here: looked in ../shared/schemas")
        return Draft7Validator(load(path))

    def test_asyncapi_document(self):
        judge = self.official("asyncapi-3.0.0.json")
        errors = [f"{error.json_path}: {error.message[:200]}" for error in judge.iter_errors(ASYNCAPI)]
        self.assertEqual(errors, [])

    def test_compose_file(self):
        compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
        errors = [f"{error.json_path}: {error.message[:200]}"
                  for error in self.official("compose-spec.json").iter_errors(compose)]
        self.assertEqual(errors, [])

    def test_every_lasting_service_has_a_health_check(self):
        compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
        lasting = {name for name, service in compose["services"].items() if service["restart"] == "unless-stopped"}
        self.assertEqual(lasting, {"postgres", "postgres-standby", "rabbitmq", "rabbitmq-2", "rabbitmq-3", "intake", "routing", "webhook",
                                   "notify", "casework", "clock", "gateway", "mail"})
        self.assertEqual({name for name in lasting if "test" not in compose["services"][name].get("healthcheck", {})},
                         set())

    def test_cloudevents(self):
        judge = self.official("cloudevents-1.0.json")
        documents = [load(path) for path in EVENT_FILES]
        documents += [json.loads(body(one)) for one in LISTED if is_good(one) and media_type(one) in (SINGLE, BATCH)]
        found = [event for one in documents for event in (one if isinstance(one, list) else [one])]
        self.assertGreater(len(found), 300)
        for event in found:
            self.assertEqual(list(judge.iter_errors(event)), [])


def references(node):
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        node = list(node.values())
    for child in node if isinstance(node, list) else []:
        yield from references(child)


def resolve(reference):
    """What a reference of asyncapi.yaml points to; raises when it points nowhere."""
    file, _, pointer = reference.partition("#")
    target = load(DOCS / file) if file else ASYNCAPI
    for step in filter(None, pointer.split("/")):
        target = target[step.replace("~1", "/").replace("~0", "~")]
    return target


class AsyncAPI(unittest.TestCase):
    def test_every_reference_resolves(self):
        found = list(references(ASYNCAPI))
        self.assertGreater(len(found), 10)
        for reference in found:
            with self.subTest(reference):
                self.assertIsNotNone(resolve(reference))

    def test_exchanges(self):
        bindings = [channel["bindings"]["amqp"] for channel in ASYNCAPI["channels"].values()]
        found = {one["exchange"]["name"]: one["exchange"] for one in bindings if one["is"] == "routingKey"}
        self.assertEqual(set(found), {"lapor.intake", "lapor.casework", "lapor.events", "lapor.dead"})
        self.assertTrue(all(exchange["durable"] and exchange["type"] == "topic" for name, exchange in found.items()
                            if name != "lapor.dead"))

    def test_message_examples_fit_their_schema(self):
        judged = 0
        for name, message in ASYNCAPI["components"]["messages"].items():
            for part in ("payload", "headers"):
                schema = message.get(part, {}).get("schema", {}).get("$ref")
                for example in message.get("examples", []):
                    if schema and part in example:
                        judged += 1
                        self.assertEqual(faults(schema.removeprefix("schemas/"), example[part]), [], f"{name} {part}")
        self.assertGreaterEqual(judged, 50)

    def test_every_command_is_a_message_with_examples(self):
        channel = ASYNCAPI["channels"]["casework"]
        messages = [resolve(one["$ref"]) for one in channel["messages"].values()]
        self.assertEqual([message["name"] for message in messages], COMMANDS)
        self.assertEqual(channel["parameters"]["command"]["enum"], COMMANDS)
        for message in messages:
            schema = message["payload"]["schema"]["$ref"]
            self.assertEqual(schema, f"schemas/case-command.json#/$defs/{message['name']}")
            self.assertGreaterEqual(len(message["examples"]), 1, message["name"])

    def test_every_event_is_named(self):
        kinds = [part["if"]["properties"]["type"]["const"] for part in SCHEMAS["complaint-event.json"]["allOf"]]
        names = ASYNCAPI["channels"]["events"]["parameters"]["event"]["examples"]
        named = [f"id.lapor.complaint.{event}.v1" for event in names]
        self.assertEqual(named, kinds)
        self.assertLessEqual(set(kinds), {event["type"] for event in events()})

    def test_every_refusal_and_every_code_of_parked_commands_is_shown(self):
        messages = ASYNCAPI["components"]["messages"]
        refusals = [example["payload"]["data"]["refusal"] for example in messages["commandRefused"]["examples"]]
        self.assertEqual(refusals, REFUSALS)
        parked = {example["headers"]["x-lapor-code"] for example in messages["parkedCommand"]["examples"]}
        self.assertLessEqual(parked, set(COMMAND_CODES))
        for code in COMMAND_CODES:
            self.assertIn(f"`{code}`", ASYNCAPI["channels"]["parkedCommands"]["description"])


GUIDE = (DOCS / "integrators.md").read_text(encoding="utf-8")


def slug(heading):
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def section(title):
    parts = re.split(r"^## ", GUIDE, flags=re.M)
    return next(part for part in parts if part.startswith(title + "\n"))


class Guide(unittest.TestCase):
    def test_links_lead_somewhere(self):
        anchors = {slug(heading) for heading in re.findall(r"^#+ (.+)$", GUIDE, flags=re.M)}
        links = re.findall(r"\]\(([^)]+)\)", GUIDE)
        self.assertGreater(len(links), 5)
        for link in links:
            if re.match(r"https?:", link):
                continue
            file, _, anchor = link.partition("#")
            self.assertTrue((DOCS / file).exists() if file else True, link)
            self.assertTrue(file or anchor in anchors, link)

    def test_error_table_lists_exactly_the_codes_in_order(self):
        rows = re.findall(r"^\| `([a-z0-9_]+)` \|", section("Errors"), flags=re.M)
        self.assertEqual(rows, CODES)

    def test_casework_tables_list_exactly_the_codes_in_order(self):
        rows = re.findall(r"^\| `([a-z0-9_]+)` \|", section("Casework"), flags=re.M)
        self.assertEqual(rows[-len(REFUSALS) - len(COMMAND_CODES):], REFUSALS + COMMAND_CODES)

    def test_every_event_has_a_row(self):
        kinds = [part["if"]["properties"]["type"]["const"] for part in SCHEMAS["complaint-event.json"]["allOf"]]
        rows = re.findall(r"^\| `complaint\.([a-z_]+)` \|", GUIDE, flags=re.M)
        self.assertEqual([f"id.lapor.complaint.{row}.v1" for row in rows], kinds)

    def test_header_table_lists_exactly_the_headers(self):
        rows = set(re.findall(r"^\| `(x-lapor-[a-z0-9-]+)` \|", GUIDE, flags=re.M))
        self.assertEqual(rows, set(SCHEMAS["parked-headers.json"]["properties"]))

    def test_limits_are_those_of_the_schema(self):
        schema = SCHEMAS["submission.json"]["properties"]
        attachment = schema["attachments"]["items"]["properties"]
        limits = {name: schema[name]["maxLength"] for name in ("external_id", "text", "title", "category", "agency")}
        reporter = schema["reporter"]["properties"]
        limits |= {f"reporter.{name}": reporter[name]["maxLength"] for name in ("name", "email")}
        limits["location.text"] = schema["location"]["properties"]["text"]["maxLength"]
        limits["attachments"] = schema["attachments"]["maxItems"]
        limits |= {f"attachments[].{name}": attachment[name]["maxLength"] for name in ("url", "name", "media_type")}
        limits["a batch"] = SCHEMAS["cloudevent-batch.json"]["maxItems"]
        row = r"^\| `?([\w\[\]. ]+?)`? \|.*?\b([0-9,]+) (?:characters|items|links) \|$"
        printed = dict(re.findall(row, GUIDE, flags=re.M))
        for name, limit in limits.items():
            self.assertEqual(printed.get(name, "").replace(",", ""), str(limit), name)

    def test_python_examples_compile_and_are_short(self):
        examples = re.findall(r"```python\n(.*?)```", GUIDE, flags=re.S)
        self.assertEqual(len(examples), 5)
        for code in examples:
            compile(code, "integrators.md", "exec")
            self.assertLessEqual(len(code.strip().splitlines()), 20)

    def test_the_envelope_of_the_guide_is_opened_by_its_secret_alone(self):
        code = next(code for code in re.findall(r"```python\n(.*?)```", GUIDE, flags=re.S) if "def envelope" in code)
        names = {}
        exec(compile(code, "integrators.md", "exec"), names)  # pylint: disable=exec-used
        suite, secret = names["suite"], names["suite"].kem.derive_key_pair(b"uji" * 11)
        public = secret.public_key.to_public_bytes()
        sealed = names["envelope"](b"Jalan rusak", "intake.web", base64.b64encode(public).decode())
        self.assertEqual(sealed[:5], b"\x01" + hashlib.sha256(public).digest()[:4])
        def opened(key, route):
            context = suite.create_recipient_context(sealed[5:37], key.private_key, info=b"lapor envelope 1")
            return context.open(sealed[37:], route)
        self.assertEqual(opened(secret, b"intake.web"), b"Jalan rusak")
        for key, route in [(secret, b"intake.sms"), (suite.kem.derive_key_pair(b"lain" * 8), b"intake.web")]:
            with self.assertRaises(OpenError):
                opened(key, route)


if __name__ == "__main__":
    unittest.main()
