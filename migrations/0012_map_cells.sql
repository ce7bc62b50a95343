-- cases: a city seen whole on the map is gathered from the index alone
-- All that counts of open cases and the cells of the map ask, by place, stage, light and who may see it: read in place of rows ten times as wide.
drop index case_open;
create index case_open on "case" (city_id, place_code) include (
  closed_at, zone_code, stage, loop_level, reported_at, stage_entered_at, stage_due_at, due_at,
  clock_measure, clock_budget_ms, clock_remaining_ms, clock_running_since, id, number,
  place, lon, lat, urgency, type_code, listed_level, unit_id, reporter_id, inspector_id
) where closed_at is null;
