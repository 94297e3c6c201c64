"""Files for systemd and Kubernetes say what these accept, and name programs and settings that exist."""

import json
import pathlib
import re
import shlex
import shutil
import subprocess
import tempfile
import unittest

import kubernetes_validate
import yaml

from contract import ROOT

DEPLOY = ROOT / "deploy"
UNITS = DEPLOY / "systemd"
MANIFESTS = sorted((DEPLOY / "kubernetes").glob("*.yaml"))
WORKERS = {"IntakeWorker", "RoutingWorker", "CaseWorker", "NotifyWorker", "ClockWorker"}
# What lasts: the gateway is no worker of a stage, and not everybody has webhooks.
PROGRAMS = WORKERS | {"Gateway", "WebhookWorker"}
# Who reads a mailbox, where there is one.
SITES = PROGRAMS | {"MailWorker"}
# It speaks in clear with Kannel, and so runs on Kannel's own host, where systemd starts it.
UNIT_PROGRAMS = SITES | {"SmsWorker"}
# What says to people that nobody is told when it is missing.
PROVIDERS = {"LAPOR_SMTP_URL", "LAPOR_SMS_URL"}

# Which master keys each worker needs: routing never learns who reported.
MASTER_KEYS = {"IntakeWorker": {"identity", "words", "search", "codes"}, "RoutingWorker": {"words"},
               "CaseWorker": {"identity", "words", "search", "codes"}, "NotifyWorker": {"identity", "words", "codes"},
               "ClockWorker": {"identity"},
               "Gateway": {"codes"}, "WebhookWorker": {"webhooks"}, "MailWorker": set()}

# What must not stand among the settings themselves.
SECRETS = {"LAPOR_AMQP_URL", "LAPOR_DATABASE_URL", "LAPOR_MANAGEMENT_URL", "LAPOR_SMTP_PASSWORD", "LAPOR_SMS_TOKEN"}
# The same, of programs that not every site has.
FURTHER_SECRETS = {"LAPOR_IMAP_PASSWORD"}


def settings():
    """The names of all settings that the programs read: secrets also from files, TLS files also for one transport alone."""
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "Sources").rglob("*.swift"))
    names = {name for source in sources for name in re.findall(r'"(LAPOR_[A-Z_]+)"', source)}
    names |= {f"{name}_FILE" for name in SECRETS | FURTHER_SECRETS}
    return names | {f"LAPOR_{way}_TLS_{file}" for way in ("AMQP", "DATABASE", "MANAGEMENT", "SMTP", "SMS", "IMAP")
                    for file in ("CA", "CERT", "KEY")}


def manifests():
    return [document for path in MANIFESTS for document in yaml.safe_load_all(path.read_text(encoding="utf-8"))]


