-- What changes rarely: places, bodies, categories, calendars, texts. Loaded by `lapor load`.
-- Cold tables: foreign keys cost nothing here.

CREATE TABLE region (
    code        text PRIMARY KEY,               -- Kemendagri code: 32, 32.04, 32.04.05
    parent_code text REFERENCES region,
    level       text NOT NULL CHECK (level IN ('province', 'regency', 'city', 'district')),
    name        text NOT NULL,
    zone        text NOT NULL CHECK (zone IN ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'))
);

CREATE TABLE alias (
    region_code text NOT NULL REFERENCES region,
    alias       text NOT NULL,
    PRIMARY KEY (alias, region_code)
);

-- Bidang urusan: the duty is the stable key; the offices that carry it are named differently in every region.
CREATE TABLE duty (
    code        text PRIMARY KEY,
    name        text NOT NULL,
    typical_opd text NOT NULL,
    levels      text                            -- province, regency, district, joined by semicolons
);

CREATE TABLE body (
    code        text PRIMARY KEY,
    parent_code text REFERENCES body,
    kind        text NOT NULL CHECK (kind IN ('national', 'ministry', 'agency', 'soe', 'province', 'regency', 'city',
                                              'opd', 'inspectorate')),
    name        text NOT NULL,
    short_name  text,
    region_code text REFERENCES region,
    duty_code   text REFERENCES duty
);
CREATE INDEX body_parent ON body (parent_code);

-- Pejabat penghubung: who answers for a body.
CREATE TABLE liaison_officer (
    id         integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    body_code  text NOT NULL REFERENCES body,
    name       text NOT NULL,
    email      text,
    phone      text,
    active     boolean NOT NULL DEFAULT true,
    CHECK (email IS NOT NULL OR phone IS NOT NULL)
);
CREATE UNIQUE INDEX liaison_officer_body ON liaison_officer (body_code, name);

-- Other names under which citizens know a body or whoever performs a duty.
CREATE TABLE body_alias (
    kind        text NOT NULL CHECK (kind IN ('duty', 'inspectorate', 'government', 'body')),
    target_code text NOT NULL,
    alias       text NOT NULL,
    PRIMARY KEY (alias, kind, target_code)
);

CREATE TABLE category (
    code               text PRIMARY KEY,
    name               text NOT NULL,
    duty_code          text REFERENCES duty,
    national_body_code text REFERENCES body,
    temporary          boolean NOT NULL DEFAULT false
);

CREATE TABLE category_keyword (
    category_code text NOT NULL REFERENCES category,
    phrase        text NOT NULL,
    weight        real NOT NULL CHECK (weight > 0),
    PRIMARY KEY (category_code, phrase)
);

CREATE TABLE holiday (
    date date NOT NULL,
    name text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('libur_nasional', 'cuti_bersama')),
    PRIMARY KEY (date, name)                    -- two feasts can fall on one day
);

-- Legal clocks in working days; the newest row that is valid on the day counts. Source S: sourced, I: our inference.
CREATE TABLE deadline_rule (
    clock        text NOT NULL,
    working_days integer NOT NULL CHECK (working_days > 0),
    valid_from   date NOT NULL,
    source       text NOT NULL CHECK (source IN ('S', 'I')),
    PRIMARY KEY (clock, valid_from)
);

CREATE TABLE template (
    event   text NOT NULL,
    role    text NOT NULL CHECK (role IN ('reporter', 'officer')),
    channel text NOT NULL CHECK (channel IN ('sms', 'email')),
    subject text NOT NULL DEFAULT '',
    body    text NOT NULL,
    PRIMARY KEY (event, role, channel)
);

-- One row per setting that belongs to the installation, not to a process.
CREATE TABLE deployment (
    name  text PRIMARY KEY,
    value text NOT NULL
);
-- 128 bits from the server's cryptographic random source.
INSERT INTO deployment VALUES ('code_key', replace(gen_random_uuid()::text, '-', ''));
INSERT INTO deployment VALUES ('reference_version', '0');

INSERT INTO template (event, role, channel, subject, body) VALUES
('registered', 'reporter', 'sms', '',
 'LAPOR!: laporan Anda sudah kami terima dengan nomor {code}. Verifikasi paling lama {verify_days} hari kerja. Simpan nomor ini untuk melacak laporan.'),
('registered', 'reporter', 'email', 'Laporan {code} kami terima',
 E'Yth. {name},\n\nLaporan Anda sudah kami terima dengan nomor {code}.\nVerifikasi dan penerusan kepada instansi yang berwenang paling lama {verify_days} hari kerja.\n\nSimpan nomor ini untuk melacak laporan Anda.\n\nLAPOR!\n'),
('assigned', 'officer', 'email', 'Disposisi laporan {code}',
 E'Yth. {name},\n\nLaporan {code} didisposisikan kepada {body}.\nAlasan: {reason}\nTanggapan pertama paling lambat {first_reply_due}.\n\nLAPOR!\n'),
('assigned', 'officer', 'sms', '',
 'LAPOR!: laporan {code} didisposisikan kepada instansi Anda. Tanggapan pertama paling lambat {first_reply_due}.'),
('unrouted', 'officer', 'email', 'Laporan {code} menunggu verifikasi',
 E'Yth. {name},\n\nLaporan {code} belum dapat diteruskan secara otomatis dan menunggu verifikasi di {body}.\nAlasan: {reason}\nVerifikasi paling lambat {verify_due}.\n\nLAPOR!\n'),
('unrouted', 'officer', 'sms', '',
 'LAPOR!: laporan {code} menunggu verifikasi Anda. Paling lambat {verify_due}.');
