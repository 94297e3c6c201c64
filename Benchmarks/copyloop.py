"""Programs of other makes that stand beside the project, on a broker and database of their own: `limit`, the bare C
copy-loop, and others that do a similar work. What cannot be built here is left out.
"""
import json
import os
import shutil
import subprocess
import sys

from ending import say
from installation import WORK

# What makes each, and what is missing where that fails.
LIMIT = ["make", "-s", "bin/loadgen", "bin/topology", "bin/limit"]
PYTHON = "python3 -m venv venv && venv/bin/pip install --quiet aio-pika orjson 'psycopg[binary]' uvloop numpy"
OTHERS = {
    "limit-envelopes": (["make", "-s", "bin/limit_envelopes"], "a C compiler"),
    "go-batch": (["make", "-s", "bin/goworker"], "what scripts/install.sh --bench installs"),
    "python-batch": (["sh", "-c", PYTHON], "python3-venv, and packages from PyPI"),
}


class Peers:
    """A built copy of the folder; `close` deletes its data."""

    def __init__(self, source):
        self.folder = WORK / "peers"
        # Below the ephemeral range: its own defaults may be taken by somebody's outgoing connection.
        os.environ.update(PG_PORT="18432", AMQP_PORT="18672", DIST_PORT="18673", EPMD_PORT="18369")
        shutil.copytree(source, self.folder, symlinks=True, dirs_exist_ok=True)
        if self._fails(LIMIT):
            sys.exit("the C copy-loop cannot be built (apt install gcc make zlib1g-dev); --no-peers goes without it")
        self.names = ["limit"]
        for name, (command, needs) in OTHERS.items():
            if self._fails(command):
                say(f"{name} is left out: it needs {needs}")
            else:
                self.names.append(name)
        subprocess.run([self.folder / "stack.sh", "up"], check=True, stdout=subprocess.DEVNULL)

    def _fails(self, command):
        try:
            return subprocess.run(command, cwd=self.folder, check=False, capture_output=True).returncode != 0
        except OSError:
            return True

    def run(self, name, count):
        """CPU microseconds per message by part, and messages per second."""
        out = subprocess.run([self.folder / "run.sh", name, str(count)], check=True, capture_output=True, text=True,
                             cwd=self.folder).stdout
        run = json.loads(out.strip().splitlines()[-1])
        if not run["ok"]:
            sys.exit(f"{name} did not do its work: {run}")
        parts = {part: round(seconds / run["distinct"] * 1e6, 1) for part, seconds in run["cpu_s"].items()}
        return {"cpu_us": parts | {"total": run["cpu_us_per_complaint"]}, "per_s": round(run["per_s"]),
                "wal": run["wal_per_complaint"], "other_share": run["other_share"]}

    def close(self):
        subprocess.run([self.folder / "stack.sh", "down", "--purge"], stdout=subprocess.DEVNULL, check=False)
