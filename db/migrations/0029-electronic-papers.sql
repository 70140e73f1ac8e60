-- A component may also come out of its holder's store of digitised papers: no paper was handed over, and no database was asked.
CREATE TABLE dossier_component_of_store (
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  component_id TEXT NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 0),
  name TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('paper', 'database', 'store')),
  original INTEGER NOT NULL CHECK (original >= 0),
  certified INTEGER NOT NULL CHECK (certified >= 0),
  photocopy INTEGER NOT NULL CHECK (photocopy >= 0),
  only_shown INTEGER NOT NULL CHECK (only_shown IN (0, 1)),
  paper_reason TEXT,
  lookup_pending INTEGER NOT NULL DEFAULT 0 CHECK (lookup_pending IN (0, 1)),
  PRIMARY KEY (dossier_id, component_id),
  CHECK (source <> 'store' OR original + certified + photocopy = 0)
) STRICT, WITHOUT ROWID;
INSERT INTO dossier_component_of_store
  (dossier_id, component_id, position, name, source, original, certified, photocopy, only_shown, paper_reason, lookup_pending)
SELECT dossier_id, component_id, position, name, source, original, certified, photocopy, only_shown, paper_reason, lookup_pending
FROM dossier_component ORDER BY dossier_id, component_id;
DROP TABLE dossier_component;
ALTER TABLE dossier_component_of_store RENAME TO dossier_component;

-- The text of PDFs that were taken as they are: received files, results, papers used again. What is made of scanned pages has its text page by page.
CREATE TABLE file_text (
  -- The place of its words in the index: what was read last stands last.
  seq INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL REFERENCES blob (sha256),
  page INTEGER NOT NULL CHECK (page >= 1),
  -- 'file' is the text that the file has itself; the others read its picture.
  engine TEXT CHECK (engine IN ('file', 'native', 'shipped')),
  -- Each word with its place on the page. Null where the page could not be read, and the problem says why.
  words TEXT CHECK (words IS NULL OR json_valid(words)),
  problem TEXT,
  read_at TEXT NOT NULL,
  UNIQUE (sha256, page),
  CHECK ((words IS NULL) <> (problem IS NULL)),
  CHECK ((words IS NULL) = (engine IS NULL))
) STRICT;
CREATE VIRTUAL TABLE file_search USING fts5 (
  words, content = '', contentless_delete = 1, detail = none, prefix = '2 3 4',
  tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co'"
);

-- Files that wait to be read.
CREATE TABLE file_to_read (
  sha256 TEXT PRIMARY KEY REFERENCES blob (sha256)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER given_copy_is_read AFTER INSERT ON digital_copy WHEN NEW.original_name IS NOT NULL OR NEW.made_of = '[]'
BEGIN INSERT INTO file_to_read (sha256) SELECT NEW.sha256
  WHERE NOT EXISTS (SELECT 1 FROM file_to_read WHERE sha256 = NEW.sha256) AND NOT EXISTS (SELECT 1 FROM file_text WHERE sha256 = NEW.sha256); END;
CREATE TRIGGER reused_copy_is_read AFTER INSERT ON reused_copy
BEGIN INSERT INTO file_to_read (sha256) SELECT c.sha256 FROM digital_copy c WHERE c.id = NEW.copy_id
  AND NOT EXISTS (SELECT 1 FROM file_to_read WHERE sha256 = c.sha256) AND NOT EXISTS (SELECT 1 FROM file_text WHERE sha256 = c.sha256); END;
CREATE TRIGGER result_is_read AFTER INSERT ON dossier_result WHEN NEW.sha256 IS NOT NULL
BEGIN INSERT INTO file_to_read (sha256) SELECT b.sha256 FROM blob b WHERE b.sha256 = NEW.sha256 AND b.media_type = 'application/pdf'
  AND NOT EXISTS (SELECT 1 FROM file_to_read WHERE sha256 = b.sha256) AND NOT EXISTS (SELECT 1 FROM file_text WHERE sha256 = b.sha256); END;
INSERT INTO file_to_read (sha256)
SELECT c.sha256 FROM digital_copy c JOIN blob b ON b.sha256 = c.sha256 AND b.purged_at IS NULL
WHERE c.superseded_at IS NULL
  AND (c.original_name IS NOT NULL OR c.made_of = '[]' OR EXISTS (SELECT 1 FROM reused_copy r WHERE r.copy_id = c.id))
UNION SELECT r.sha256 FROM dossier_result r JOIN blob b ON b.sha256 = r.sha256 AND b.purged_at IS NULL AND b.media_type = 'application/pdf';

-- What was read in a file goes with it.
CREATE TRIGGER text_goes_with_its_file AFTER UPDATE OF purged_at ON blob WHEN NEW.purged_at IS NOT NULL
BEGIN
  DELETE FROM file_search WHERE rowid IN (SELECT seq FROM file_text WHERE sha256 = NEW.sha256);
  DELETE FROM file_text WHERE sha256 = NEW.sha256;
  DELETE FROM file_to_read WHERE sha256 = NEW.sha256;
END;
