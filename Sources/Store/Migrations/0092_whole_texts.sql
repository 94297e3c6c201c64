-- Officers read which clock is late, what comes next and when; who has the national desk's case reads that it decides, and until when.
-- A text that an installation has changed stays as it is: `was` is the digest of the text that was shipped.
ALTER TABLE template ADD COLUMN was text;
INSERT INTO template AS t (event, role, channel, subject, body, was) VALUES
('escalated_clock', 'officer', 'sms', '',
 'LAPOR!: {code} di {body}: {clock} terlambat[ {late} hari kerja]. Mohon tindakan[ sebelum {next_date}].',
 '3ba6eda1f8f6fdc312f9cbded5e77279'),
('reminded', 'officer', 'sms', '',
 'LAPOR!: {code} di {body} menunggu {clock}, paling lambat {due}. Sesudah itu dinaikkan.',
 '6e0e0d601b02209c67d7e8a06777a2cb'),
('reminded_filed', 'officer', 'sms', '',
 'LAPOR!: sanggahan atas pengarsipan {code} menunggu keputusan Anda, paling lambat {due}: buka lagi, atau arsipkan lagi dengan alasan.',
 'af772b56533f15482890b5d2d2a42ca4'),
('counter_replied', 'officer', 'sms', '',
 'LAPOR!: pelapor membalas jawaban {body} atas {code}.[ Jawab paling lambat {reply_due}; sesudah itu dinaikkan.]',
 '3dddf04af883daec445a76055056a25f'),
('released', 'officer', 'sms', '',
 'LAPOR!: {code} kembali kepada {body}: instansi itu dapat bertindak lagi. Batas waktunya tetap[: {act_due}].',
 '17b2b22eedf7a5b5e3cd9c1d47f1c5bd'),
('escalated_up', 'reporter', 'sms', '',
 'LAPOR!: {code} dinaikkan kepada {level} untuk diputuskan[ s.d. {act_due}]. Ada tambahan? Balas TAMBAH {code} isinya',
 'e8c47d15f46eeb1be5d7ae0ef9df7b7d'),
('held', 'reporter', 'sms', '',
 'LAPOR!: {code} untuk {body} sementara ditangani {holder}; batas waktu tetap[: {act_due}].',
 '18cc895d82059866b4810cee3aeff9dc'),
('transferred_national', 'reporter', 'sms', '',
 'LAPOR!: {code} ke Admin Nasional, yang menetapkan instansinya[ s.d. {verify_due}]; keputusannya mengikat. Ada tambahan? Balas TAMBAH {code} isi',
 NULL),
('transferred_national', 'reporter', 'email', 'Laporan {code} diputuskan Admin Nasional',
 E'Yth. {name},\n\nLaporan Anda {code} diserahkan kepada Admin Nasional, yang menetapkan instansi mana yang wajib menanganinya[, paling lambat {verify_due}]. Keputusannya mengikat: instansi itu tidak dapat menolak lagi.[\nAlasan: {reason}]\n\nAnda diberi tahu keputusannya, dan kapan instansi itu harus menjawab. Anda tidak perlu berbuat apa-apa.\n\nAda yang ingin Anda tambahkan? Balas surel ini dengan TAMBAH {code} di baris pertama, atau kirim lewat aplikasi atau loket tempat Anda melapor dengan menyebut nomor {code} dan kata rahasia Anda.\n\nLAPOR!\n',
 NULL),
('transferred_national', 'officer', 'sms', '',
 'LAPOR!: {code} diserahkan kepada Admin Nasional. Tetapkan instansinya[ paling lambat {verify_due}]; keputusan Anda mengikat.',
 NULL),
('transferred_national', 'officer', 'email', 'Laporan {code} menunggu keputusan Admin Nasional',
 E'Yth. {name},\n\nLaporan {code} diserahkan kepada Admin Nasional untuk diputuskan.[\nAlasan: {reason}]\n\nTetapkan instansi yang wajib menanganinya[, paling lambat {verify_due}]. Keputusan Anda mengikat: instansi itu tidak dapat menolak, dan koordinator tidak dapat memindahkannya lagi.\n\nBuka laporan {code} di aplikasi Anda untuk memutuskannya.\n\nLAPOR!\n',
 NULL)
ON CONFLICT (event, role, channel) DO UPDATE SET subject = excluded.subject, body = excluded.body
WHERE md5(t.body) = excluded.was;
ALTER TABLE template DROP COLUMN was;
