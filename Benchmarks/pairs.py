"""Two trees side by side: their release programs in turn on one stack, and how many times dearer this one is."""
import json
import statistics

from drain import drain
from ending import say
from installation import ROOT
from sums import medians, text_table, verdict


def ratio(one, other):
    return round(one / other, 3) if other else None


def compared(ours, theirs):
    """By part: the medians of both, the ratio of them, and of the rounds' own ratios the least, the middle, the greatest."""
    result = {}
    for part in ours[0]:
        own, other = [run[part] for run in ours], [run[part] for run in theirs]
        each = [a / b for a, b in zip(own, other) if b]
        result[part] = {
            "this": round(statistics.median(own), 1), "other": round(statistics.median(other), 1),
            "ratio": ratio(statistics.median(own), statistics.median(other)),
            "ratio_of_rounds": [round(find(each), 3) for find in (min, statistics.median, max)] if each else None}
    return result


def table(parts):
    rows = [[part, found["this"], found["other"], found["ratio"] or "-",
             "{:.2f} {:.3f} {:.2f}".format(*found["ratio_of_rounds"]) if found["ratio_of_rounds"] else "-"]
            for part, found in parts.items()]
    return text_table(["per complaint", "this", "other", "ratio", "of rounds: least, middle, greatest"], rows)


def flat(run):
    return run["cpu_us"] | {"wal_bytes": run["wal"], "wal_bytes_afterwards": run["wal_afterwards"], "wall_s": run["wall_s"]}


def pairs(site, choices, options):
    """Each round runs both after what `choices` does for them; who is first changes, so that a machine that grows slower is unfair to neither."""
    runs = {"this": [], "other": []}
    for number in range(1, options.rounds + 1):
        for name in ["this", "other"] if number % 2 else ["other", "this"]:
            choices[name]()
            runs[name].append(drain(site, options.count, options.procs))
            say(f"round {number}  {name:<5}  {runs[name][-1]}")
    parts = compared([flat(run) for run in runs["this"]], [flat(run) for run in runs["other"]])
    noise = {name: medians([run["other_share"] for run in found]) for name, found in runs.items()}
    say(table(parts) + "\n" + verdict(max(noise.values())))
    print(json.dumps({
        "count": options.count, "rounds": options.rounds, "pairs": {"this": str(ROOT), "other": str(options.pairs or "in clear")},
        "parts": parts, "other_share": noise}))
