-- cases: all a count of open cases by place, stage and light asks, so that it reads 4 MB of index and not the rows
create index case_open on "case" (city_id, place_code) include (
  closed_at, zone_code, stage, loop_level, reported_at, stage_entered_at, stage_due_at, due_at,
  clock_measure, clock_budget_ms, clock_remaining_ms, clock_running_since, id, number
) where closed_at is null;
