#!/usr/bin/env python3
"""incidents.py: what a complaint costs while the store grows: with none, 100,000 and 1,000,000 complaints in it, each with
its four fingerprints. The last line of standard output is one JSON object: CPU microseconds per complaint by size and
part, and the ratio to the empty store. Facts are not folded: those complaints have no journal, and reports refuse them.
Sizes are interleaved; all figures are medians over rounds.
"""
import argparse
import json
import sys

from drain import drain
from ending import say
from installation import Installation
from sums import medians

# Ids of the last months, so that the rows lie in the partitions that routing looks at.
COMPLAINTS = """
insert into complaint (id, code, version, status, kind, channel, anonymous, confidential, submitted_at, received_at,
    text, region_code, body_code)
select (lpad(to_hex((extract(epoch from now()) * 1000)::bigint - g * 2000), 12, '0') || '7000' || '8000'
    || lpad(to_hex(g), 12, '0'))::uuid, 'BBBBBBBBBBBB', 3, 'selesai', 'pengaduan', 'web', false, false, now(), now(),
    repeat('isi laporan nomor ' || g || ' ', 12), '32.04', '32.04/1.03'
from generate_series(1, {count}) g
"""
FINGERPRINTS = """
insert into fingerprint (key, incident_id, at)
select hashint8extended(g, 42), gen_random_uuid(), now() from generate_series(1, {count} * 4) g on conflict do nothing
"""


def filled(count):
    def prepare(site):
        if count:
            site.sql(COMPLAINTS.format(count=count))
            site.sql(FINGERPRINTS.format(count=count))
            site.sql("vacuum analyze")
    return prepare


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000, help="submissions of a run (10,000)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds (3)")
    parser.add_argument("--sizes", type=int, nargs="+", default=[0, 100_000, 1_000_000], help="complaints in the store")
    options = parser.parse_args()
    site, runs = Installation(), {size: [] for size in options.sizes}
    try:
        for number in range(1, options.rounds + 1):
            for size in options.sizes:
                runs[size].append(drain(site, options.count, 1, prepare=filled(size), folding=False))
                say(f"round {number}  {size:>9} in the store  {runs[size][-1]}")
    finally:
        site.close()
    figures = {size: medians(found) for size, found in runs.items()}
    first = figures[options.sizes[0]]["cpu_us"]["total"]
    print(json.dumps({
        "count": options.count, "rounds": options.rounds,
        "cpu_us_per_complaint": {size: found["cpu_us"] for size, found in figures.items()},
        "ratio": {size: round(found["cpu_us"]["total"] / first, 3) for size, found in figures.items()},
        "complaints_per_s": {size: found["per_s"] for size, found in figures.items()},
        "other_share": {size: found["other_share"] for size, found in figures.items()}}))


if __name__ == "__main__":
    sys.exit(main())
