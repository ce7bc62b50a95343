-- identity: sessions whose token changes, attempts by login and by address, second factors, keys of programs
drop table session;
drop table sign_in_failure;

-- Local table: no foreign keys to or from tenant tables. The token itself is never stored, only its SHA-256.
create table session (
  token_hash text primary key,
  -- Stays while the token changes.
  id uuid not null unique,
  city_id text not null,
  person_id uuid not null,
  post_id uuid not null,
  kind text not null check (kind in ('desk', 'wall')),
  opened_by text not null check (opened_by in ('password', 'directory', 'demo')),
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  -- null: may sit idle to its end.
  idle_minutes int,
  -- When the present token was made, and how often it is to change.
  token_at timestamptz not null,
  renew_minutes int not null,
  -- The token before, good until the new one has been used and a moment longer: an answer may be lost on its way.
  previous_hash text,
  previous_until timestamptz,
  -- The person had a second factor when the session was opened; null in factor_at until it is given.
  factor_owed boolean not null,
  factor_at timestamptz,
  address text not null default '',
  user_agent text not null default ''
);
create index session_person on session (city_id, person_id);
create index session_expiry on session (expires_at);
create index session_previous on session (previous_hash) where previous_hash is not null;

-- Local table: attempts to sign in that have not succeeded, to slow down guessing.
create table sign_in_attempt (
  city_id text not null,
  kind text not null check (kind in ('login', 'address', 'factor')),
  -- The login, the block of addresses, or the person.
  subject text not null,
  failures int not null,
  last_at timestamptz not null,
  locked_until timestamptz,
  primary key (city_id, kind, subject)
);

create table second_factor (
  city_id text not null,
  person_id uuid not null,
  -- Encrypted with the key of the installation.
  sealed_secret text not null,
  created_at timestamptz not null,
  -- null until a code has been given once.
  confirmed_at timestamptz,
  -- The 30-second step of the last code taken: no code is taken twice.
  last_step int not null default 0,
  primary key (city_id, person_id),
  foreign key (city_id, person_id) references person (city_id, id) on delete cascade
);

create table recovery_code (
  city_id text not null,
  person_id uuid not null,
  code_hash text not null,
  used_at timestamptz,
  primary key (city_id, person_id, code_hash),
  foreign key (city_id, person_id) references second_factor (city_id, person_id) on delete cascade
);

create table api_key (
  city_id text not null,
  id uuid not null,
  -- SHA-256 of the whole key.
  key_hash text not null,
  name text not null,
  -- The first signs of the key, to tell one from another.
  hint text not null,
  person_id uuid not null,
  post_id uuid not null,
  scopes text[] not null,
  -- Place-code prefixes; the owner's post may lose some of them later, and then the key does too.
  area_codes text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  revoked_by uuid,
  primary key (city_id, id),
  unique (city_id, key_hash),
  foreign key (city_id, person_id) references person (city_id, id) on delete cascade,
  foreign key (city_id, post_id) references post (city_id, id)
);
create index api_key_person on api_key (city_id, person_id, id);
