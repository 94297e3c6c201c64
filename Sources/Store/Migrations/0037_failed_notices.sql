-- Notices that did not arrive are looked for by the moment at which that was known. They are few among millions, and stay few: a
-- notice that is sent, which nearly all are, is never in this index.
CREATE INDEX notice_ended ON notice (settled_at) WHERE state IN ('failed', 'unknown');
