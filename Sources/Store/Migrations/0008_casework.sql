-- The life of a case after routing: what people do to it, and when its clocks speak.

-- The time by which this store lives: the machine's, or in a store for rehearsal the scenario's.
CREATE FUNCTION store_now() RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT COALESCE((SELECT value::timestamptz FROM deployment WHERE name = 'rehearsal_clock'), now())
$$;

-- Lengths may differ by class and by region, and end.
ALTER TABLE deadline_rule
    ADD COLUMN class       text NOT NULL DEFAULT '' CHECK (class IN ('', 'pengaduan_berkadar_pengawasan',
        'pengaduan_tidak_berkadar_pengawasan', 'aspirasi', 'permintaan_informasi')),
    ADD COLUMN region_code text NOT NULL DEFAULT '',
    ADD COLUMN valid_to    date CHECK (valid_to >= valid_from),
    DROP CONSTRAINT deadline_rule_pkey,
    ADD PRIMARY KEY (clock, class, region_code, valid_from);

-- Holidays of a region are added to the nation's.
ALTER TABLE holiday
    ADD COLUMN region_code text NOT NULL DEFAULT '',
    DROP CONSTRAINT holiday_pkey,
    ADD PRIMARY KEY (date, name, region_code);

-- Calendars and rules as they came into force, the newest last: open deadlines are computed again for each.
CREATE TABLE calendar_version (
    version integer PRIMARY KEY,
    at      timestamptz NOT NULL,
    actor   text NOT NULL,
    note    text NOT NULL
);
INSERT INTO calendar_version VALUES (1, now(), 'migration', 'the calendar that was loaded first');

-- The one index of time over open cases: when the clocks of a case speak next. What they then say is computed from the
-- case's journal.
CREATE TABLE agenda (
    complaint_id uuid PRIMARY KEY,
    next_at      timestamptz NOT NULL,
    calendar     integer NOT NULL                 -- version by which its deadlines were computed
) WITH (fillfactor = 70);
CREATE INDEX agenda_next ON agenda (next_at);
INSERT INTO agenda SELECT id, COALESCE(first_reply_due, verify_due) + interval '1 microsecond', 1 FROM complaint
    WHERE status IN ('belum_terverifikasi', 'belum_ditindaklanjuti') AND COALESCE(first_reply_due, verify_due) IS NOT NULL;

-- Events of people and clocks that the broker may not have yet. The mark on complaint speaks of the newest event only;
-- these can follow each other faster than marks are stored.
CREATE TABLE outbox (
    complaint_id uuid NOT NULL,
    version      integer NOT NULL,
    at           timestamptz NOT NULL,
    PRIMARY KEY (complaint_id, version)
);

-- Every command, once: its idempotency key and what became of it.
CREATE TABLE command (
    key          text COLLATE "C" PRIMARY KEY,
    complaint_id uuid,                            -- NULL: there is no such case
    command      text COLLATE "C" NOT NULL,
    actor        text NOT NULL,
    at           timestamptz NOT NULL,
    version      integer,                         -- of the case, after it or when it was refused
    status       case_status,
    refusal      text COLLATE "C",                -- code; NULL: carried out
    reason       text
);
CREATE INDEX command_case ON command (complaint_id);

-- What officers and reporters write to each other. It may be personal, so no event carries it.
CREATE TABLE correspondence (
    id           uuid PRIMARY KEY,
    complaint_id uuid NOT NULL,
    version      integer,                         -- of the event that it belongs to; NULL: not yet taken up
    at           timestamptz NOT NULL,
    role         text COLLATE "C" NOT NULL,
    text         text NOT NULL,
    body_code    text COLLATE "C",
    fingerprint  bigint                           -- of an officer's words: the same in many cases is noticed
);
-- Of a submission that was not a complaint but an answer: the words.
ALTER TABLE submission ADD COLUMN correspondence_id uuid;
CREATE INDEX correspondence_case ON correspondence (complaint_id, version);
CREATE INDEX correspondence_waiting ON correspondence (at) WHERE version IS NULL;
CREATE INDEX correspondence_fingerprint ON correspondence (fingerprint) WHERE fingerprint IS NOT NULL;

