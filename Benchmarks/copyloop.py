"""The bare C copy-loop that stands beside the project, for comparison: `limit`, on a broker and database of its own."""
import json
import os
import shutil
import subprocess
import sys

from installation import WORK


class CopyLoop:
    """A built copy of the folder; `close` deletes its data."""

    def __init__(self, source):
        self.folder = WORK / "peers"
        # Below the ephemeral range: its own defaults may be taken by somebody's outgoing connection.
        os.environ.update(PG_PORT="18432", AMQP_PORT="18672", DIST_PORT="18673", EPMD_PORT="18369")
        if not self.folder.exists():
            shutil.copytree(source, self.folder)
            programs = ["bin/loadgen", "bin/topology", "bin/limit"]
            if subprocess.run(["make", "-s", *programs], cwd=self.folder, check=False).returncode:
                shutil.rmtree(self.folder)
                sys.exit("the C copy-loop cannot be built (apt install gcc make zlib1g-dev); --no-peers goes without it")
        subprocess.run([self.folder / "stack.sh", "up"], check=True, stdout=subprocess.DEVNULL)

    def run(self, count):
        """CPU microseconds per message by part, and messages per second."""
        out = subprocess.run([self.folder / "run.sh", "limit", str(count)], check=True, capture_output=True, text=True,
                             cwd=self.folder).stdout
        run = json.loads(out.strip().splitlines()[-1])
        parts = {part: round(seconds / run["distinct"] * 1e6, 1) for part, seconds in run["cpu_s"].items()}
        return {"cpu_us": parts | {"total": run["cpu_us_per_complaint"]}, "per_s": round(run["per_s"]),
                "other_share": run["other_share"]}

    def close(self):
        subprocess.run([self.folder / "stack.sh", "down", "--purge"], stdout=subprocess.DEVNULL, check=False)
