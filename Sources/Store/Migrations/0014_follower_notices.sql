-- Reporters of cases that follow another hear how that one ends: their own case is filed and says no more.
-- They hear no words: what an officer wrote was for the other reporter.
ALTER TABLE template DROP CONSTRAINT template_role_check;
ALTER TABLE template ADD CONSTRAINT template_role_check CHECK (role IN ('reporter', 'officer', 'follower'));

INSERT INTO template (event, role, channel, subject, body) VALUES
('closed', 'follower', 'sms', '', 'LAPOR!: laporan {code}, tempat laporan Anda digabung, selesai ditangani {body}.'),
('closed', 'follower', 'email', 'Laporan {code} selesai',
 E'Yth. {name},\n\nLaporan {code}, tempat laporan Anda digabung, selesai ditangani {body}.\n\nBila menurut Anda belum, mintalah laporan Anda dipisahkan.\n\nLAPOR!\n'),
('archived', 'follower', 'sms', '', 'LAPOR!: laporan {code}, tempat laporan Anda digabung, diarsipkan: {reason}.'),
('archived', 'follower', 'email', 'Laporan {code} diarsipkan',
 E'Yth. {name},\n\nLaporan {code}, tempat laporan Anda digabung, diarsipkan.\nAlasan: {reason}\n\nBila hal Anda lain, mintalah laporan Anda dipisahkan.\n\nLAPOR!\n'),
('reopened', 'follower', 'sms', '', 'LAPOR!: laporan {code}, tempat laporan Anda digabung, dibuka kembali: {reason}.'),
('reopened', 'follower', 'email', 'Laporan {code} dibuka kembali',
 E'Yth. {name},\n\nLaporan {code}, tempat laporan Anda digabung, dibuka kembali.\nAlasan: {reason}\n\nLAPOR!\n');
