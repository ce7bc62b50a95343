-- organisation: places and people
create table city (
  city_id text primary key,
  name text not null,
  name_en text not null,
  time_zone text not null,
  code_lengths jsonb not null,
  settings jsonb not null,
  -- Changes whenever the working calendar does, so that every process knows when its compiled copy is stale.
  calendar_stamp uuid,
  is_demo boolean not null default false,
  created_at timestamptz not null
);

-- One row is one version of a division: a rename or a new outline closes the row and opens another under the same code.
create table division (
  city_id text not null references city,
  id uuid not null,
  code text collate "C" not null,
  level text not null check (level in ('city','district','street','community','residents_group','building')),
  parent_code text collate "C",
  name text not null,
  name_en text,
  area geometry(MultiPolygon, 4326),
  synthetic boolean not null default false,
  valid_from date not null,
  valid_to date,
  primary key (city_id, id),
  unique (city_id, code, valid_from),
  check (valid_to is null or valid_to >= valid_from)
);
-- Whole, not partial: what is asked is always "in force on a day", past days too, and ended rows stay few.
create index division_level on division (city_id, level, code);
create index division_parent on division (city_id, parent_code);
create index division_area on division using gist (area);

-- What became of a division that ended: merged into, split into or renumbered as.
create table division_succession (
  city_id text not null references city,
  id uuid not null,
  from_code text collate "C" not null,
  to_code text collate "C" not null,
  kind text not null check (kind in ('merge','split','rename','recode')),
  on_date date not null,
  primary key (city_id, id),
  unique (city_id, from_code, to_code, on_date)
);

-- Zones that govern like a district without a code of their own in GB/T 2260 (development zones, resorts).
create table functional_zone (
  city_id text not null references city,
  code text collate "C" not null,
  name text not null,
  name_en text,
  valid_from date not null,
  valid_to date,
  primary key (city_id, code)
);
create table zone_division (
  city_id text not null,
  zone_code text collate "C" not null,
  division_code text collate "C" not null,
  valid_from date not null,
  valid_to date,
  primary key (city_id, zone_code, division_code, valid_from),
  foreign key (city_id, zone_code) references functional_zone (city_id, code)
);

create table grid (
  city_id text not null references city,
  id uuid not null,
  code text collate "C" not null,
  kind text not null check (kind in ('management','unit')),
  community_code text collate "C" not null,
  name text not null,
  area geometry(MultiPolygon, 4326) not null,
  region_class smallint not null default 1 check (region_class between 1 and 3),
  synthetic boolean not null default false,
  valid_from date not null,
  valid_to date,
  primary key (city_id, id),
  unique (city_id, kind, code, valid_from)
);
create index grid_area on grid using gist (area);
create index grid_community on grid (city_id, community_code);

create table unit (
  city_id text not null references city,
  id uuid not null,
  code text not null,
  name text not null,
  name_en text,
  kind text not null check (kind in ('centre','department','office','workstation','team','company')),
  duty text,
  level text not null check (level in ('city','district','street','community')),
  area_code text collate "C" not null,
  zone_code text collate "C",
  parent_id uuid,
  valid_from date not null,
  valid_to date,
  primary key (city_id, id),
  unique (city_id, code),
  foreign key (city_id, parent_id) references unit (city_id, id)
);
create index unit_duty on unit (city_id, duty, area_code);
create index unit_area on unit (city_id, area_code);

create table role (
  city_id text not null references city,
  code text not null,
  name text not null,
  name_en text not null,
  permissions text[] not null,
  primary key (city_id, code)
);

create table post (
  city_id text not null,
  id uuid not null,
  unit_id uuid not null,
  role_code text not null,
  title text not null,
  title_en text,
  rank smallint not null default 1,
  area_codes text[],
  valid_from date not null,
  valid_to date,
  primary key (city_id, id),
  foreign key (city_id, unit_id) references unit (city_id, id),
  foreign key (city_id, role_code) references role (city_id, code)
);
create index post_unit on post (city_id, unit_id);

create table person (
  city_id text not null references city,
  id uuid not null,
  login text,
  password_hash text,
  name text not null,
  locale text not null default 'zh',
  active boolean not null default true,
  created_at timestamptz not null,
  primary key (city_id, id),
  unique (city_id, login)
);

create table appointment (
  city_id text not null,
  id uuid not null,
  person_id uuid not null,
  post_id uuid not null,
  kind text not null check (kind in ('holder','deputy')),
  valid_from date not null,
  valid_to date,
  primary key (city_id, id),
  foreign key (city_id, person_id) references person (city_id, id),
  foreign key (city_id, post_id) references post (city_id, id)
);
create index appointment_person on appointment (city_id, person_id);
create index appointment_post on appointment (city_id, post_id);

-- 1 + 5 + X: the kinds of staff a grid has, as data.
create table staff_kind (
  city_id text not null references city,
  code text not null,
  name text not null,
  name_en text not null,
  part text not null check (part in ('head','core','other')),
  sort smallint not null,
  primary key (city_id, code)
);
create table grid_staff (
  city_id text not null,
  id uuid not null,
  grid_code text collate "C" not null,
  kind_code text not null,
  person_id uuid not null,
  valid_from date not null,
  valid_to date,
  primary key (city_id, id),
  foreign key (city_id, kind_code) references staff_kind (city_id, code),
  foreign key (city_id, person_id) references person (city_id, id)
);
create index grid_staff_grid on grid_staff (city_id, grid_code);
create index grid_staff_person on grid_staff (city_id, person_id);
