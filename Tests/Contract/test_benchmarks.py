"""What the benchmarks reckon with figures: medians, differences, totals, tables."""

import pathlib
import sys
import tempfile
import unittest

from contract import ROOT

sys.path.insert(0, str(ROOT / "Benchmarks"))

import budget
import history
import pairs
import sums

SECONDS = {part: number / 100 for number, part in enumerate(sums.WITH_ALL, 1)}


class Sums(unittest.TestCase):
    def test_medians_of_nested_figures(self):
        runs = [{"a": 3, "b": {"c": 1.0}}, {"a": 1, "b": {"c": 9.0}}, {"a": 2, "b": {"c": 4.0}}]
        self.assertEqual(sums.medians(runs), {"a": 2, "b": {"c": 4.0}})

    def test_what_came_in_between_has_used_all_that_it_has(self):
        self.assertEqual(sums.spent({1: 2.0, 2: 5.0}, {1: 2.5, 3: 1.0}), {1: 0.5, 3: 1.0})

    def test_totals_are_sums_of_their_parts(self):
        found = sums.per_complaint(SECONDS, 1000)
        self.assertEqual(found["broker"], 10.0)
        self.assertEqual(found["total"], sum(found[part] for part in sums.WAY))
        self.assertEqual(found["total_with_all"], sum(found[part] for part in sums.WITH_ALL))
        self.assertEqual(len(sums.WITH_ALL), len(set(sums.WITH_ALL)))

    def test_without_folding_there_is_no_total_of_all(self):
        some = {part: seconds for part, seconds in SECONDS.items() if "folding" not in part}
        self.assertNotIn("total_with_all", sums.per_complaint(some, 1000))

    def test_statements_dearest_first_and_their_sum(self):
        rows = [["SELECT  1\n  FROM t", 10, 1.0, 5, 0], ["COPY " + "x" * 80, 5, 3.0, 20, 4000]]
        copy, select, total = sums.statement_rows(rows, 10)
        self.assertEqual(copy, [("COPY " + "x" * 80)[:60], 0.5, 300.0, 2.0, 400.0])
        self.assertEqual(select, ["SELECT 1 FROM t", 1.0, 100.0, 0.5, 0.0])
        self.assertEqual(total, ["sum", 1.5, 400.0, 2.5, 400.0])

    def test_envelopes_are_as_full_as_events_come_in_one(self):
        counts = {"publish": 4, "deliver": 5, "redeliver": 1}
        found = sums.fills({"notify": counts, "casework": dict.fromkeys(counts, 0)}, {"notify": 200}, 100)
        self.assertEqual(found, {"notify": {"in": 0.04, "out": 0.05, "again": 0.01, "events": 50.0}})

    def test_a_table_has_its_figures_at_the_right(self):
        self.assertEqual(sums.text_table(["a", "b"], [["long", 1], ["x", 22]]), "a      b\nlong   1\nx     22")


class Comparisons(unittest.TestCase):
    def test_a_pair_is_the_ratio_of_the_medians(self):
        found = pairs.compared([{"p": 10, "z": 0}, {"p": 30, "z": 0}, {"p": 20, "z": 0}],
                               [{"p": 10, "z": 0}, {"p": 10, "z": 0}, {"p": 16, "z": 0}])
        self.assertEqual(found["p"], {"this": 20, "other": 10, "ratio": 2.0, "ratio_of_rounds": [1.0, 1.25, 3.0]})
        self.assertEqual((found["z"]["ratio"], found["z"]["ratio_of_rounds"]), (None, None))
        self.assertIn("1.00 1.250 3.00", pairs.table(found))

    def test_history_compares_runs_of_one_size_by_their_ratios(self):
        def run(count, ratio):
            return {"count": count, "procs": 1, "ratio_to_limit": ratio and {"total": ratio, "new": 1.0},
                    "wal": 110, "wal_afterwards": 5}

        now = run(2, 1.5)
        lines = [history.json.dumps(entry) for entry in (run(2, 1.0), run(2, 2.0), run(2, None), run(1, 9.0))]
        last = history.last_like(now, lines)
        self.assertEqual(last, run(2, 2.0))
        del last["ratio_to_limit"]["new"]
        self.assertEqual(history.comparison(last, now), [
            ["total", 2.0, 1.5, -25.0], ["new", "-", 1.0, "-"], ["wal", 110, 110, 0.0], ["wal_afterwards", 5, 5, 0.0]])
        self.assertIsNone(history.last_like(now, []))


class Budget(unittest.TestCase):
    KNOWN = {"instructions": {"intake": 1000, "notify": 500}, "history": []}

    def test_two_percent_more_is_allowed_and_four_are_not(self):
        self.assertEqual(budget.over({"intake": 1020, "notify": 510}, self.KNOWN["instructions"]), [])
        self.assertEqual(budget.over({"intake": 1040, "notify": 510}, self.KNOWN["instructions"]), ["intake"])

    def test_what_has_no_budget_is_over_it(self):
        self.assertEqual(budget.over({"folding": 1}, self.KNOWN["instructions"]), ["folding"])

    def test_what_became_cheaper_is_told(self):
        self.assertEqual(budget.under({"intake": 960, "notify": 490}, self.KNOWN["instructions"]), ["intake"])

    def test_the_shipped_budget_knows_all_stages(self):
        known = budget.json.loads(budget.BUDGET.read_text())
        self.assertEqual(list(known["instructions"]), budget.STAGES)
        self.assertEqual(known["history"][-1]["to"], known["instructions"])

    def test_a_raised_budget_keeps_its_reason(self):
        raised = budget.raised(self.KNOWN, {"intake": 1100}, "a new check", "2026-01-02")
        self.assertEqual(raised, {"instructions": {"intake": 1100}, "history": [
            {"date": "2026-01-02", "why": "a new check", "from": self.KNOWN["instructions"], "to": {"intake": 1100}}]})

    def test_a_part_is_what_callgrind_summed(self):
        with tempfile.TemporaryDirectory() as folder:
            for number in (10, 2):
                pathlib.Path(folder, f"counted.{number}").write_text(f"version: 1\nsummary: {number}000\n\nfn=(1)\n5 3\n")
            self.assertEqual(budget.parts(pathlib.Path(folder)), [2000, 10000])


if __name__ == "__main__":
    unittest.main()
