-- What stands on a page, as an engine read it: a help for finding, never the paper.
CREATE TABLE page_text (
  -- The place of its words in the index: what was read last stands last.
  seq INTEGER PRIMARY KEY,
  page_id TEXT NOT NULL UNIQUE REFERENCES scanned_page (id),
  engine TEXT CHECK (engine IN ('native', 'shipped')),
  -- Each word with its place on the page. Null where the page could not be read, and the problem says why.
  words TEXT CHECK (words IS NULL OR json_valid(words)),
  problem TEXT,
  read_at TEXT NOT NULL,
  CHECK ((words IS NULL) <> (problem IS NULL)),
  CHECK ((words IS NULL) = (engine IS NULL))
) STRICT;

CREATE VIRTUAL TABLE page_search USING fts5 (
  words, content = '', contentless_delete = 1, detail = none, prefix = '2 3 4',
  tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co'"
);

-- Pages that wait to be read: whatever brings a page, it comes into this list with it, and stays until its text is recorded.
CREATE TABLE page_to_read (
  page_id TEXT PRIMARY KEY REFERENCES scanned_page (id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER scanned_page_is_read AFTER INSERT ON scanned_page BEGIN INSERT INTO page_to_read (page_id) VALUES (NEW.id); END;
INSERT INTO page_to_read (page_id) SELECT id FROM scanned_page WHERE set_aside_at IS NULL;
