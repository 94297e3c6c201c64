#!/usr/bin/env python3
"""run.py [--quick]: checks the models exhaustively, and that every mutant is found.

A design is checked for its assertions and final states, and again for cycles: where nothing can go in circles and every
final state is a finished one, everything is finished in the end. A mutant must break an assertion. A search that did not
see every state is a failure. --quick leaves the larger sizes out. Needs spin and gcc."""
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
SPILL = "-DSWEEPER -DSPILL"
# Model, definitions, how it is searched, and whether it belongs to the quick run.
DESIGN = [
    ("chain", "-DM=2 -DW=1 -DS=2 -DFAULTS=2", "states", True),
    ("chain", "-DM=2 -DW=1 -DS=2 -DFAULTS=2", "cycles", True),
    ("chain", f"-DM=2 -DW=1 -DS=2 -DFAULTS=1 {SPILL}", "states", True),
    ("chain", f"-DM=2 -DW=1 -DS=2 -DFAULTS=1 {SPILL}", "cycles", True),
    ("chain", "-DM=2 -DW=2 -DS=1 -DFAULTS=1", "states", True),
    ("chain", "-DM=2 -DW=2 -DS=1 -DFAULTS=1", "cycles", True),
    ("chain", "-DM=2 -DW=1 -DS=2 -DFAULTS=1 -DREUSE", "states", True),
    ("chain", "-DM=2 -DW=1 -DS=2 -DFAULTS=1 -DREUSE", "cycles", True),
    ("chain", "-DM=2 -DW=2 -DS=1 -DFAULTS=1 -DREUSE", "states", True),
    ("notify", "-DN=2 -DW=2 -DFAULTS=2", "states", True),
    ("notify", "-DN=2 -DW=2 -DFAULTS=2", "cycles", True),
    ("early", "-DW=2 -DFAULTS=2", "states", True),
    ("early", "-DW=2 -DFAULTS=2", "cycles", True),
    ("chain", "-DM=2 -DW=2 -DS=1 -DFAULTS=2", "states", False),
    ("chain", "-DM=2 -DW=1 -DS=2 -DFAULTS=3", "states", False),
    ("chain", "-DM=2 -DW=1 -DS=2 -DFAULTS=3", "cycles", False),
    ("chain", f"-DM=2 -DW=1 -DS=2 -DFAULTS=2 {SPILL}", "states", False),
    ("chain", f"-DM=2 -DW=1 -DS=2 -DFAULTS=2 {SPILL}", "cycles", False),
    ("chain", "-DM=2 -DW=2 -DS=2 -DFAULTS=1", "states", False),
    ("chain", "-DM=3 -DITEMS=1 -DW=1 -DS=3 -DFAULTS=2", "states", False),
    ("chain", "-DM=3 -DITEMS=1 -DW=1 -DS=3 -DFAULTS=2", "cycles", False),
    ("notify", "-DN=2 -DW=2 -DFAULTS=3", "states", False),
    ("notify", "-DN=2 -DW=2 -DFAULTS=3", "cycles", False),
    ("early", "-DW=3 -DFAULTS=3", "states", False),
    ("early", "-DW=3 -DFAULTS=3", "cycles", False),
]
MUTANTS = [
    ("chain", "-DBUG_ACK_FIRST"), ("chain", "-DBUG_PUBLISH_BEFORE_COMMIT"), ("chain", "-DBUG_DUPLICATE_NOT_REPUBLISHED"),
    ("chain", "-DBUG_STALE_ACK"), ("chain", "-DBUG_NO_CONFIRM"), ("chain", "-DBUG_MULTIPLE_ACK"),
    ("chain", "-DBUG_PARK_UNCONFIRMED"), ("chain", "-DBUG_DLX_AT_MOST_ONCE"), ("notify", "-DFAULTS=2 -DBUG_ACK_BEFORE_CLAIM"),
    # Beyond the usual nine: what this design must not forget.
    ("chain", "-DSPILL"), ("chain", "-DSWEEPER -DBUG_STRIKE_BEFORE_CONFIRM"), ("chain", "-DBUG_SUSPECTS_TOGETHER"),
    ("chain", "-DBUG_FEWEST_FIRST"), ("chain", "-DBUG_ONE_DIRECTION"), ("notify", "-DFAULTS=2 -DBUG_TAKE_OVER_WHILE_SENDING"),
    ("chain", f"{SPILL} -DBUG_STRIKE_PARTLY"), ("notify", "-DFAULTS=2 -DBUG_DUPLICATE_SENDS"), ("notify", "-DFAULTS=2 -DBUG_NO_SECOND_TRY"),
    ("chain", "-DFAULTS=1 -DREUSE -DBUG_REUSE_SWALLOWED"),
    ("early", "-DBUG_REFUSAL_IS_FINAL"), ("early", "-DBUG_UNROUTED_IS_FINAL"), ("early", "-DBUG_ACK_UNCONFIRMED"), ("early", "-DBUG_SPILLED"),
]


