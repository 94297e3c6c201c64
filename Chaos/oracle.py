"""The balance after the storm: what was accepted against what is there. It knows nothing of how lapor works inside."""
import json


class Oracle:
    """Compares the ledger of accepted ids with database, queues, gateway and outbox."""

    def __init__(self, site, gateway):
        self.site, self.gateway = site, gateway

    def is_settled(self, expected):
        """Whether nothing is under way any more."""
        row = self.site.rows("""
            SELECT (SELECT count(*) FROM complaint) AS complaints,
                (SELECT count(*) FROM complaint WHERE version = 1) AS unrouted,
                (SELECT count(*) FROM notification WHERE state IN ('queued', 'claimed')) AS open,
                (SELECT count(*) FROM complaint c WHERE NOT EXISTS (SELECT 1 FROM notification n
                    WHERE n.complaint_id = c.id AND n.event IN ('assigned', 'unrouted'))) AS untold""")[0]
        self.last = row
        return row["complaints"] >= expected and row["unrouted"] == row["open"] == row["untold"] == 0

    def judge(self, good, bad, poison=0):
        """Violations by invariant. `good` and `bad` are the accepted ids, as the channel knows them; `poison` counts the
        messages without any sense that were put into the queue of intake, all different."""
        stored = {row["id"] for row in self.site.rows("SELECT channel || ' ' || external_id AS id FROM submission")}
        parked = json.loads(self.site.lapor("dead", "list", "--each", "--json", "--limit", "1000000").stdout)
        parked_bad = {letter["id"] for letter in parked if letter["code"] == "field_missing"}
        senseless = [letter for letter in parked if letter["code"] in ("json_invalid", "not_an_event")]
        innocent = [letter for letter in parked if letter not in senseless and letter["code"] != "field_missing"]
        report = self.site.lapor("report", "--json", check=False)
        account = self.site.lapor("reconcile", check=False)
        return {
            "I1 lost": sorted(good - stored)[:20],
            "I1 bad ones neither parked nor stored": len(bad) - len(parked_bad),
            "I1 poison not parked": poison - sum(letter["stage"] == "intake" for letter in senseless),
            "I2 complaints doubled": self.site.rows(
                "SELECT complaint_id, count(*) FROM submission WHERE correspondence_id IS NULL AND repeats IS NULL GROUP BY 1 HAVING count(*) > 1"),
            "I2 decisions doubled": self.site.rows(
                "SELECT complaint_id, count(*) FROM journal WHERE event IN ('assigned', 'unrouted') GROUP BY 1"
                " HAVING count(*) > 1 LIMIT 20"),
            "I2 SMS sent twice": [key for key, count in self.gateway.accepted.items() if count > 1][:20],
            "I2 mails sent twice": self._repeated_mails()[:20],
            "I3 stuck": self.site.rows(
                "SELECT state::text, count(*) FROM notification WHERE state IN ('queued', 'claimed') GROUP BY 1"
                " UNION ALL SELECT 'not routed', count(*) FROM complaint WHERE version = 1 HAVING count(*) > 0"),
            "I3 without a reason": self.site.rows(
                "SELECT id FROM notification WHERE state IN ('failed', 'unknown') AND reason IS NULL LIMIT 20"),
            "I4 innocents parked": innocent[:20],
            "I5 report": report.stderr if report.returncode else
            [] if json.loads(report.stdout)["jumlah"] == len(stored) else report.stdout,
            "I5 account": account.stderr if account.returncode else [],
        }

    def _repeated_mails(self):
        seen, repeated = set(), []
        for file in (self.site.work / "outbox").glob("*.jsonl"):
            for line in file.read_text(encoding="utf-8").splitlines():
                try:
                    key = json.loads(line)["id"]
                except ValueError:
                    continue  # cut off by the end of its writer: no message
                if key in seen:
                    repeated.append(key)
                seen.add(key)
        return repeated
