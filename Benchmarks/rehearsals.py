#!/usr/bin/env python3
"""rehearsals.py: plays a scenario many times, each on a fresh store, some of them while other processes keep the processors busy.
All must give the same digest, and `lapor reconcile` must find nothing after any. The last line of standard output is one JSON object.
"""
import argparse
import collections
import json
import pathlib
import shutil
import subprocess
import sys

from ending import say
from installation import BIN, ROOT, WORK, Installation


def fresh(site):
    """An empty store and virtual host, made for rehearsal."""
    site.sql("drop schema public cascade; create schema public")
    site.manage("DELETE", "vhosts/lapor")
    site.manage("PUT", "vhosts/lapor", {})
    site.manage("PUT", "permissions/lapor/lapor", {"configure": ".*", "write": ".*", "read": ".*"})
    site.lapor("migrate", "--rehearsal")
    site.lapor("load", "reference")
    site.lapor("load", "officers", ROOT / "examples/officers.csv")
    site.lapor("topology", "apply", "--rehearsal")
    shutil.rmtree(WORK / "play", ignore_errors=True)


def played(site, scenario):
    """The digest of the journal, and the checks that do not add up."""
    run = subprocess.run([site.programs / "lapor", "play", scenario, "--json", "--logs", WORK / "play"], env=site.env, text=True,
                         capture_output=True)
    if run.returncode:
        sys.exit(f"play ended with {run.returncode}: {run.stderr}{run.stdout}")
    checked = subprocess.run([site.programs / "lapor", "reconcile", "--json"], env=site.env, text=True, capture_output=True)
    return json.loads(run.stdout)["journal_sha256"], json.loads(checked.stdout)["failed"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scenarios", nargs="*", default=[ROOT / "examples/rehearsals/latihan-petugas.jsonl"], type=pathlib.Path)
    parser.add_argument("--plays", type=int, default=100, help="plays of each scenario (100)")
    parser.add_argument("--busy", type=int, default=4, help="processes that keep processors busy during every second play (4)")
    parser.add_argument("--bin", default=BIN, help="folder of the programs (release)")
    options = parser.parse_args()
    site = Installation()
    site.programs = pathlib.Path(options.bin)
    result = {}
    try:
        for scenario in options.scenarios:
            digests, wrong = collections.Counter(), []
            for number in range(options.plays):
                fresh(site)
                busy = options.busy if number % 2 else 0
                load = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(busy)]
                try:
                    digest, failed = played(site, scenario.resolve())
                finally:
                    for process in load:
                        process.kill()
                        process.wait()
                digests[digest] += 1
                wrong += failed
                say(f"{scenario.name} {number + 1}: {digest[:12]}{' ' + ', '.join(failed) if failed else ''}")
            result[scenario.name] = {"plays": options.plays, "digests": digests, "wrong": wrong}
    finally:
        site.close()
    print(json.dumps(result))
    return any(len(one["digests"]) != 1 or one["wrong"] for one in result.values())


if __name__ == "__main__":
    sys.exit(main())
