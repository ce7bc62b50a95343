-- cases: the closed loop; its append-only history; registers of components and shopfronts
-- The row is a projection of case_event: replaying a case's events gives exactly this row (derived search columns apart).
create table "case" (
  city_id text not null references city,
  id uuid not null,
  number text not null,
  version int not null,
  head_hash text not null,
  stage text not null,
  stage_entered_at timestamptz not null,
  stage_due_at timestamptz,

  origin text not null,
  channel text not null,
  origin_level text not null,
  loop_level text not null,
  closing_level text not null,
  description text not null,
  type_code text collate "C",
  condition_number smallint,
  catalogue_version_id uuid,
  urgency text not null default 'normal',
  impact_area double precision,

  lon double precision not null,
  lat double precision not null,
  place geometry(Point, 4326) generated always as (st_setsrid(st_makepoint(lon, lat), 4326)) stored,
  address text not null,
  place_code text collate "C" not null,
  zone_code text collate "C",
  region_class smallint not null default 1,
  component_code text,
  shopfront_code text,

  reporter_id uuid,
  reporter_unit_id uuid,
  unit_id uuid,
  handler_id uuid,
  handled_by jsonb not null default '[]',
  inspector_id uuid,
  checked_by uuid,
  assisting jsonb not null default '[]',
  photos jsonb not null default '[]',

  reported_at timestamptz not null,
  filed_at timestamptz,
  dispatched_at timestamptz,
  received_at timestamptz,
  handled_at timestamptz,
  closed_at timestamptz,

  limit_value double precision,
  limit_unit text,
  clock_measure text,
  clock_budget_ms bigint,
  clock_remaining_ms bigint,
  clock_running_since timestamptz,
  due_at timestamptz,
  on_time boolean,

  pending text,
  pending_at timestamptz,
  pending_detail jsonb,
  suspended_until timestamptz,
  escalation_step smallint not null default 0,
  next_escalation_at timestamptz,
  listed_level text,
  listed_owner_post_id uuid,

  round smallint not null default 1,
  return_count smallint not null default 0,
  rework_count smallint not null default 0,
  extension_count smallint not null default 0,
  suspension_count smallint not null default 0,
  urge_count smallint not null default 0,
  urge_due_at timestamptz,
  self_handled boolean not null default false,
  primary_case_id uuid,
  outcome text,
  solved boolean,
  satisfied smallint,

  search_text text not null,
  search_grams text[] not null,
  primary key (city_id, id),
  unique (city_id, number),
  foreign key (city_id, primary_case_id) references "case" (city_id, id)
);
-- The day's work looks only at open cases, so its indexes do not grow with history.
create index case_inbox on "case" (city_id, stage, place_code, id) where closed_at is null;
create index case_unit on "case" (city_id, unit_id, stage, id) where closed_at is null;
create index case_inspector on "case" (city_id, inspector_id) where closed_at is null;
create index case_due on "case" (city_id, due_at) where closed_at is null and due_at is not null;
create index case_escalation on "case" (city_id, next_escalation_at) where next_escalation_at is not null;
create index case_suspended on "case" (city_id, suspended_until) where suspended_until is not null;
create index case_pending on "case" (city_id, pending, id) where pending is not null;
create index case_recent on "case" (city_id, reported_at, id);
create index case_place_open on "case" using gist (place) where closed_at is null;
create index case_place_recent on "case" (city_id, place_code, reported_at);
create index case_reporter on "case" (city_id, reporter_id, id);
create index case_type on "case" (city_id, type_code, id);
create index case_component on "case" (city_id, component_code) where component_code is not null;
create index case_shopfront on "case" (city_id, shopfront_code) where shopfront_code is not null;
create index case_primary on "case" (city_id, primary_case_id) where primary_case_id is not null;
create index case_search on "case" using gin (search_grams);

-- Append-only. `data` is canonical JSON kept as text, so that not one byte of it can change without breaking `hash`.
create table case_event (
  city_id text not null,
  case_id uuid not null,
  seq int not null,
  request_id uuid not null,
  action text not null,
  from_stage text,
  to_stage text not null,
  at timestamptz not null,
  person_id uuid,
  post_id uuid,
  unit_id uuid,
  data text not null,
  prev_hash text not null,
  hash text not null,
  primary key (city_id, case_id, seq),
  unique (city_id, request_id),
  foreign key (city_id, case_id) references "case" (city_id, id)
);

-- Who told us, apart from the case: never shown to the unit complained about, removed when its time is over.
create table case_contact (
  city_id text not null,
  case_id uuid not null,
  name text,
  contact text,
  delete_after timestamptz not null,
  primary key (city_id, case_id),
  foreign key (city_id, case_id) references "case" (city_id, id)
);
create index case_contact_retention on case_contact (city_id, delete_after);

-- Rulings on "not ours": kept as precedents for the next dispute of the same kind.
create table return_ruling (
  city_id text not null,
  case_id uuid not null,
  seq int not null,
  type_code text collate "C",
  place_code text collate "C" not null,
  asking_unit_id uuid not null,
  reason_code text not null,
  granted boolean not null,
  ruling text not null,
  at timestamptz not null,
  primary key (city_id, case_id, seq),
  foreign key (city_id, case_id) references "case" (city_id, id)
);
create index return_ruling_precedent on return_ruling (city_id, type_code, at);

create table component (
  city_id text not null references city,
  code text collate "C" not null,
  type_code text collate "C" not null,
  name text not null,
  grid_code text collate "C",
  lon double precision not null,
  lat double precision not null,
  place geometry(Point, 4326) generated always as (st_setsrid(st_makepoint(lon, lat), 4326)) stored,
  supervising_unit_id uuid,
  owner_unit_id uuid,
  maintenance_unit_id uuid,
  state text not null default 'intact' check (state in ('intact','damaged','lost','abandoned','removed')),
  initial_date date,
  change_date date,
  data_source text not null default '',
  note text not null default '',
  primary key (city_id, code)
);
create index component_place on component using gist (place);
create index component_type on component (city_id, type_code);

create table shopfront (
  city_id text not null references city,
  code text collate "C" not null,
  name text not null,
  address text not null,
  grid_code text collate "C",
  lon double precision not null,
  lat double precision not null,
  place geometry(Point, 4326) generated always as (st_setsrid(st_makepoint(lon, lat), 4326)) stored,
  duties text[] not null,
  signed_on date,
  state text not null default 'open' check (state in ('open','closed')),
  primary key (city_id, code)
);
create index shopfront_place on shopfront using gist (place);
