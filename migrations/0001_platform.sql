-- platform: sessions, events on their way out, the audit log, stored files
create extension if not exists postgis;

-- Local table: no foreign keys to or from tenant tables. The token itself is never stored, only its SHA-256.
create table session (
  token_hash text primary key,
  city_id text not null,
  person_id uuid not null,
  post_id uuid not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  user_agent text not null default ''
);
create index session_person on session (city_id, person_id);
create index session_expiry on session (expires_at);

-- Local table: wrong passwords, to slow down guessing.
create table sign_in_failure (
  city_id text not null,
  login text not null,
  failures int not null,
  locked_until timestamptz,
  primary key (city_id, login)
);

create table outbox (
  city_id text not null,
  id uuid not null,
  topic text not null,
  subject_id text not null,
  data jsonb not null,
  at timestamptz not null,
  processed_at timestamptz,
  attempts int not null default 0,
  next_attempt_at timestamptz,
  last_error text,
  primary key (city_id, id)
);
create index outbox_waiting on outbox (city_id, id) where processed_at is null;
create index outbox_done on outbox (processed_at) where processed_at is not null;

-- Every administrative write leaves exactly one entry, keyed by the request that made it: replaying the request returns `answer`.
create table audit_entry (
  city_id text not null,
  id uuid not null,
  request_id uuid not null,
  at timestamptz not null,
  person_id uuid,
  post_id uuid,
  action text not null,
  subject text not null,
  details jsonb not null,
  answer jsonb not null,
  primary key (city_id, id),
  unique (city_id, request_id)
);
create index audit_entry_subject on audit_entry (city_id, subject, at);

create table stored_file (
  city_id text not null,
  id uuid not null,
  original_sha256 text not null,
  stored_sha256 text not null,
  byte_size bigint not null,
  media_type text not null,
  width int,
  height int,
  facts jsonb not null,
  created_by uuid,
  created_at timestamptz not null,
  primary key (city_id, id)
);
create index stored_file_original on stored_file (city_id, original_sha256);
