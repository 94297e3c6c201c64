-- Who agrees to a hand-over to the Ombudsman and mistypes the number has agreed to nothing: they are told how that is written. A text
-- that an installation has changed stays as it is: the digests are those of texts that were shipped.
UPDATE template SET body = CASE md5(body)
    WHEN '90ad818b2905eb1e1480f79a799b12dc' THEN
        'LAPOR!: pesan Anda menjadi laporan baru {code}, kata rahasia {secret}. Tentang laporan lama? Balas TAMBAH, KEBERATAN atau OMBUDSMAN, lalu nomornya.'
    ELSE
        'LAPOR!: pesan Anda menjadi laporan baru {code}, kata rahasia {secret}. Laporan lama? Balas TAMBAH, BACA, KEBERATAN atau OMBUDSMAN, lalu nomornya.'
    END
WHERE event = 'registered_unmatched' AND role = 'reporter' AND channel = 'sms'
    AND md5(body) IN ('90ad818b2905eb1e1480f79a799b12dc', '4773c2528c98104a4f085ab9a8158b1f');
UPDATE template SET body = replace(body, 'TAMBAH atau KEBERATAN dan', 'TAMBAH, KEBERATAN atau OMBUDSMAN dan')
WHERE event = 'registered_unmatched' AND role = 'reporter' AND channel = 'email'
    AND md5(body) = 'a236ccbfec28235d2d3a822bd1ebce3a';
