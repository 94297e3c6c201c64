#!/usr/bin/env python3
"""budget.py [--raise REASON]: instructions that a complaint costs in each stage, against Benchmarks/budget.json.

Callgrind counts what the program Budget does with a thousand complaints in batches of one size: intake, routing, notices,
folding; libraries included, the servers and the broker's way left out. Ends with 1 when a stage needs more than 3 % over
its budget; --raise makes what was counted the budget and keeps the reason.
"""
import argparse
import datetime
import json
import os
import re
import shutil
import subprocess
import sys

from installation import ROOT, WORK, Installation

BUDGET = ROOT / "Benchmarks/budget.json"
COUNT, SEED = 1000, 7
ALLOWED = 1.03
STAGES = ["intake", "routing", "notify", "folding"]
# Ids and the order in hash tables are the same each time.
CODE_KEY = "0" * 32
SAME = {"SWIFT_DETERMINISTIC_HASHING": "1"}


def without_debugging(programs, folder):
    """A copy of the program as Valgrind can read it: some versions give up on the debugging information of Swift."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for resources in programs.glob("*.resources"):
        (folder / resources.name).symlink_to(resources)
    subprocess.run(["strip", "--strip-debug", "-o", folder / "Budget", programs / "Budget"], check=True)
    return folder / "Budget"


def parts(folder):
    """What callgrind wrote at the end of each stage."""
    files = sorted(folder.glob("counted.*"), key=lambda file: int(file.suffix[1:]))
    return [int(re.search(r"^(?:totals|summary): (\d+)", file.read_text(), re.MULTILINE)[1]) for file in files]


def counted():
    """Instructions per complaint by stage."""
    folder = WORK / "budget"
    site = Installation()
    try:
        program = without_debugging(site.programs, folder)
        lines = folder / "submissions.jsonl"
        lines.write_bytes(subprocess.check_output([sys.executable, ROOT / "Benchmarks/generate.py", str(COUNT), str(SEED)]))
        site.reset()
        codes = folder / "codes.keys"
        codes.touch(mode=0o600)
        codes.write_text(f"lapor-codes-key {CODE_KEY}\n")
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/counted", "--collect-atstart=no",
                   "--toggle-collect=*6Budget8measured*", "--dump-after=*6Budget9stageEnds*", program, lines]
        log = folder / "log"
        with log.open("w") as output:
            done = subprocess.run(command, stdout=output, stderr=subprocess.STDOUT, env=os.environ | site.env | SAME | {"LAPOR_CODES_KEY_FILE": str(codes)})
        missed = site.sql(f"select {COUNT} - count(*) from fact_present") != "0" or site.sql(
            "select count(*) from notification where state::text not in ('sent', 'filed')") != "0"
        found = parts(folder)
        if done.returncode or missed or len(found) != len(STAGES):
            sys.exit(f"the complaints did not come to their end:\n{log.read_text()[-2000:]}")
        return {stage: round(count / COUNT) for stage, count in zip(STAGES, found)}
    finally:
        site.close()


def over(now, budget):
    """The stages that need more than they may; one without a budget may need nothing."""
    return [stage for stage in now if now[stage] > budget.get(stage, 0) * ALLOWED]


def under(now, budget):
    """The stages that need so little that their budget hides what comes next."""
    return [stage for stage in now if now[stage] * ALLOWED < budget.get(stage, 0)]


def raised(known, now, reason, day):
    """The budget that `now` is, with what it was and why."""
    entry = {"date": day, "why": reason, "from": known["instructions"], "to": now}
    return {"instructions": now, "history": [*known["history"], entry]}


def table(now, budget):
    rows = [f"{'stage':10}{'instructions':>14}{'budget':>12}{'ratio':>8}"]
    for stage, count in now.items():
        ratio = f"{count / budget[stage]:.3f}" if budget.get(stage) else "-"
        rows.append(f"{stage:10}{count:>14,}{budget.get(stage, 0):>12,}{ratio:>8}")
    return "\n".join(rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", dest="reason", metavar="REASON", help="make what is counted the budget, and say why")
    reason = parser.parse_args().reason
    known = json.loads(BUDGET.read_text()) if BUDGET.exists() else {"instructions": {}, "history": []}
    budget, now = known["instructions"], counted()
    print(table(now, budget))
    if reason:
        BUDGET.write_text(json.dumps(raised(known, now, reason, str(datetime.date.today())), indent=2) + "\n")
    elif dear := over(now, budget):
        sys.exit(f"over the budget: {', '.join(dear)}. Mend it, or say why: make budget BENCH_FLAGS=\"--raise 'REASON'\"")
    elif cheap := under(now, budget):
        print(f"well below the budget: {', '.join(cheap)}. Make it the budget (--raise), or the next loss goes unseen.")


if __name__ == "__main__":
    main()
