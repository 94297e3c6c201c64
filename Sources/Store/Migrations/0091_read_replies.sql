-- A reply that is longer than an SMS is read to its end by SMS: BACA, the number of the case, and which part.
ALTER TABLE template DROP CONSTRAINT template_role_check;
ALTER TABLE template ADD CONSTRAINT template_role_check CHECK (role IN ('reporter', 'officer', 'former', 'follower', 'reader'));

-- A text that an installation has changed stays as it is: `was` is the digest of the text that was shipped.
ALTER TABLE template ADD COLUMN was text;
INSERT INTO template AS t (event, role, channel, subject, body, was) VALUES
('replied', 'reader', 'sms', '',
 'LAPOR!: {code} ({page}/{pages}) {part}[ Lanjut? Balas BACA {code} {next_page}]',
 NULL),
('closed', 'reader', 'sms', '',
 'LAPOR!: {code} ({page}/{pages}) {part}[ Lanjut? Balas BACA {code} {next_page}]',
 NULL),
('registered', 'reader', 'sms', '',
 'LAPOR!: belum ada jawaban yang dapat dibaca atas {code}. Anda diberi tahu bila ada. Ada tambahan? Balas TAMBAH {code} isinya',
 NULL),
('replied_long', 'reporter', 'sms', '',
 'LAPOR!: jawaban atas {code}: {excerpt} Lengkapnya: balas BACA {code}. Tambahan: balas TAMBAH {code} isi',
 '30e3e7f2be6ab79ee34328a082ca829b'),
('closed_long', 'reporter', 'sms', '',
 'LAPOR!: {code} ditutup: {decision}. Lengkap: balas BACA {code}. Keberatan[ s.d. {objection_due}]? Balas KEBERATAN {code} alasan',
 '1c763ac0aae831fd3e8e23d78d13a86d'),
('registered_unmatched', 'reporter', 'sms', '',
 'LAPOR!: pesan Anda menjadi laporan baru {code}, kata rahasia {secret}. Tentang laporan lama? Balas TAMBAH, BACA atau KEBERATAN, lalu nomornya.',
 '90ad818b2905eb1e1480f79a799b12dc')
ON CONFLICT (event, role, channel) DO UPDATE SET subject = excluded.subject, body = excluded.body
WHERE md5(t.body) = excluded.was;
ALTER TABLE template DROP COLUMN was;
