-- When a cover was drawn for paper copies that go to the officer and the seal: what lies under a cover is ticked off by its code and by nothing else.
ALTER TABLE paper_copy ADD COLUMN cover_at TEXT;

-- Where the statement stands on the last page: the office's place, and what each printer's feeding is corrected by.
UPDATE setting SET key = 'certify.statementPlaces', value = json_object('usual', json(value), 'printers', json('[]'))
WHERE key = 'certify.statementPlace';
