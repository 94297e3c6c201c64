-- A reporter proves themselves by their tracking code and a secret, which they are told once: where they are told that their
-- report was taken. It is made of case and address, so no table has it. Texts that an installation has changed stay as they are.
UPDATE template SET body =
 'LAPOR!: laporan Anda kami terima dengan nomor {code}, kata rahasia {secret}. Verifikasi paling lama {verify_days} hari kerja. Simpan keduanya untuk melacak laporan.'
WHERE event = 'registered' AND role = 'reporter' AND channel = 'sms' AND body =
 'LAPOR!: laporan Anda sudah kami terima dengan nomor {code}. Verifikasi paling lama {verify_days} hari kerja. Simpan nomor ini untuk melacak laporan.';
UPDATE template SET body =
 E'Yth. {name},\n\nLaporan Anda sudah kami terima dengan nomor {code}. Kata rahasianya {secret}.\nVerifikasi dan penerusan kepada instansi yang berwenang paling lama {verify_days} hari kerja.\n\nSimpan keduanya. Dengan nomor ini Anda melacak laporan; kata rahasia membuktikan bahwa Andalah pelapornya. Jangan berikan kepada siapa pun: petugas tidak pernah memintanya.\n\nLAPOR!\n'
WHERE event = 'registered' AND role = 'reporter' AND channel = 'email' AND body =
 E'Yth. {name},\n\nLaporan Anda sudah kami terima dengan nomor {code}.\nVerifikasi dan penerusan kepada instansi yang berwenang paling lama {verify_days} hari kerja.\n\nSimpan nomor ini untuk melacak laporan Anda.\n\nLAPOR!\n';
UPDATE template SET body =
 'LAPOR!: pesan Anda dicatat sebagai laporan baru {code}, kata rahasia {secret}. Pertanyaan tentang {question_on} masih menunggu jawaban Anda.'
WHERE event = 'registered_apart' AND role = 'reporter' AND channel = 'sms' AND body =
 'LAPOR!: pesan Anda dicatat sebagai laporan baru {code}. Pertanyaan tentang laporan {question_on} masih menunggu jawaban Anda.';
UPDATE template SET body =
 E'Yth. {name},\n\nPesan Anda kami catat sebagai laporan baru dengan nomor {code}, karena isinya tentang hal lain. Kata rahasianya {secret}; jangan berikan kepada siapa pun.\n\nPertanyaan kami tentang laporan {question_on} masih menunggu jawaban Anda.\n\nLAPOR!\n'
WHERE event = 'registered_apart' AND role = 'reporter' AND channel = 'email' AND body =
 E'Yth. {name},\n\nPesan Anda kami catat sebagai laporan baru dengan nomor {code}, karena isinya tentang hal lain.\n\nPertanyaan kami tentang laporan {question_on} masih menunggu jawaban Anda.\n\nLAPOR!\n';
