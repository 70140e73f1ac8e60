-- What a result says of itself (the schema of shared/domain/digitisation/result-facts.ts). Of older results nothing was said.
ALTER TABLE dossier_result ADD COLUMN facts TEXT NOT NULL
  DEFAULT '{"code":null,"number":null,"issuedOn":null,"issuer":null,"signer":null,"validity":null,"link":null}' CHECK (json_valid(facts));

-- Why a document went out on paper alone; null where there was an electronic result, none was needed, or nobody asked for a reason yet.
ALTER TABLE hand_over ADD COLUMN paper_only TEXT
  CHECK (paper_only IN ('paper-by-law', 'no-signature', 'system-down', 'agency-gave-paper', 'other'));
ALTER TABLE hand_over ADD COLUMN paper_only_words TEXT CHECK (paper_only_words IS NULL OR paper_only IS NOT NULL);
CREATE INDEX hand_over_on_paper_only ON hand_over (handed_at) WHERE paper_only IS NOT NULL;