-- Questions that wait for an answer on channels where the answer is known by its sender alone.
CREATE TABLE open_question (
    channel      text COLLATE "C" NOT NULL,
    address      bigint NOT NULL,                 -- keyed hash of phone number or address
    complaint_id uuid NOT NULL,
    asked_at     timestamptz NOT NULL,
    PRIMARY KEY (channel, address, complaint_id)
);

-- Who answers for a body, and since when: validity, and the head (kepala) beside the liaison officers.
ALTER TABLE liaison_officer
    ADD COLUMN role       text NOT NULL DEFAULT 'officer' CHECK (role IN ('officer', 'head')),
    ADD COLUMN valid_from date NOT NULL DEFAULT '2000-01-01',
    ADD COLUMN valid_to   date CHECK (valid_to >= valid_from);

-- Whether a body can act. No row: it can.
CREATE TABLE body_standing (
    body_code  text PRIMARY KEY REFERENCES body,
    dormant    boolean NOT NULL,
    reasons    text[] NOT NULL,                   -- no_officer, decree_missing, decree_expired, contact_bounces, inactive
    since      timestamptz NOT NULL,
    checked_at timestamptz NOT NULL
);

INSERT INTO template (event, role, channel, subject, body) VALUES
('asked', 'reporter', 'sms', '', 'LAPOR!: tentang laporan {code}: {text} Balas SMS ini.'),
('asked', 'reporter', 'email', 'Pertanyaan tentang laporan {code}',
 E'Yth. {name},\n\nAgar laporan {code} dapat diproses, kami perlu tahu:\n\n{text}\n\nJawablah sebelum {answer_due}; selama itu tenggat laporan Anda berhenti.\n\nLAPOR!\n'),
('replied', 'reporter', 'sms', '', 'LAPOR!: {code} ditanggapi {body}: {text}'),
('replied', 'reporter', 'email', 'Tanggapan atas laporan {code}',
 E'Yth. {name},\n\n{body} menanggapi laporan Anda {code}:\n\n{text}\n\nAnda dapat membalas tanggapan ini. Tanpa tanggapan lagi, laporan ditutup pada {silence_due}.\n\nLAPOR!\n'),
('closed', 'reporter', 'sms', '', 'LAPOR!: laporan {code} selesai. {text} Tidak setuju? Ajukan keberatan.'),
('closed', 'reporter', 'email', 'Laporan {code} selesai',
 E'Yth. {name},\n\nLaporan Anda {code} dinyatakan selesai oleh {body}.\n\n{text}\n\nBila setuju, mohon konfirmasi; bila tidak, ajukan keberatan dan laporan dibuka kembali. Anda juga dapat memberi nilai.\n\nLAPOR!\n'),
('archived', 'reporter', 'sms', '', 'LAPOR!: laporan {code} diarsipkan: {reason}.'),
('archived', 'reporter', 'email', 'Laporan {code} diarsipkan',
 E'Yth. {name},\n\nLaporan Anda {code} diarsipkan.\nAlasan: {reason}\n\nLaporan tidak dihapus.\n\nLAPOR!\n'),
('merged', 'reporter', 'sms', '', 'LAPOR!: laporan {code} digabung dengan {into} yang sama isinya.'),
('merged', 'reporter', 'email', 'Laporan {code} digabung',
 E'Yth. {name},\n\nLaporan Anda {code} digabung dengan laporan {into} yang melaporkan hal yang sama.\nAlasan: {reason}\n\nLAPOR!\n'),
('transferred', 'reporter', 'sms', '', 'LAPOR!: laporan {code} dialihkan ke {body}: {reason}.'),
('transferred', 'reporter', 'email', 'Laporan {code} dialihkan',
 E'Yth. {name},\n\nLaporan Anda {code} dialihkan kepada {body}.\nAlasan: {reason}\n\nLAPOR!\n'),
('reopened', 'reporter', 'sms', '', 'LAPOR!: laporan {code} dibuka kembali: {reason}.'),
('reopened', 'reporter', 'email', 'Laporan {code} dibuka kembali',
 E'Yth. {name},\n\nLaporan Anda {code} dibuka kembali.\nAlasan: {reason}\n\nLAPOR!\n'),
