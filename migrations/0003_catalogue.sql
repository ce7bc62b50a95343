-- catalogue: the working calendar; problem types, filing conditions and who is responsible, in versions
create table working_year (
  city_id text not null references city,
  year smallint not null,
  primary key (city_id, year)
);
create table calendar_day (
  city_id text not null references city,
  day date not null,
  kind text not null check (kind in ('off','work')),
  name text not null,
  primary key (city_id, day)
);
create table working_slot (
  city_id text not null references city,
  sort smallint not null,
  from_time text not null,
  to_time text not null,
  primary key (city_id, sort)
);

create table catalogue_version (
  city_id text not null references city,
  id uuid not null,
  number int not null,
  status text not null check (status in ('draft','approved')),
  effective_from date,
  note text not null default '',
  drafted_by uuid,
  drafted_at timestamptz not null,
  approved_by uuid,
  approved_at timestamptz,
  primary key (city_id, id),
  unique (city_id, number)
);

create table problem_type (
  city_id text not null,
  version_id uuid not null,
  code text collate "C" not null,
  domain text not null check (domain in ('urban','water','air')),
  kind text not null check (kind in ('component','event')),
  class_code text not null,
  class_name text not null,
  class_name_en text not null default '',
  item_code text not null,
  name text not null,
  name_en text not null,
  provenance text not null default '',
  primary key (city_id, version_id, code),
  foreign key (city_id, version_id) references catalogue_version (city_id, id)
);

create table filing_condition (
  city_id text not null,
  version_id uuid not null,
  type_code text collate "C" not null,
  number smallint not null,
  filing text not null,
  closing text not null,
  limit_value numeric not null check (limit_value > 0),
  limit_unit text not null,
  limit_by_region jsonb not null default '{}',
  urgency text not null check (urgency in ('urgent','normal')),
  provenance text not null default '',
  primary key (city_id, version_id, type_code, number),
  foreign key (city_id, version_id, type_code) references problem_type (city_id, version_id, code)
);

-- Who is responsible: the first rule that matches a type and names a unit that exists there.
create table responsibility_rule (
  city_id text not null,
  version_id uuid not null,
  number int not null,
  domain text,
  kind text,
  class_code text,
  type_code text collate "C",
  basis text not null check (basis in ('owner','territory')),
  duty text,
  level text check (level in ('city','district','street','community')),
  reason text not null,
  reason_en text not null default '',
  primary key (city_id, version_id, number),
  foreign key (city_id, version_id) references catalogue_version (city_id, id)
);
