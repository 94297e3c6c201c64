-- What a reporter says against the filing of their case is told as that, with the day by which somebody must look at it.
INSERT INTO template (event, role, channel, subject, body) VALUES
('added_filed', 'officer', 'sms', '',
 'LAPOR!: pelapor menyanggah pengarsipan {code}. Periksa[ paling lambat {verify_due}]: buka lagi, atau arsipkan lagi dengan alasan.'),
('added_filed', 'officer', 'email', 'Pelapor menyanggah pengarsipan laporan {code}',
 E'Yth. {name},\n\nMenurut pelapor, laporan {code} di {body} keliru diarsipkan.\n\nBaca penjelasannya dan putuskan[ paling lambat {verify_due}]: buka kembali laporan itu, atau arsipkan lagi dengan alasan, yang disampaikan kepada pelapor. Tanpa keputusan, laporan dinaikkan.\n\nBuka laporan {code} di aplikasi Anda untuk membaca penjelasannya.\n\nLAPOR!\n'),
('added_filed', 'reporter', 'sms', '',
 'LAPOR!: pesan Anda bahwa {code} keliru diarsipkan dicatat dan diperiksa[ s.d. {verify_due}]. Ada tambahan? Balas TAMBAH {code} isinya'),
('added_filed', 'reporter', 'email', 'Pesan Anda tentang laporan {code} dicatat',
 E'Yth. {name},\n\nPesan Anda bahwa laporan {code} keliru diarsipkan sudah dicatat. Petugas yang mengarsipkannya harus memeriksanya lagi[ paling lambat {verify_due}]. Anda diberi tahu apakah laporan dibuka kembali atau tetap diarsipkan, dan apa alasannya.\n\nAda yang ingin Anda tambahkan? Balas surel ini dengan TAMBAH {code} di baris pertama, atau kirim lewat aplikasi atau loket tempat Anda melapor dengan menyebut nomor {code} dan kata rahasia Anda.\n\nLAPOR!\n'),
('reminded_filed', 'officer', 'sms', '',
 'LAPOR!: sanggahan pelapor atas pengarsipan {code} menunggu keputusan Anda, paling lambat {due}.'),
('reminded_filed', 'officer', 'email', 'Pengingat: sanggahan atas pengarsipan {code}, paling lambat {due}',
 E'Yth. {name},\n\nMenurut pelapor, laporan {code} di {body} keliru diarsipkan. Keputusan Anda ditunggu paling lambat {due}: buka kembali, atau arsipkan lagi dengan alasan.\n\nBuka laporan {code} di aplikasi Anda untuk membaca penjelasannya.\n\nLAPOR!\n'),
('overdue_filed', 'officer', 'sms', '',
 'LAPOR!: sanggahan atas pengarsipan {code} belum diputuskan, seharusnya {due}.[ Dinaikkan ke {next_level} {next_date}.]'),
('overdue_filed', 'officer', 'email', 'Terlambat: sanggahan atas pengarsipan {code}',
 E'Yth. {name},\n\nMenurut pelapor, laporan {code} di {body} keliru diarsipkan. Keputusan Anda seharusnya ada paling lambat {due}.[\n\nBila belum diputuskan, laporan dinaikkan kepada {next_level} pada {next_date}.]\n\nBuka laporan {code} di aplikasi Anda untuk memutuskannya.\n\nLAPOR!\n'),
('escalated_filed', 'officer', 'sms', '',
 'LAPOR!: sanggahan atas pengarsipan {code} di {body} belum diputuskan[, {late} hari kerja lewat]. Mohon keputusan Anda.'),
('escalated_filed', 'officer', 'email', 'Eskalasi: sanggahan atas pengarsipan {code}',
 E'Yth. {name},\n\nMenurut pelapor, laporan {code} di {body} keliru diarsipkan. Keputusannya seharusnya ada paling lambat {due}[, terlambat {late} hari kerja]. Karena itu laporan dinaikkan kepada Anda.\n\nMohon diputuskan: laporan dibuka kembali, atau diarsipkan lagi dengan alasan.\n\nBuka laporan {code} di aplikasi Anda untuk melihatnya.\n\nLAPOR!\n')
ON CONFLICT DO NOTHING;
