-- What a copy was made smaller by, so that it keeps to the office's limit: each page that was coded anew, with its quality, dots per inch and bytes.
ALTER TABLE digital_copy ADD COLUMN re_encoded TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(re_encoded));
-- The limit, in bytes, that a person let it be larger than; null where nobody had to.
ALTER TABLE digital_copy ADD COLUMN larger_than INTEGER CHECK (larger_than > 0);
