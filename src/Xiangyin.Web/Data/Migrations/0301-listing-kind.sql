-- What a phone offers to link a record to, and lists of one kind, are the newest of that kind.
CREATE INDEX listing_kind ON listing (county, kind, day, id);