# What an assertion stands for, by a part of its text.
INVARIANTS = [("announced& ~", "announced without being stored"), ("place[(c/", "lost"), ("is_killer)&&((special/", "an innocent parked"),
              ("effects", "told twice"), ("stored&", "stuck: not stored or not announced"), ("state[c]", "stuck: no notice"),
              ("applied<=1", "carried out twice"), ("applied==1", "a command lost"),
              ("non-progress", "a cycle")]


def broken(text):
    return next((words for part, words in INVARIANTS if part in text), text)


class Search:
    """What one run of the verifier said."""

    def __init__(self, model, definitions, kind):
        start = time.time()
        with tempfile.TemporaryDirectory() as folder:
            def run(*command):
                return subprocess.run(command, cwd=folder, capture_output=True, text=True)
            for command in (["spin", *definitions.split(), "-a", HERE / f"{model}.pml"],
                            ["gcc", "-O1", "-DNP" if kind == "cycles" else "-DSAFETY", "-DVECTORSZ=512", "-DMEMLIM=6000",
                             "-o", "pan", "pan.c"]):
                done = run(*command)
                if done.returncode:
                    raise SystemExit(f"{command[0]}: {done.stdout}{done.stderr}")
            text = run("./pan", *(["-l"] if kind == "cycles" else []), "-m2000000").stdout
        self.seconds = time.time() - start
        self.errors = int(re.search(r"errors: (\d+)", text).group(1))
        self.states = int(float(re.search(r"([\d.e+]+) states, stored", text).group(1)))
        self.is_whole = not re.search(r"Search not completed|max search depth too small|out of memory|truncated", text)
        found = re.search(r"pan:1: (.*?) \(at depth (\d+)\)", text)
        self.found = found and f"{broken(found.group(1))} after {found.group(2)} steps"


def main():
    is_quick = "--quick" in sys.argv[1:]
    jobs = [(*row[:3], False) for row in DESIGN if row[3] or not is_quick] + [(*row, "states", True) for row in MUTANTS]
    total, failures = 0, []
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for (model, definitions, kind, is_mutant), search in zip(jobs, pool.map(lambda job: Search(*job[:3]), jobs)):
            total += 0 if is_mutant else search.states
            if is_mutant:
                is_good, says = search.errors > 0, f"found: {search.found}" if search.errors else "NOT FOUND"
            else:
                is_good = search.errors == 0 and search.is_whole
                says = "no error" if is_good else f"ERROR: {search.found}" if search.errors else "NOT EVERY STATE WAS SEEN"
            name = f"{model} {definitions}".replace("-D", "")
            print(f"{'mutant' if is_mutant else kind:7} {name:52} {search.states:>11,} states {search.seconds:6.1f} s  {says}",
                  flush=True)
            if not is_good:
                failures.append(name)
    print(f"model: {total:,} states of the design, {len(MUTANTS)} mutants, {len(failures)} failures {failures or ''}")
    sys.exit(1 if failures else 0)


main()