class Kubernetes(unittest.TestCase):
    def test_each_manifest_is_valid(self):
        self.assertGreater(len(manifests()), 10)
        for manifest in manifests():
            kubernetes_validate.validate(manifest, "1.37", strict=True)

    def test_each_worker_has_a_deployment_with_probes(self):
        found = {}
        for manifest in manifests():
            if manifest["kind"] == "Deployment":
                container, = manifest["spec"]["template"]["spec"]["containers"]
                found[container["command"][0]] = container
        self.assertEqual(set(found), PROGRAMS)
        for container in found.values():
            self.assertEqual(container["livenessProbe"]["httpGet"]["path"], "/health")
            self.assertEqual(container["readinessProbe"]["httpGet"]["path"], "/ready")

    def test_what_settings_name_is_mounted(self):
        keys = {manifest["metadata"]["name"]: set(manifest["stringData"]) for manifest in manifests()
                if manifest["kind"] == "Secret"}
        files = {value for manifest in manifests() if manifest["kind"] == "ConfigMap"
                 for value in manifest["data"].values() if value.startswith("/run/secrets/")}
        pods = [manifest["spec"]["template"]["spec"] for manifest in manifests() if manifest["kind"] in ("Deployment", "Job")]
        self.assertEqual((len(pods), len(files)), (8, 13))
        for pod in pods:
            program = pod["containers"][0]["command"][0]
            needed = {path for path in files if not path.endswith(".keys") or path in self.key_files(program)}
            secrets = {volume["name"]: self.secrets(volume) for volume in pod["volumes"]}
            mounts = {mount["mountPath"]: secrets[mount["name"]] for mount in pod["containers"][0]["volumeMounts"]}
            mounted = {f"{folder}/{key}" for folder, names in mounts.items() for name in names for key in keys[name]}
            self.assertEqual(needed, mounted - {"/run/secrets/lapor-migration/database-url"})
            self.assertIn("fsGroup", pod["securityContext"])

    def key_files(self, program):
        """Master keys that a program reads: none of them sees more than it needs."""
        return {f"/run/secrets/lapor-{kind}/{kind}.keys" for kind in MASTER_KEYS.get(program, ())}

    @staticmethod
    def secrets(volume):
        """The secrets whose keys are a volume's files."""
        if "secret" in volume:
            return [volume["secret"]["secretName"]]
        return [source["secret"]["name"] for source in volume.get("projected", {}).get("sources", [])]

    def test_each_pod_has_its_own_login_of_the_database(self):
        users = {manifest["metadata"]["name"]: manifest["stringData"]["database-url"] for manifest in manifests()
                 if manifest["kind"] == "Secret" and "database-url" in manifest["stringData"]}
        seen = []
        for manifest in manifests():
            if manifest["kind"] == "Deployment":
                own = [name for volume in manifest["spec"]["template"]["spec"]["volumes"] for name in self.secrets(volume)
                       if name in users]
                component = manifest["metadata"]["name"].removeprefix("lapor-")
                self.assertEqual(own, [f"lapor-database-{component}"])
                self.assertIn(f"//lapor-{component}:", users[own[0]])
                seen += own
        self.assertEqual(len(set(seen)), len(PROGRAMS))

    def test_settings_exist_and_providers_are_passed(self):
        given = set()
        for manifest in manifests():
            given |= set(manifest.get("data", {}))
        self.assertEqual(given - settings(), set())
        self.assertEqual(given & SECRETS, set())
        self.assertEqual({f"{name}_FILE" for name in SECRETS} - given, set())
        self.assertEqual(PROVIDERS - given, set())
        self.assertIn("LAPOR_OPS_HOST", given)


