-- Conversations by SMS: messages that come in parts, and answers that come in several messages.

-- What was answered is kept for a while: words that come soon after are the rest of the answer.
ALTER TABLE open_question ADD COLUMN answered_at timestamptz;   -- NULL: the answer is owed

-- Parts of SMS. Each stays for ever by its key, so that a part that comes again is known; what it says goes when it has become
-- part of a report or an answer.
CREATE TABLE sms_part (
    channel      text COLLATE "C" NOT NULL,
    external_id  text COLLATE "C" NOT NULL,       -- of the part, or one for all parts
    part         smallint NOT NULL,               -- from 1
    parts        smallint NOT NULL,               -- of the whole message
    ref          text COLLATE "C" NOT NULL,       -- the sender's number of the message, soon used again
    sender       bigint NOT NULL,                 -- keyed hash of phone number
    at           timestamptz NOT NULL,            -- when it was received
    words        bigint NOT NULL,                 -- keyed hash of what it says: the same part come again says the same
    submission   json,                            -- as it came; NULL: joined
    message_id   uuid,                            -- what the message became: a complaint, or words on one; NULL: it waits
    complaint_id uuid,                            -- the case
    PRIMARY KEY (channel, external_id, part),
    CHECK ((submission IS NULL) = (message_id IS NOT NULL) AND (message_id IS NULL) = (complaint_id IS NULL))
);
CREATE INDEX sms_part_message ON sms_part (channel, sender, ref, parts);
CREATE INDEX sms_part_waiting ON sms_part (at) WHERE message_id IS NULL;

-- Who is asked something and sends a report of their own is told that it was taken for one.
INSERT INTO template (event, role, channel, subject, body) VALUES
('registered_apart', 'reporter', 'sms', '',
 'LAPOR!: pesan Anda dicatat sebagai laporan baru {code}. Pertanyaan tentang laporan {question_on} masih menunggu jawaban Anda.'),
('registered_apart', 'reporter', 'email', 'Laporan baru {code} kami terima',
 E'Yth. {name},\n\nPesan Anda kami catat sebagai laporan baru dengan nomor {code}, karena isinya tentang hal lain.\n\nPertanyaan kami tentang laporan {question_on} masih menunggu jawaban Anda.\n\nLAPOR!\n');
