-- A reporter who has lost the secret asks for a code to their own number or address, which opens their case once. The code is made of case,
-- event and address, so no table has it. Wrong secrets are counted: rows of the last hour.
CREATE TABLE secret_try (
    complaint_id uuid NOT NULL,
    issuer       text COLLATE "C" NOT NULL,        -- who brought it
    at           timestamptz NOT NULL
);
CREATE INDEX secret_try_case ON secret_try (complaint_id);

INSERT INTO template (event, role, channel, subject, body) VALUES
('code_asked', 'reporter', 'sms', '',
 'LAPOR!: sandi sekali pakai laporan {code}: {one_time}[, sampai {code_until}]. Sebutkan di tempat Anda melapor. Bukan Anda yang meminta? Abaikan pesan ini.'),
('code_asked', 'reporter', 'email', 'Sandi sekali pakai untuk laporan {code}',
 E'Yth. {name},\n\nAda yang meminta sandi untuk laporan Anda {code}, sebagai pengganti kata rahasia.\n\nSandi: {one_time}\nBerlaku satu kali[, sampai {code_until}].\n\nSebutkan di aplikasi atau loket tempat Anda melapor. Bila bukan Anda yang meminta, abaikan surel ini: tanpa sandi ini tidak ada yang berubah. Jangan berikan kepada orang lain: petugas tidak pernah memintanya.\n\nLAPOR!\n')
ON CONFLICT DO NOTHING;