class Compose(unittest.TestCase):
    """What a site sets in its environment reaches the programs."""

    # Fixed by the file, or by its own variables.
    FIXED = {"LAPOR_GATEWAY_HOST", "LAPOR_GATEWAY_PORT", "LAPOR_GATEWAY_STATE_DIR", "LAPOR_AMQP_URL", "LAPOR_DATABASE_URL",
             "LAPOR_OPS_PORT", "LAPOR_OPS_HOST", "LAPOR_OUTBOX_DIR", "LAPOR_IDENTITY_KEY_FILE", "LAPOR_WORDS_KEY_FILE",
             "LAPOR_SEARCH_KEY_FILE", "LAPOR_CODES_KEY_FILE", "LAPOR_ENVELOPES_KEY_FILE", "LAPOR_WEBHOOKS_KEY_FILE"}
    # Allowed for the hosts of the file, unless somebody says otherwise.
    CLEARTEXT = "LAPOR_ALLOW_CLEARTEXT"
    # Whom the world knows is vouched for by others than who vouches for broker and database.
    FURTHER = {"LAPOR_SMTP_TLS_CA", "LAPOR_SMS_TLS_CA"}
    # Without it a worker does not check policies, and nothing else changes.
    OPTIONAL = {"LAPOR_MANAGEMENT_URL"}

    def services(self):
        file = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
        return {service["command"][0]: service["environment"] for service in file["services"].values()
                if service.get("command", [""])[0] in SITES}

    def keys(self, name):
        """The settings of a list in SettingKey."""
        files = (ROOT / "Sources/Shared/Settings").glob("*.swift")
        source = "\n".join(file.read_text(encoding="utf-8") for file in files)
        names = dict(re.findall(r'static let (\w+) = SettingKey\(\s*name: "(LAPOR_\w+)"', source))
        (keys, further), = re.findall(rf"package static let {name} = \[([^\]]*)\](?: \+ (\w+))?", source)
        return {names[key] for key in re.findall(r"\w+", keys)} | (self.keys(further) if further else set())

    def test_what_programs_are_made_of(self):
        """Each package that is asked for is in the bill of materials, and no older; and each library of the image."""
        bill = json.loads((ROOT / "deploy/sbom.cdx.json").read_text(encoding="utf-8"))
        versions = {part["purl"].split("@")[0]: part.get("version") for part in bill["components"]}
        asked = re.findall(r'url: "https://(.*?)(?:\.git)?", from: "(.*?)"', (ROOT / "Package.swift").read_text(encoding="utf-8"))
        self.assertGreater(len(asked), 5)
        for place, version in asked:
            having = versions[f"pkg:swift/{place}"]
            self.assertGreaterEqual([int(n) for n in having.split(".")], [int(n) for n in version.split(".")], place)
        image = (ROOT / "Dockerfile").read_text(encoding="utf-8").split("FROM ")[-1]
        for library in re.findall(r"lib\w+", re.search(r"--no-install-recommends ([^&\\]+)", image).group(1)):
            self.assertTrue(any(purl.startswith(f"pkg:deb/debian/{library}") for purl in versions), library)

    def test_programs_are_confined(self):
        file = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
        ours = [service for service in file["services"].values() if service["image"] == "lapor"]
        self.assertGreater(len(ours), 5)
        for service in ours:
            self.assertTrue(service["read_only"])
            self.assertEqual(service["cap_drop"], ["ALL"])
            self.assertEqual(service["security_opt"], ["no-new-privileges:true"])

    def test_no_worker_is_the_administrator_of_the_database(self):
        file = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
        administrator = file["services"]["postgres"]["environment"]["POSTGRES_USER"]
        logins = set()
        for name, service in file["services"].items():
            if service["image"] != "lapor":
                continue
            source, = [config["source"] for config in service["configs"] if config["target"] == "/run/lapor/database-url"]
            login = re.match(r"postgresql://([\w-]+):", file["configs"][source]["content"]).group(1)
            self.assertEqual(login == administrator, name == "setup", name)
            logins.add(login)
        rows = file["configs"]["accounts"]["content"].split()[1:]
        self.assertEqual(logins - {administrator}, {row.split(",")[0] for row in rows} - {"lapor-report"})

    def test_every_setting_of_a_worker_is_passed(self):
        lists = {"IntakeWorker": "intake", "RoutingWorker": "routing", "CaseWorker": "casework", "NotifyWorker": "notify", "ClockWorker": "clock",
                 "Gateway": "gateway", "WebhookWorker": "webhook", "MailWorker": "mail"}
        services = self.services()
        self.assertEqual(set(services), SITES)
        for worker, environment in services.items():
            wanted = self.keys("worker") | (self.keys(lists[worker]) if worker in lists else set())
            if worker == "NotifyWorker":
                wanted |= self.FURTHER
            files = {f"{name}_FILE" for name in SECRETS & wanted}
            given = set(environment) | {name.removesuffix("_FILE") for name in set(environment) & files}
            self.assertEqual(wanted - given - self.OPTIONAL, set(), worker)
            having = {name for name in environment if re.fullmatch(r"LAPOR_(IDENTITY|WORDS|SEARCH|CODES|WEBHOOKS)_KEY_FILE", name)}
            self.assertEqual(having, {f"LAPOR_{kind.upper()}_KEY_FILE" for kind in MASTER_KEYS[worker]}, worker)
            self.assertEqual(set(environment) - wanted - files, set(), worker)
            for name in wanted - self.FIXED - self.OPTIONAL - {self.CLEARTEXT}:
                self.assertEqual(environment[name], f"${{{name}:-}}", worker)
            self.assertRegex(environment[self.CLEARTEXT], r"^\$\{LAPOR_ALLOW_CLEARTEXT:-rabbitmq,.*,postgres-standby\}$")

    def test_each_secret_may_stand_in_a_file(self):
        for worker, environment in self.services().items():
            for name in SECRETS & self.keys("worker") & set(environment):
                self.fail(f"{worker}: {name} stands among the settings")
            for name in SECRETS & set(environment):
                self.assertEqual(environment[f"{name}_FILE"], f"${{{name}_FILE:-}}", worker)


