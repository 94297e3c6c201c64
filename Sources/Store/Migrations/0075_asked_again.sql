-- Some time after the closing the reporter may be asked whether it is really solved, where a rule for the clock `survey` says so: that
-- they were asked, and what they said.
ALTER TABLE fact
    ADD COLUMN asked_again boolean NOT NULL DEFAULT false,
    ADD COLUMN holds       boolean;                        -- NULL: they have not said

INSERT INTO template (event, role, channel, subject, body) VALUES
('asked_again', 'reporter', 'sms', '',
 'LAPOR!: {code} sudah lama ditutup. Apakah masalahnya benar sudah selesai? Balas SUDAH {code} atau BELUM {code}.'),
('asked_again', 'reporter', 'email', 'Apakah laporan {code} benar sudah selesai?',
 E'Yth. {name},\n\nLaporan Anda {code} yang ditangani {body} sudah beberapa waktu ditutup. Apakah masalahnya benar sudah selesai?\n\nBalas surat ini dengan SUDAH {code} bila benar selesai, atau BELUM {code} dan alasannya bila belum: itu keberatan, dan laporan Anda diteruskan. Aplikasi atau loket tempat Anda melapor dapat menyampaikannya juga, dengan kata rahasia Anda.\n\nJawaban Anda dihitung tersendiri, untuk menilai apakah penyelesaian bertahan. Bila Anda tidak menjawab, tidak ada yang berubah.\n\nLAPOR!\n')
ON CONFLICT DO NOTHING;

-- As for all columns of facts: reports read the table from end to end.
DO $$
DECLARE
    name text;
BEGIN
    FOR name IN SELECT attname FROM pg_attribute
        WHERE attrelid = 'fact'::regclass AND attnum > 0 AND NOT attisdropped AND attstattarget IS DISTINCT FROM 10 LOOP
        EXECUTE format('ALTER TABLE fact ALTER COLUMN %I SET STATISTICS 10', name);
    END LOOP;
END $$;

-- Facts from before have nothing there. All are folded anew, by ClockWorker or the first report; until a case is, no figure is
-- printed, rather than one without it.
INSERT INTO fact_problem
SELECT complaint_id, version, 'its facts are made anew after an update, which ClockWorker does within minutes'
FROM fact_present ON CONFLICT (complaint_id) DO NOTHING;
INSERT INTO fact_todo (ids)
SELECT array_agg(complaint_id ORDER BY complaint_id)
FROM (SELECT complaint_id, row_number() OVER (ORDER BY complaint_id) / 500 AS page FROM fact_present) AS pages
GROUP BY page ORDER BY page;
TRUNCATE fact;
