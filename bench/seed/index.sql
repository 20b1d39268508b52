-- PostGraphile and the hand-written statements ask for the names of a place, which Waymark has in memory.
CREATE INDEX bench_names_region ON place_names (region_id);
CREATE INDEX bench_names_district ON place_names (district_id);
CREATE INDEX bench_names_partnership ON place_names (partnership_id);

CREATE SCHEMA bench;

CREATE FUNCTION bench.size() RETURNS int LANGUAGE sql STABLE AS $$ SELECT current_setting('bench.size')::int $$;

-- An id with the prefix of another, out of that one and a key.
CREATE FUNCTION bench.new_id(id text, key text) RETURNS text LANGUAGE sql IMMUTABLE AS
	$$ SELECT split_part(id, '_', 1) || '_' || substr(md5(id || '/' || key), 1, 26) $$;

-- A number from 0 up to below n, out of a key.
CREATE FUNCTION bench.draw(key text, n int) RETURNS int LANGUAGE sql IMMUTABLE AS
	$$ SELECT (('x' || substr(md5(key), 1, 7))::bit(28)::int % n) $$;
