-- portal: reports without an account and their codes, photos sent for them, forms used once, and who has the same problem
create table public_report (
  city_id text not null references city,
  case_id uuid not null,
  -- Keyed hash of the code that opens the case, together with its number.
  code_hash text not null,
  topic text not null,
  locale text not null check (locale in ('zh', 'en')),
  -- What the centre should know before it trusts the report; see marks.ts.
  marks text[] not null,
  reported_at timestamptz not null,
  delete_after timestamptz not null,
  primary key (city_id, case_id),
  foreign key (city_id, case_id) references "case" (city_id, id)
);
create index public_report_recent on public_report (city_id, reported_at);
create index public_report_retention on public_report (city_id, delete_after);

-- A form is remembered from its first use until it would be refused for its age anyway. Nothing here tells whose it was.
create table portal_form (
  city_id text not null references city,
  id uuid not null,
  photos int not null,
  -- null while only photos were sent with it.
  used_for text,
  expires_at timestamptz not null,
  primary key (city_id, id)
);
create index portal_form_expiry on portal_form (city_id, expires_at);

create table portal_photo (
  city_id text not null,
  file_id uuid not null,
  form_id uuid not null,
  -- null until a report names it.
  case_id uuid,
  created_at timestamptz not null,
  primary key (city_id, file_id),
  foreign key (city_id, file_id) references stored_file (city_id, id) on delete cascade
);
create index portal_photo_loose on portal_photo (city_id, created_at) where case_id is null;

create table me_too (
  city_id text not null,
  form_id uuid not null,
  case_id uuid not null,
  at timestamptz not null,
  primary key (city_id, form_id),
  foreign key (city_id, case_id) references "case" (city_id, id)
);
create index me_too_case on me_too (city_id, case_id);

-- cases: the public map asks for closed cases by where they are; open ones have an index of their own
create index case_place_closed on "case" using gist (place) where closed_at is not null and stage = 'closed';

-- identity: guesses at the code of a report are slowed down like those at a password
alter table sign_in_attempt drop constraint sign_in_attempt_kind_check;
alter table sign_in_attempt add constraint sign_in_attempt_kind_check check (kind in ('login', 'address', 'factor', 'report', 'report-address'));
