-- Reports of their own that came from people who were being asked something on another case: whoever reads either case sees the
-- other, and who asked hears of it. They are few, so they have a table of their own, and no report pays for them.
CREATE TABLE aside_report (
    complaint_id uuid PRIMARY KEY,                -- the report of its own
    asked_id     uuid NOT NULL,                   -- the case on which its reporter was being asked something
    at           timestamptz NOT NULL             -- when it was received
);
CREATE INDEX aside_report_asked ON aside_report (asked_id);

-- What the other report is about is its own body's business: whoever asked hears that it came, and that their question stays open.
INSERT INTO template (event, role, channel, subject, body) VALUES
('registered_apart', 'officer', 'sms', '',
 'LAPOR!: saat ditanya tentang {question_on}, pelapor mengirim laporan lain, yang dicatat tersendiri. Pertanyaan Anda masih menunggu jawaban.'),
('registered_apart', 'officer', 'email', 'Pelapor {question_on} mengirim laporan lain',
 E'Yth. {name},\n\nSaat ditanya tentang laporan {question_on}, pelapor mengirim pesan tentang hal lain. Pesan itu dicatat sebagai laporan tersendiri.\n\nPertanyaan Anda masih menunggu jawaban. Bila menurut Anda pesan itu jawabannya, hubungi admin Anda: laporan itu tercantum pada laporan {question_on}.\n\nLAPOR!\n');
