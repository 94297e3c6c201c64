"""What earlier runs found. Machines and hours differ, so runs are compared by ratios to the C loop of the same run."""
import json
import subprocess
import time

from ending import say
from installation import ROOT
from sums import TOTALS, WITH_ALL, change, text_table

FILE = ROOT / "Benchmarks/history.jsonl"
FEWEST_ROUNDS = 3


def commit():
    """The commit that was measured; + when files differ from it."""
    git = ["git", "-C", str(ROOT)]
    name = subprocess.run([*git, "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    changed = subprocess.run([*git, "status", "--porcelain", "--", ".", ":!Benchmarks"], capture_output=True, text=True).stdout
    return name + "+" * bool(changed)


def entry(options, ours, theirs):
    floor = theirs["limit"]["cpu_us"]["total"] if "limit" in theirs else None
    return {
        "commit": commit(), "date": time.strftime("%Y-%m-%d"), "count": options.count, "rounds": options.rounds,
        "procs": options.procs, "cpu_us": ours["cpu_us"], "wal": ours["wal"], "wal_afterwards": ours["wal_afterwards"],
        "per_s": ours["per_s"], "other_share": ours["other_share"], "limit": floor,
        "ratio_to_limit": floor and {part: round(ours["cpu_us"][part] / floor, 4) for part in WITH_ALL + TOTALS},
        "peers": {name: run["cpu_us"]["total"] for name, run in theirs.items()}}


def comparison(last, now):
    """Rows of part, last ratio, ratio now, change in percent."""
    before, after = last["ratio_to_limit"], now["ratio_to_limit"]
    pairs = [(part, before.get(part), after[part]) for part in after]
    pairs += [(part, last[part], now[part]) for part in ("wal", "wal_afterwards")]
    return [[part, "-" if old is None else old, new, "-" if change(old, new) is None else change(old, new)]
            for part, old, new in pairs]


def last_like(now, lines):
    """The last entry of a run of the same size, with the C loop in it."""
    entries = [json.loads(line) for line in lines if line.strip()]
    like = [found for found in entries
            if found["ratio_to_limit"] and all(found[key] == now[key] for key in ("count", "procs"))]
    return like[-1] if like else None


def record(options, ours, theirs):
    """Compares with the last run of this size, and appends this one when it had rounds enough."""
    now = entry(options, ours, theirs)
    last = last_like(now, FILE.read_text().splitlines() if FILE.exists() else [])
    if last and now["ratio_to_limit"]:
        say(text_table([f"times limit's {now['limit']} us", f"{last['commit']} {last['date']}", now["commit"], "change %"],
                       comparison(last, now)) + "\n")
    else:
        say("nothing to compare with: no earlier run of this size, or none of the C loop\n")
    if options.rounds >= FEWEST_ROUNDS:
        with FILE.open("a") as file:
            file.write(json.dumps(now) + "\n")
