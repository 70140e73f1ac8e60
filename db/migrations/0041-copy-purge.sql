-- Files of certifications go when the citizen has the copy and the province its receipt (Điều 14 Nghị định 23/2015/NĐ-CP: nothing is kept of copies from originals).
-- Since when the files of a copy go, except those that another record names; nothing is made of them from then on.
ALTER TABLE certified_copy ADD COLUMN purged_at TEXT;
-- 0 once all of them were looked through.
ALTER TABLE certified_copy ADD COLUMN files_left INTEGER NOT NULL DEFAULT 1 CHECK (files_left IN (0, 1) AND (files_left = 1 OR purged_at IS NOT NULL));
CREATE INDEX certified_copy_to_purge ON certified_copy (dossier_id) WHERE files_left = 1;

-- Hashes that stand inside lists of files: of portal filings with the pictures made of them, and of what scanners' programs brought.
CREATE TABLE listed_file (
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  listed_in TEXT NOT NULL CHECK (listed_in IN ('filing', 'tray')),
  list_id TEXT NOT NULL,
  PRIMARY KEY (sha256, listed_in, list_id)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO listed_file (sha256, listed_in, list_id)
  SELECT f.value, 'filing', r.submission_id FROM online_revision r, json_tree(r.files) f
  WHERE f.type = 'text' AND length(f.value) = 64 AND f.value NOT GLOB '*[^0-9a-f]*';
INSERT OR IGNORE INTO listed_file (sha256, listed_in, list_id)
  SELECT f.value, 'tray', t.id FROM tray_file t, json_tree(t.files) f
  WHERE f.type = 'text' AND length(f.value) = 64 AND f.value NOT GLOB '*[^0-9a-f]*';
INSERT OR IGNORE INTO listed_file (sha256, listed_in, list_id) SELECT sha256, 'tray', id FROM tray_file WHERE sha256 IS NOT NULL;
CREATE TRIGGER files_of_filing_are_listed AFTER INSERT ON online_revision
BEGIN
  INSERT OR IGNORE INTO listed_file (sha256, listed_in, list_id)
    SELECT f.value, 'filing', NEW.submission_id FROM json_tree(NEW.files) f
    WHERE f.type = 'text' AND length(f.value) = 64 AND f.value NOT GLOB '*[^0-9a-f]*';
END;
CREATE TRIGGER files_of_tray_are_listed AFTER INSERT ON tray_file
BEGIN
  INSERT OR IGNORE INTO listed_file (sha256, listed_in, list_id)
    SELECT f.value, 'tray', NEW.id FROM json_tree(NEW.files) f
    WHERE f.type = 'text' AND length(f.value) = 64 AND f.value NOT GLOB '*[^0-9a-f]*';
  INSERT OR IGNORE INTO listed_file (sha256, listed_in, list_id) SELECT NEW.sha256, 'tray', NEW.id WHERE NEW.sha256 IS NOT NULL;
END;

-- Whether a file is named by anything else is asked before it goes, in the middle of the day: no table may be read through for that.
CREATE INDEX certified_copy_by_scan ON certified_copy (scan_sha256);
CREATE INDEX certified_copy_by_prepared ON certified_copy (prepared_sha256) WHERE prepared_sha256 IS NOT NULL;
CREATE INDEX certified_copy_by_officer_signed ON certified_copy (officer_signed_sha256) WHERE officer_signed_sha256 IS NOT NULL;
CREATE INDEX certified_copy_by_certified ON certified_copy (certified_sha256) WHERE certified_sha256 IS NOT NULL;
CREATE INDEX copy_delivery_by_file ON copy_delivery (sha256);
CREATE INDEX copy_proof_by_file ON copy_proof (sha256);
CREATE INDEX copy_version_by_file ON copy_version (sha256);
CREATE INDEX drawn_paper_by_file ON drawn_paper (sha256);
CREATE INDEX page_thumbnail_by_file ON page_thumbnail (sha256) WHERE sha256 IS NOT NULL;
CREATE INDEX print_run_by_sent ON print_run (sent_sha256);
CREATE INDEX scanned_page_by_file ON scanned_page (sha256);
CREATE INDEX signed_paper_by_file ON signed_paper (sha256);
CREATE INDEX stack_page_by_file ON stack_page (sha256);
-- Signatures by what they are of.
CREATE INDEX file_signature_by_dossier ON file_signature (dossier_id, component_id);
CREATE INDEX tray_file_by_dossier ON tray_file (dossier_id) WHERE dossier_id IS NOT NULL;

-- What was read on a page, and what is still to be done with it, goes with its picture.
CREATE TRIGGER text_goes_with_its_page AFTER UPDATE OF purged_at ON blob WHEN NEW.purged_at IS NOT NULL
BEGIN
  DELETE FROM page_search WHERE rowid IN (SELECT t.seq FROM page_text t JOIN scanned_page p ON p.id = t.page_id WHERE p.sha256 = NEW.sha256);
  DELETE FROM page_text WHERE page_id IN (SELECT id FROM scanned_page WHERE sha256 = NEW.sha256);
  DELETE FROM page_to_read WHERE page_id IN (SELECT id FROM scanned_page WHERE sha256 = NEW.sha256);
  DELETE FROM page_to_draw WHERE page_id IN (SELECT id FROM scanned_page WHERE sha256 = NEW.sha256);
  DELETE FROM page_to_measure WHERE page_id IN (SELECT id FROM scanned_page WHERE sha256 = NEW.sha256);
END;
