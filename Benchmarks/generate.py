"""generate.py COUNT [SEED]: synthetic submissions, one JSON object a line, a pure function of the seed.

About 700 bytes each, as real ones are: Indonesian complaint vocabulary, a place in most, a phone number always.
"""
import csv
import json
import pathlib
import random
import sys

TOPICS = [
    "jalan berlubang dan rusak parah", "lampu penerangan jalan umum mati", "sampah menumpuk di pinggir sungai",
    "air PDAM tidak mengalir", "pelayanan puskesmas lambat", "bantuan sosial tidak tepat sasaran",
    "antrean pembuatan KTP terlalu lama", "guru sering tidak masuk", "banjir karena saluran tersumbat",
    "parkir liar di trotoar", "listrik padam setiap malam", "pupuk subsidi langka", "angkot ugal-ugalan",
    "izin usaha dipersulit", "kartu BPJS tidak aktif", "jembatan putus belum diperbaiki",
]
WORDS = (
    "kami warga sudah lama melapor tetapi belum ada tindakan mohon segera ditindaklanjuti karena sangat mengganggu "
    "aktivitas sehari hari terutama anak anak lansia dan pedagang kecil setiap pagi sampai malam keadaan makin buruk "
    "sejak bulan lalu petugas pernah datang melihat namun tidak kembali lagi kami berharap bapak ibu pimpinan turun "
    "langsung ke lapangan supaya masalah ini cepat selesai dan tidak terulang di kemudian hari terima kasih").split()
CHANNELS = ["web", "sms", "whatsapp", "twitter", "android", "instansi"]
KINDS = ["pengaduan"] * 4 + ["aspirasi"]
NAMES = ["Siti", "Budi", "Agus", "Dewi", "Rina", "Joko", "Putri", "Ahmad", "Wayan", "Maria"]


def regions():
    path = pathlib.Path(__file__).parent.parent / "Sources/Operator/Reference/region.csv"
    rows = list(csv.DictReader(path.open(encoding="utf-8")))
    names = {row["code"]: row["name"] for row in rows}
    return [(row["name"], names[row["parent_code"]], row["code"]) for row in rows if row["level"] == "district"]


def submission(rng, number, seed, districts):
    district, regency, code = rng.choice(districts)
    topic = rng.choice(TOPICS)
    filler = " ".join(rng.choice(WORDS) for _ in range(rng.randint(30, 70)))
    channel = rng.choice(CHANNELS)
    location = {"text": f"Kec. {district}, {regency}"}
    if rng.random() < 0.3:
        location["region_code"] = code
    return {
        "channel": channel, "external_id": f"{channel}-{seed}-{number:08d}", "kind": rng.choice(KINDS),
        "title": topic.capitalize(), "text": f"Yth. Bapak/Ibu, {topic} di Kecamatan {district} {regency}. {filler}.",
        "reporter": {"name": f"{rng.choice(NAMES)} Contoh", "phone": f"0812{rng.randint(10_000_000, 99_999_999)}"},
        "location": location,
    }


def main():
    count = int(sys.argv[1])
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    rng, districts = random.Random(seed), regions()
    for number in range(count):
        sys.stdout.write(json.dumps(submission(rng, number, seed, districts), ensure_ascii=False) + "\n")


main()
