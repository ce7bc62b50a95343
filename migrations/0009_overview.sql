-- cases: what the city at a glance reads, at a cost that does not grow with history
-- Everything a count of closed cases asks is in the index, and closed rows hardly change: the table itself is not read.
create index case_closed on "case" (city_id, closed_at) include (place_code, zone_code, stage, on_time, reported_at) where closed_at is not null;
-- The history is by far the largest table and is written in the order of time: its days are found by the range of each block, not row by row.
create index case_event_at on case_event using brin (at timestamptz_minmax_multi_ops) with (autosummarize = on);