('warned', 'reporter', 'sms', '', 'LAPOR!: tanpa tanggapan Anda, laporan {code} ditutup pada {due}.'),
('warned', 'reporter', 'email', 'Laporan {code} akan ditutup',
 E'Yth. {name},\n\nTanpa tanggapan Anda, laporan {code} ditutup pada {due}.\n\nLAPOR!\n'),
('escalated', 'reporter', 'sms', '', 'LAPOR!: laporan {code} melewati batas waktu. Anda dapat meminta diteruskan ke Ombudsman.'),
('escalated', 'reporter', 'email', 'Laporan {code} melewati batas waktu',
 E'Yth. {name},\n\nLaporan Anda {code} belum selesai dalam batas waktu. Dengan persetujuan Anda, laporan diteruskan kepada Ombudsman Republik Indonesia.\n\nLAPOR!\n'),
('answered', 'officer', 'email', 'Jawaban pelapor atas laporan {code}',
 E'Yth. {name},\n\nPelapor menjawab pertanyaan tentang laporan {code}. Laporan kembali menunggu verifikasi.\n\nLAPOR!\n'),
('answered', 'officer', 'sms', '', 'LAPOR!: pelapor menjawab pertanyaan tentang laporan {code}.'),
('added', 'officer', 'email', 'Pelapor menambahkan keterangan pada laporan {code}',
 E'Yth. {name},\n\nPelapor menambahkan keterangan pada laporan {code}.\n\nLAPOR!\n'),
('added', 'officer', 'sms', '', 'LAPOR!: pelapor menambahkan keterangan pada laporan {code}.'),
('counter_replied', 'officer', 'email', 'Tanggapan pelapor atas laporan {code}',
 E'Yth. {name},\n\nPelapor menanggapi jawaban Anda atas laporan {code}.\n\nLAPOR!\n'),
('counter_replied', 'officer', 'sms', '', 'LAPOR!: pelapor menanggapi jawaban Anda atas laporan {code}.'),
('disputed', 'officer', 'email', 'Keberatan pelapor atas laporan {code}',
 E'Yth. {name},\n\nPelapor tidak setuju laporan {code} ditutup. Laporan dibuka kembali.\nAlasan: {reason}\n\nLAPOR!\n'),
('disputed', 'officer', 'sms', '', 'LAPOR!: pelapor keberatan laporan {code} ditutup; dibuka kembali.'),
('transferred', 'officer', 'email', 'Laporan {code} dialihkan kepada Anda',
 E'Yth. {name},\n\nLaporan {code} dialihkan kepada {body}.\nAlasan: {reason}\n\nLAPOR!\n'),
('transferred', 'officer', 'sms', '', 'LAPOR!: laporan {code} dialihkan kepada instansi Anda.'),
('reminded', 'officer', 'email', 'Pengingat: laporan {code}, batas {due}',
 E'Yth. {name},\n\nLaporan {code} di {body} harus ditangani paling lambat {due}.\n\nLAPOR!\n'),
('reminded', 'officer', 'sms', '', 'LAPOR!: laporan {code} harus ditangani paling lambat {due}.'),
('overdue', 'officer', 'email', 'Terlambat: laporan {code}',
 E'Yth. {name},\n\nBatas waktu laporan {code} di {body} telah lewat ({due}).\n\nLAPOR!\n'),
('overdue', 'officer', 'sms', '', 'LAPOR!: batas waktu laporan {code} telah lewat ({due}).'),
('escalated', 'officer', 'email', 'Eskalasi: laporan {code}',
 E'Yth. {name},\n\nLaporan {code} di {body} belum ditangani dan dinaikkan kepada Anda.\nAlasan: {reason}\n\nLAPOR!\n'),
('escalated', 'officer', 'sms', '', 'LAPOR!: laporan {code} belum ditangani dan dinaikkan kepada Anda.'),
('held', 'officer', 'email', 'Laporan {code} ditahan untuk instansi di bawah Anda',
 E'Yth. {name},\n\nLaporan {code} untuk {body} ditahan di tempat Anda, karena instansi itu belum dapat bertindak.\nAlasan: {reason}\n\nLAPOR!\n'),
('held', 'officer', 'sms', '', 'LAPOR!: laporan {code} ditahan di tempat Anda; instansi tujuan belum dapat bertindak.');
