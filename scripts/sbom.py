#!/usr/bin/env python3
"""Writes deploy/sbom.cdx.json: what the programs are made of (CycloneDX 1.5), from Package.resolved, which `swift build` writes,
and from the libraries of Debian that the Dockerfile installs. The same input makes the same file: no moment and no random
number is in it."""
import json
import pathlib
import re
import sys
import uuid

ROOT = pathlib.Path(__file__).resolve().parent.parent
FILE = ROOT / "deploy/sbom.cdx.json"


def swift_packages():
    pins = json.loads((ROOT / "Package.resolved").read_text())["pins"]
    for pin in sorted(pins, key=lambda pin: pin["identity"]):
        place = re.sub(r"^https://|\.git$", "", pin["location"])
        version = pin["state"]["version"]
        yield {
            "type": "library",
            "bom-ref": f"pkg:swift/{place}@{version}",
            "group": place.rsplit("/", 1)[0],
            "name": pin["identity"],
            "version": version,
            "purl": f"pkg:swift/{place}@{version}",
            "externalReferences": [{"type": "vcs", "url": pin["location"]}],
        }


def debian_packages():
    """Those beside the programs in their image; Debian says which version, and mends it."""
    image = (ROOT / "Dockerfile").read_text().split("FROM ")[-1]
    named = re.search(r"--no-install-recommends ([^&\\]+)", image).group(1).split()
    for name in sorted(named):
        yield {
            "type": "library",
            "bom-ref": f"pkg:deb/debian/{name}?distro=bookworm",
            "group": "debian",
            "name": name,
            "purl": f"pkg:deb/debian/{name}?distro=bookworm",
        }


def document():
    components = list(swift_packages()) + list(debian_packages())
    lapor = {"type": "application", "bom-ref": "lapor", "name": "lapor"}
    body = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": lapor},
        "components": components,
        "dependencies": [{"ref": "lapor", "dependsOn": [component["bom-ref"] for component in components]}],
    }
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(body, sort_keys=True))
    return json.dumps({"bomFormat": "CycloneDX", "serialNumber": f"urn:uuid:{serial}"} | body, indent=2) + "\n"


def main():
    if sys.argv[1:]:
        sys.exit(__doc__)
    FILE.write_text(document())


main()
