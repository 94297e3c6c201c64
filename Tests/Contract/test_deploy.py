"""Files for systemd and Kubernetes say what these accept, and name programs and settings that exist."""

import pathlib
import re
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
# What says to people that nobody is told when it is missing.
PROVIDERS = {"LAPOR_SMTP_URL", "LAPOR_SMS_URL"}


def settings():
    """The names of all settings that the programs read."""
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "Sources").rglob("*.swift"))
    return {name for source in sources for name in re.findall(r'"(LAPOR_[A-Z_]+)"', source)}


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
        self.assertEqual(set(found), WORKERS)
        for container in found.values():
            self.assertEqual(container["livenessProbe"]["httpGet"]["path"], "/health")
            self.assertEqual(container["readinessProbe"]["httpGet"]["path"], "/ready")

    def test_settings_exist_and_providers_are_passed(self):
        given = set()
        for manifest in manifests():
            given |= set(manifest.get("data", {})) | set(manifest.get("stringData", {}))
        self.assertEqual(given - settings(), set())
        self.assertEqual(PROVIDERS - given, set())
        self.assertIn("LAPOR_OPS_HOST", given)


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
        started = {name for unit in UNITS.glob("*@.service")
                   for name in re.findall(r"^ExecStart=/usr/local/bin/(\w+)$", unit.read_text(encoding="utf-8"), re.M)}
        self.assertEqual(started, WORKERS)

    def test_settings_exist(self):
        text = "".join(path.read_text(encoding="utf-8") for path in [DEPLOY / "lapor.env.example", *UNITS.rglob("*.*")]
                       if path.is_file())
        given = set(re.findall(r"\b(LAPOR_[A-Z_]+)=", text))
        self.assertEqual(given - settings(), set())
        self.assertEqual(PROVIDERS - given, set())


if __name__ == "__main__":
    unittest.main()
