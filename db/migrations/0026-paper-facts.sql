-- A digital copy has a name of its own under which it leaves, and keeps the name that an accepted file came with.
CREATE TABLE digital_copy_named (
  id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL,
  component_id TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES blob (sha256),
  pages INTEGER NOT NULL CHECK (pages >= 1),
  -- `<dossier code>_<component>_<nn>.pdf`, of the code that the dossier had then.
  file_name TEXT NOT NULL CHECK (length(file_name) BETWEEN 1 AND 200),
  -- As it came; null of a copy that was made of pages.
  original_name TEXT CHECK (length(original_name) <= 4000),
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL REFERENCES app_user (id),
  superseded_at TEXT,
  -- The pages of which it was made, in order, each with the clean-up that a person had chosen for it.
  made_of TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(made_of)),
  FOREIGN KEY (dossier_id, component_id) REFERENCES dossier_component (dossier_id, component_id)
) STRICT;
INSERT INTO digital_copy_named (id, dossier_id, component_id, sha256, pages, file_name, original_name, made_at, made_by, superseded_at, made_of)
SELECT c.id, c.dossier_id, c.component_id, c.sha256, c.pages,
  d.code || '_' || c.component_id || '_'
    || printf('%02d', row_number() OVER (PARTITION BY c.dossier_id, c.component_id ORDER BY c.made_at, c.rowid)) || '.pdf',
  NULL, c.made_at, c.made_by, c.superseded_at, c.made_of
FROM digital_copy c JOIN dossier d ON d.id = c.dossier_id ORDER BY c.rowid;
DROP TABLE digital_copy;
ALTER TABLE digital_copy_named RENAME TO digital_copy;
CREATE UNIQUE INDEX digital_copy_current ON digital_copy (dossier_id, component_id) WHERE superseded_at IS NULL;
CREATE INDEX digital_copy_of_component ON digital_copy (dossier_id, component_id);

-- What the digitised paper of a component says of itself. Personal values stand here and nowhere in the log of events, which commits to them.
CREATE TABLE paper_facts (
  dossier_id TEXT NOT NULL,
  component_id TEXT NOT NULL,
  -- The schema of shared/domain/digitisation/paper-facts.ts.
  facts TEXT NOT NULL CHECK (json_valid(facts)),
  kind TEXT NOT NULL,
  -- By which number the holder is found; null of somebody who has none.
  holder_number TEXT,
  holder_old_number TEXT,
  -- Fields whose value somebody took over from what was read on the page.
  suggested TEXT NOT NULL CHECK (json_valid(suggested)),
  -- Fields that the national data ask for and that were still lacking.
  lacking TEXT NOT NULL CHECK (json_valid(lacking)),
  said_at TEXT NOT NULL,
  said_by TEXT NOT NULL REFERENCES app_user (id),
  PRIMARY KEY (dossier_id, component_id),
  FOREIGN KEY (dossier_id, component_id) REFERENCES dossier_component (dossier_id, component_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX paper_facts_by_holder ON paper_facts (holder_number) WHERE holder_number IS NOT NULL;
CREATE INDEX paper_facts_by_old_number ON paper_facts (holder_old_number) WHERE holder_old_number IS NOT NULL;
