"""What is reckoned with measured figures; nothing here touches a process or a server."""
import statistics

# The parts of `total` are those of every complaint's way; `total_with_all` has the others too.
WAY = ["broker", "postgres", "IntakeWorker", "RoutingWorker", "NotifyWorker"]
WITH_ALL = WAY + ["CaseWorker", "ClockWorker", "postgres_for_these_two", "folding", "postgres_for_folding"]


def medians(runs):
    """The median of each figure, nested ones too."""
    if isinstance(runs[0], dict):
        return {key: medians([run[key] for run in runs]) for key in runs[0]}
    return round(statistics.median(runs), 3)


def spent(before, after):
    """What each has used between two looks; who came in between has used all that it has, who went is not known of."""
    return {name: seconds - before.get(name, 0) for name, seconds in after.items()}


def per_complaint(seconds, count):
    """Microseconds per complaint by part, and the totals."""
    micro = {part: seconds.get(part, 0) / count * 1e6 for part in WITH_ALL}
    totals = {"total": sum(micro[part] for part in WAY), "total_with_all": sum(micro.values())}
    return {part: round(figure, 1) for part, figure in (micro | totals).items()}


def text_table(head, rows):
    """Lines of a table: the first column to the left, figures to the right."""
    cells = [[str(cell) for cell in row] for row in [head, *rows]]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    return "\n".join("  ".join(cell.ljust(width) if column == 0 else cell.rjust(width)
                               for column, (cell, width) in enumerate(zip(row, widths))) for row in cells)
