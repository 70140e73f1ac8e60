-- The pages of which a digital copy was made, in order, each with the clean-up that a person had chosen for it: a copy whose pages were changed
-- since is no longer up to date. What older copies were made of is what counted in their component when they were made.
ALTER TABLE digital_copy ADD COLUMN made_of TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(made_of));
UPDATE digital_copy SET made_of = (
  SELECT json_group_array(json_array(p.id, (
    SELECT u.clean_up FROM page_clean_up u WHERE u.page_id = p.id AND u.chosen_at <= digital_copy.made_at)) ORDER BY p.position, p.id)
  FROM scanned_page p
  WHERE p.dossier_id = digital_copy.dossier_id AND p.component_id = digital_copy.component_id AND p.added_at <= digital_copy.made_at
    AND (p.set_aside_at IS NULL OR p.set_aside_at > digital_copy.made_at));

-- A page with a stuck note is copied twice, with the note and without it (điểm d khoản 2 Điều 8 Thông tư 01/2023/TT-VPCP): which picture this is.
CREATE TABLE page_note (
  page_id TEXT PRIMARY KEY REFERENCES scanned_page (id),
  picture TEXT NOT NULL CHECK (picture IN ('with', 'without')),
  marked_at TEXT NOT NULL,
  marked_by TEXT NOT NULL REFERENCES app_user (id)
) STRICT, WITHOUT ROWID;

-- The small picture of a page, made from the stored one and made again if it is lost.
CREATE TABLE page_thumbnail (
  page_id TEXT PRIMARY KEY REFERENCES scanned_page (id),
  -- Null where none could be made, and the problem says why.
  sha256 TEXT REFERENCES blob (sha256),
  problem TEXT,
  drawn_at TEXT NOT NULL,
  CHECK ((sha256 IS NULL) <> (problem IS NULL))
) STRICT, WITHOUT ROWID;

-- Pages that wait for theirs: whatever brings a page, it comes into this list with it.
CREATE TABLE page_to_draw (
  page_id TEXT PRIMARY KEY REFERENCES scanned_page (id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER scanned_page_is_drawn AFTER INSERT ON scanned_page BEGIN INSERT INTO page_to_draw (page_id) VALUES (NEW.id); END;
INSERT INTO page_to_draw (page_id)
SELECT p.id FROM scanned_page p JOIN dossier d ON d.id = p.dossier_id
WHERE p.set_aside_at IS NULL AND d.state NOT IN ('refused', 'withdrawn', 'stopped', 'returned', 'voided');