class Systemd(unittest.TestCase):
    def verify(self, mistake=""):
        """What systemd says of the units, their programs being there."""
        with tempfile.TemporaryDirectory() as folder:
            units = pathlib.Path(folder) / "units"
            shutil.copytree(UNITS, units)
            for unit in units.glob("*.service"):
                text = re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", unit.read_text(encoding="utf-8"), flags=re.M)
                unit.write_text(text + mistake, encoding="utf-8")
            names = [unit.name.replace("@.", "@1.") for unit in sorted(units.iterdir()) if unit.is_file()]
            run = subprocess.run(["systemd-analyze", "verify", "--man=no", *names], cwd=folder, text=True, capture_output=True,
                                 env={"SYSTEMD_UNIT_PATH": f"{units}:", "PATH": "/usr/bin:/bin"}, check=False)
        return run.returncode, run.stderr

    def test_units_are_valid(self):
        self.assertEqual(self.verify(), (0, ""))

    def test_a_mistake_would_be_seen(self):
        self.assertIn("Mistake", self.verify("[Service]\nMistake=yes\n")[1])

    def test_each_worker_has_a_unit(self):
        self.assertEqual({self.start(unit, "1")[1] for unit in UNITS.glob("*@.service")}, UNIT_PROGRAMS)

    def start(self, unit, number, settings=None):
        """The code with which a copy of the unit ends, the program it starts, and the port that this is given."""
        line, = re.findall(r"^ExecStart=(.*)$", unit.read_text(encoding="utf-8"), re.M)
        with tempfile.TemporaryDirectory() as folder:
            for name in UNIT_PROGRAMS:
                program = pathlib.Path(folder) / name
                program.write_text('#!/bin/sh\necho "${0##*/} $LAPOR_OPS_PORT"\n', encoding="utf-8")
                program.chmod(0o755)
            # As systemd reads it: words and quotes as a shell has them, but %i and $$ are its own.
            words = [word.replace("%i", number).replace("$$", "$").replace("/usr/local/bin", folder)
                     for word in shlex.split(line)]
            run = subprocess.run(words, env={"PATH": "/usr/bin:/bin", **(settings or {})}, text=True, capture_output=True,
                                 check=False)
        return run.returncode, *(run.stdout.split() or ["", ""])

    def test_each_copy_of_a_host_has_a_port_of_its_own(self):
        ports = [int(self.start(unit, number)[2]) for unit in UNITS.glob("*@.service")
                 for number in ["1", "2", "9", "10", "11", "42", "99"]]
        self.assertEqual(len(set(ports)), len(ports))
        self.assertTrue(all(9100 < port < 10000 for port in ports))
        intake = UNITS / "lapor-intake@.service"
        self.assertEqual(self.start(intake, "1"), (0, "IntakeWorker", "9101"))
        self.assertEqual(self.start(intake, "10"), (0, "IntakeWorker", "9110"))
        self.assertEqual(self.start(intake, "3", {"LAPOR_OPS_PORT": "8080"}), (0, "IntakeWorker", "8080"))

    def test_a_copy_that_has_no_number_is_not_started(self):
        for number in ["0", "100", "08", "utama", "-1", "1a"]:
            self.assertEqual(self.start(UNITS / "lapor-intake@.service", number)[:2], (64, ""), number)

    def test_settings_exist(self):
        text = "".join(path.read_text(encoding="utf-8") for path in [DEPLOY / "lapor.env.example", *UNITS.rglob("*.*")]
                       if path.is_file())
        given = set(re.findall(r"\b(LAPOR_[A-Z_]+)=", text))
        self.assertEqual(given - settings(), set())
        self.assertEqual(given & SECRETS, set())
        self.assertEqual({f"{name}_FILE" for name in SECRETS} - given, set())
        self.assertEqual(PROVIDERS - given, set())


if __name__ == "__main__":
    unittest.main()
