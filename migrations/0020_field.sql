-- field: photos that come in parts; duty on the street, as shares of grids and never as a path
-- One photo on its way; its bytes lie in the store of files, each part under a key of its own, until it is whole.
create table upload (
  city_id text not null references city,
  id uuid not null,
  person_id uuid not null,
  length int not null check (length > 0),
  received int not null default 0 check (received <= length),
  parts jsonb not null default '[]',
  -- What the device said beside it; emptied when the photo is taken in.
  fields jsonb not null,
  sha256 text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  done_at timestamptz,
  primary key (city_id, id),
  foreign key (city_id, person_id) references person (city_id, id) on delete cascade
);
create index upload_person on upload (city_id, person_id) where done_at is null;
create index upload_expiry on upload (city_id, expires_at);

create table patrol (
  city_id text not null references city,
  id uuid not null,
  person_id uuid not null,
  post_id uuid not null,
  day date not null,
  started_at timestamptz not null,
  ends_by timestamptz not null,
  ended_at timestamptz,
  ended_by text check (ended_by in ('person', 'schedule')),
  primary key (city_id, id),
  check (ended_at is null or ended_at >= started_at),
  foreign key (city_id, person_id) references person (city_id, id) on delete cascade
);
create unique index patrol_running on patrol (city_id, person_id) where ended_at is null;
create index patrol_closing on patrol (city_id, ends_by) where ended_at is null;
create index patrol_day on patrol (city_id, day);

create table patrol_check_in (
  city_id text not null,
  patrol_id uuid not null,
  grid_code text collate "C" not null,
  how text not null check (how in ('qr', 'position')),
  primary key (city_id, patrol_id, grid_code),
  foreign key (city_id, patrol_id) references patrol (city_id, id) on delete cascade
);

-- Which cells of about 50 m of a grid a person was in on a day: a set without times and without an order.
create table patrol_visit (
  city_id text not null references city,
  person_id uuid not null,
  day date not null,
  grid_code text collate "C" not null,
  visited jsonb not null,
  cells int not null check (cells > 0),
  primary key (city_id, person_id, day, grid_code),
  foreign key (city_id, person_id) references person (city_id, id) on delete cascade
);
create index patrol_visit_day on patrol_visit (city_id, day, grid_code);

-- What is left of a day when its visits are forgotten.
create table patrol_sum (
  city_id text not null references city,
  day date not null,
  grid_code text collate "C" not null,
  visited int not null,
  cells int not null,
  people int not null,
  primary key (city_id, day, grid_code)
);

-- The sheet of codes to be printed for a grid.
create index component_grid on component (city_id, grid_code);
