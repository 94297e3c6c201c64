"""The sample in examples/: bad exactly where it says so, as varied as real streams are, about nobody who exists."""

import csv
import re
import unittest
from collections import Counter

import contract
from contract import ROOT
from sample import FAULTS, FIRST, GOOD, LINES, PARKED, UNREAD, plain

REFERENCE = ROOT / "Sources" / "Operator" / "Reference"
TEXTS = [submission["text"] for submission in FIRST.values()]
# One complaint told twice: by the same person through another channel, in other words.
RETOLD = [
    (("android", "AND-000011"), ("web", "W-2026-000059")), (("web", "W-2026-000027"), ("surat", "SRT-000005")),
    (("web", "W-2026-000040"), ("whatsapp", "WA-000033")), (("web", "W-2026-000036"), ("sms", "SMS-000056")),
    (("whatsapp", "WA-000021"), ("web", "W-2026-000075")), (("ios", "IOS-000008"), ("twitter", "TW-000017")),
]
# One text passed around by many.
CAMPAIGN = [("web", "W-2026-000051"), ("android", "AND-000021"), ("whatsapp", "WA-000025"), ("web", "W-2026-000052"),
            ("sms", "SMS-000039")]


def table(name):
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def place(submission, field):
    return (submission.get("location") or {}).get(field)


def words(key):
    return set(re.findall(r"\w{4,}", plain(FIRST[key]["text"]).lower()))


def overlap(one, other):
    return len(words(one) & words(other)) / min(len(words(one)), len(words(other)))


class Broken(unittest.TestCase):
    def test_bad_exactly_where_and_how_the_table_says(self):
        told = {(row["line"], row.get("item")): (row["code"], row.get("field")) for row in PARKED + UNREAD}
        # Of a pair of coordinates the schema misses the one that is not there; the one that is there cannot be used.
        found = {at: ("field_missing", "location.lat") if fault == ("field_missing", "location.lon") else fault
                 for at, fault in FAULTS.items() if fault}
        self.assertEqual(found, told)

    def test_only_required_fields_are_parked_for(self):
        self.assertGreaterEqual(len(UNREAD), 5)
        optional = {"kind", "reporter", "location", "incident_date", "submitted_at"}
        self.assertEqual({row["field"].split(".")[0] for row in UNREAD}, optional)
        self.assertEqual({row.get("field", "").split(".")[0] for row in PARKED} & optional, set())

    def test_many_kinds(self):
        codes = {row["code"] for row in PARKED + UNREAD}
        self.assertLessEqual(codes, set(contract.CODES))
        self.assertGreaterEqual(len(codes), 10)
        self.assertEqual(len([row for row in PARKED + UNREAD if "item" in row]), 1)

    def test_never_so_many_at_once_that_the_contract_seems_broken(self):
        bad = {row["line"] for row in PARKED + UNREAD}
        crowd = max(sum(line in bad for line in range(start, start + 20)) for start in range(1, len(LINES) + 1))
        self.assertLessEqual(crowd, 4)


class Repeated(unittest.TestCase):
    def test_sent_again_word_for_word(self):
        sent = Counter(item.key for item in GOOD)
        self.assertGreaterEqual(sum(sent.values()) - len(sent), 10)
        for item in GOOD:
            self.assertEqual(item.submission, FIRST[item.key])

    def test_sent_again_in_another_envelope(self):
        events = [item for item in GOOD if item.is_event]
        self.assertGreaterEqual(len(events), 5)
        ids = {}
        for item in events:
            ids.setdefault(item.key, set()).add(item.document["id"])
        self.assertIn(2, map(len, ids.values()))

    def test_told_again_through_another_channel(self):
        for one, other in RETOLD:
            self.assertNotEqual(one[0], other[0])
            self.assertNotEqual(FIRST[one]["text"], FIRST[other]["text"])
            self.assertGreater(overlap(one, other), 0.5, (one, other))

    def test_campaign(self):
        for key in CAMPAIGN:
            self.assertGreater(overlap(CAMPAIGN[0], key), 0.85, key)
        self.assertEqual(len({FIRST[key]["text"] for key in CAMPAIGN}), len(CAMPAIGN))


