-- By which number a channel knows a case: what is told of its events names it. Ids grow with time, so rows go to the end of the index.
CREATE INDEX submission_case ON submission (complaint_id);
