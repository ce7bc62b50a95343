-- cases: what a person, a post or a unit is told of a case beyond its inbox; who has read it
create table notice (
  city_id text not null,
  id uuid not null,
  -- The event it came of: handing an event on twice tells nobody twice.
  event_id uuid not null,
  addressee_kind text not null check (addressee_kind in ('person','post','unit')),
  addressee_id uuid not null,
  case_id uuid not null,
  kind text not null,
  at timestamptz not null,
  primary key (city_id, id),
  unique (city_id, event_id, addressee_kind, addressee_id),
  foreign key (city_id, case_id) references "case" (city_id, id)
);
create index notice_addressee on notice (city_id, addressee_id, id);
create index notice_retention on notice (city_id, at);

create table notice_read (
  city_id text not null,
  person_id uuid not null,
  notice_id uuid not null,
  at timestamptz not null,
  primary key (city_id, person_id, notice_id),
  foreign key (city_id, notice_id) references notice (city_id, id) on delete cascade,
  foreign key (city_id, person_id) references person (city_id, id) on delete cascade
);
create index notice_read_notice on notice_read (city_id, notice_id);
