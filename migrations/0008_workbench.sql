-- cases: reading by urgency; precedents of every kind of ruling
-- A page "most urgent first" is read off this index; the expression is the sort key of queries-lists.ts, word for word.
create index case_urgent on "case" (
  city_id,
  (coalesce(due_at, stage_due_at, case when pending = 'return' and clock_remaining_ms < 0
    then '1970-01-01 00:00:00+00'::timestamptz else '9999-12-31 00:00:00+00'::timestamptz end)),
  id
) where closed_at is null;
create index case_listed on "case" (city_id, listed_level, id) where listed_level is not null;
-- Which budgets run: few, and all a statement needs to tell lights by.
create index case_running on "case" (city_id, clock_measure, clock_budget_ms) where clock_running_since is not null;

alter table return_ruling rename to ruling;
alter index return_ruling_pkey rename to ruling_pkey;
alter table ruling add column kind text;
alter table ruling add column asked jsonb;
alter table ruling alter column reason_code drop not null;
drop index return_ruling_precedent;

-- What was ruled before stands in the histories.
update ruling set kind = 'return', asked = coalesce((
  select request.data::jsonb -> 'given' from case_event request
  where request.city_id = ruling.city_id and request.case_id = ruling.case_id and request.seq < ruling.seq and request.action = 'request-return'
  order by request.seq desc limit 1
), '{}');
insert into ruling (city_id, case_id, seq, kind, type_code, place_code, asking_unit_id, reason_code, asked, granted, ruling, at)
select decision.city_id, decision.case_id, decision.seq, replace(decision.action, 'decide-', ''), "case".type_code, "case".place_code,
  request.unit_id, null, request.data::jsonb -> 'given',
  (decision.data::jsonb -> 'given' ->> 'granted')::boolean, decision.data::jsonb -> 'given' ->> 'ruling', decision.at
from case_event decision
join "case" on "case".city_id = decision.city_id and "case".id = decision.case_id
cross join lateral (
  select earlier.unit_id, earlier.data from case_event earlier
  where earlier.city_id = decision.city_id and earlier.case_id = decision.case_id and earlier.seq < decision.seq
    and earlier.action = replace(decision.action, 'decide-', 'request-')
  order by earlier.seq desc limit 1
) request
where decision.action in ('decide-extension', 'decide-suspension') and request.unit_id is not null;

alter table ruling alter column kind set not null;
alter table ruling alter column asked set not null;
alter table ruling add check (kind in ('return', 'extension', 'suspension'));
create index ruling_precedent on ruling (city_id, kind, type_code, at);
create index ruling_precedent_place on ruling (city_id, kind, type_code, place_code, at);
