"""What is reckoned with measured figures; nothing here touches a process or a server."""
import statistics

# The parts of `total` are those of every complaint's way; `total_with_all` has the others too.
WAY = ["broker", "postgres", "IntakeWorker", "RoutingWorker", "NotifyWorker"]
WITH_ALL = WAY + ["CaseWorker", "ClockWorker", "postgres_for_these_two", "folding", "postgres_for_folding", "vacuum"]

TOTALS = ["total", "total_with_all"]


def medians(runs):
    """The median of each figure, nested ones too."""
    if isinstance(runs[0], dict):
        return {key: medians([run[key] for run in runs]) for key in runs[0]}
    return round(statistics.median(runs), 3)


def spent(before, after):
    """What each has used between two looks; who came in between has used all that it has, who went is not known of."""
    return {name: seconds - before.get(name, 0) for name, seconds in after.items()}


def per_complaint(seconds, count):
    """Microseconds per complaint by part, and the totals: of all only where the facts were folded."""
    micro = {part: seconds[part] / count * 1e6 for part in WITH_ALL if part in seconds}
    totals = {"total": sum(micro[part] for part in WAY)}
    if "folding" in seconds:
        totals["total_with_all"] = sum(micro.values())
    return {part: round(figure, 1) for part, figure in (micro | totals).items()}


def change(last, now):
    """By how many percent `now` is above `last`; None where there is nothing to compare with."""
    return round((now / last - 1) * 100, 1) if last and now is not None else None


def beside_limit(ours, theirs):
    """Rows of part, this project, and each of the others; those have one figure for all that is their own program."""
    own = {part: ours["cpu_us"][part] for part in WITH_ALL + TOTALS}
    rows = [[part, figure, *(run["cpu_us"].get(part, "") for run in theirs.values())] for part, figure in own.items()]
    rows.append(["own programs", "", *(run["cpu_us"]["contender"] for run in theirs.values())])
    rows.append(["WAL bytes", ours["wal"], *(run["wal"] for run in theirs.values())])
    rows.append(["per second", ours["per_s"], *(run["per_s"] for run in theirs.values())])
    if limit := theirs.get("limit"):
        floor = limit["cpu_us"]["total"]
        rows.append(["total / limit", round(own["total"] / floor, 3),
                     *(round(run["cpu_us"]["total"] / floor, 3) for run in theirs.values())])
    return rows


def verdict(other_share):
    """What a share of the machine that others used says about the figures."""
    return f"others used {other_share:.0%} of the machine" + (": these figures are worth nothing" if other_share > 0.1 else "")


def text_table(head, rows):
    """Lines of a table: the first column to the left, figures to the right."""
    cells = [[str(cell) for cell in row] for row in [head, *rows]]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    return "\n".join("  ".join(cell.ljust(width) if column == 0 else cell.rjust(width)
                               for column, (cell, width) in enumerate(zip(row, widths))) for row in cells)


def statement_rows(rows, count):
    """Of (text, calls, milliseconds, rows, bytes of log) the dearest first, per complaint, and a last row with the sum."""
    def per(number, digits):
        return round(number / count, digits)

    def row(text, calls, milliseconds, touched, wal):
        return [" ".join(text.split())[:60], per(calls, 4), per(milliseconds * 1000, 1), per(touched, 2), per(wal, 0)]

    dearest = sorted(rows, key=lambda found: -found[2])
    return [row(*found) for found in dearest] + [row("sum", *(sum(found[column] for found in rows) for column in range(1, 5)))]


def fills(queues, events, count):
    """Messages per complaint in, out and again of each queue that had any, and how many events a message brought."""
    return {name: {"in": round(found["publish"] / count, 4), "out": round(found["deliver"] / count, 4),
                   "again": round(found["redeliver"] / count, 4),
                   "events": round(events.get(name, count) / found["publish"], 1)}
            for name, found in sorted(queues.items()) if found["publish"]}