class Varied(unittest.TestCase):
    def at_least(self, count, wanted):
        self.assertGreaterEqual(sum(map(bool, map(wanted, TEXTS))), count)

    def test_size(self):
        self.assertGreaterEqual(len(LINES), 200)
        self.assertGreaterEqual(len(FIRST), 200)

    def test_regions(self):
        known = {row["code"]: row["level"] for row in table("region.csv")}
        codes = list(filter(None, (place(submission, "region_code") for submission in FIRST.values())))
        self.assertEqual(set(codes) - set(known), set())
        provinces = {code for code, level in known.items() if level == "province"}
        self.assertEqual({code[:2] for code in codes}, provinces)
        self.assertGreaterEqual(len({code[:5] for code in codes if len(code) > 2}), 90)

    def test_places_in_words_only(self):
        uncoded = [submission for submission in FIRST.values() if not place(submission, "region_code")]
        named = [submission for submission in uncoded if place(submission, "text")]
        self.assertGreaterEqual(len(named), 15)
        self.assertGreaterEqual(len(uncoded) - len(named), 60)

    def test_categories_channels_kinds(self):
        named = {submission.get("category") for submission in FIRST.values()}
        missing = {row["code"] for row in table("category.csv") if named.isdisjoint((row["code"], row["name"]))}
        self.assertEqual(missing, set())
        channels = {"web", "sms", "whatsapp", "android", "ios", "twitter", "surat", "instansi"}
        self.assertEqual({channel for channel, _ in FIRST}, channels)
        kinds = Counter(submission.get("kind", "pengaduan") for submission in FIRST.values())
        self.assertEqual(set(kinds), {"pengaduan", "aspirasi", "permintaan_informasi"})
        self.assertGreaterEqual(min(kinds.values()), 10)

    def test_lengths(self):
        self.at_least(6, lambda text: len(text) >= 1200)
        self.at_least(6, lambda text: len(text) < 30)
        self.assertLess(max(map(len, TEXTS)), 3000)

    def test_style(self):
        self.at_least(60, lambda text: re.search(r"\b(yg|dgn|tdk|sdh|jln|tlg|mhn|krn|dr|utk|blm)\b", text))
        self.at_least(6, lambda text: text.isupper() and len(text) > 30)
        self.at_least(20, lambda text: "<br" in text)
        self.at_least(25, lambda text: re.search(r"[a-z0-9!?]\.?[.!?][A-Z][a-z]", plain(text)))
        self.at_least(10, lambda text: re.search("[\U0001F300-\U0001FAFF]", text))

    def test_misuse_of_office(self):
        money = r"\b(minta|pungutan|setor|dipotong|memotong|penyelewengan|dimintai|kasih)\b"
        self.at_least(15, lambda text: re.search(money, text.lower())
                      and re.search(r"oknum|petugas|lurah|pegawai|perangkat|kua|desa|kepala|penghulu", text.lower()))

    def test_anonymous_and_confidential(self):
        for flag in ("anonymous", "confidential"):
            ticked = [one for one in FIRST.values() if (one.get("reporter") or {}).get(flag)]
            self.assertGreaterEqual(len(ticked), 20, flag)


class Invented(unittest.TestCase):
    def test_phones(self):
        for submission in FIRST.values():
            phone = (submission.get("reporter") or {}).get("phone")
            if phone:
                self.assertRegex(phone, r"^(0812-0000-\d{4}|\+62 ?812 ?0000 ?\d{4})$")
        digits = [re.sub(r"[ -]", "", line) for line in LINES]
        self.assertEqual([number for line in digits for number in re.findall(r"(?<!\d)(?:0|62)?8[1-9]\d{8,}", line)
                          if not re.match(r"(0|62)?8120000", number)], [])

    def test_addresses_and_identity_numbers(self):
        text = "\n".join(LINES)
        mails = re.findall(r"@[\w.-]+", text)
        self.assertEqual([mail for mail in mails if not re.match(r"@example\.(org|com)\b", mail)], [])
        hosts = re.findall(r"https?://([\w.-]+)", text)
        self.assertEqual([host for host in hosts if not host.endswith(".example")], [])
        self.assertIsNone(re.search(r"\d{16}", text), "a NIK has 16 digits")

    def test_names(self):
        for submission in FIRST.values():
            name = (submission.get("reporter") or {}).get("name")
            self.assertTrue(name is None or name.endswith("Contoh"), name)

    def test_officers_have_reserved_addresses_and_no_phone(self):
        with (ROOT / "examples" / "officers.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(list(rows[0]), ["body_code", "name", "email", "phone"])
        codes = [row["body_code"] for row in rows]
        self.assertEqual(len(codes), len(set(codes)))
        self.assertEqual((len([code for code in codes if len(code) == 2]),
                          len([code for code in codes if re.fullmatch(r"\d\d\.\d\d", code)])), (38, 508))
        self.assertIn("NASIONAL", codes)
        for row in rows:
            self.assertEqual(row["email"], f"penghubung.{row['body_code'].lower()}@lapor.example")
            self.assertEqual(row["phone"], "")
            self.assertGreater(len(row["name"]), 10)


if __name__ == "__main__":
    unittest.main()
