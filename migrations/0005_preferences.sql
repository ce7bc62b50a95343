-- platform: what each person set for themselves; their rows go with them
create table preference (
  city_id text not null,
  person_id uuid not null,
  key text not null,
  value jsonb not null,
  at timestamptz not null,
  primary key (city_id, person_id, key),
  foreign key (city_id, person_id) references person (city_id, id) on delete cascade
);
