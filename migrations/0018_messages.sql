-- messages: who wishes to hear of what and where, the city's own texts, webhooks, and the proof of what was sent
create table message_template (
  city_id text not null references city,
  step text not null,
  audience text not null,
  channel text not null check (channel in ('email','sms','webhook')),
  locale text not null check (locale in ('zh','en')),
  subject text not null,
  body text not null,
  primary key (city_id, step, audience, channel, locale)
);

-- Where a unit or a post is written to: a mailbox or a phone of the office, not of a person.
create table message_contact (
  city_id text not null references city,
  kind text not null check (kind in ('unit','post')),
  id uuid not null,
  channel text not null check (channel in ('email','sms')),
  address text not null,
  locale text not null check (locale in ('zh','en')),
  primary key (city_id, kind, id, channel)
);

-- A reporter who wishes to hear what becomes of one case. The address stands here alone and goes when its time is over.
create table message_wish (
  city_id text not null,
  id uuid not null,
  case_id uuid not null,
  channel text not null check (channel in ('email','sms')),
  address text not null,
  locale text not null check (locale in ('zh','en')),
  -- Ends the wish for whoever has it; in clear, as the address beside it is.
  token text not null,
  created_at timestamptz not null,
  delete_after timestamptz not null,
  primary key (city_id, id),
  unique (city_id, case_id, channel, address),
  unique (city_id, token),
  foreign key (city_id, case_id) references "case" (city_id, id)
);
create index message_wish_retention on message_wish (city_id, delete_after);

-- Somebody outside who wishes to hear of an area: a place code, or a circle.
create table area_subscription (
  city_id text not null references city,
  id uuid not null,
  channel text not null check (channel in ('email','sms')),
  address text not null,
  locale text not null check (locale in ('zh','en')),
  -- The area in one word, so that nobody subscribes to the same one twice.
  area_key text not null,
  place_code text collate "C",
  lon double precision,
  lat double precision,
  radius_metres int,
  token text not null,
  created_at timestamptz not null,
  -- null until the token was given back from the address it was sent to.
  confirmed_at timestamptz,
  -- Up to when they were told what happened, and the local day of the last look.
  heard_until timestamptz,
  digest_day date,
  primary key (city_id, id),
  unique (city_id, channel, address, area_key),
  unique (city_id, token),
  check ((place_code is null) = (radius_metres is not null))
);
create index area_subscription_digest on area_subscription (city_id, digest_day, id) where confirmed_at is not null;
create index area_subscription_unconfirmed on area_subscription (city_id, created_at) where confirmed_at is null;

create table webhook (
  city_id text not null references city,
  id uuid not null,
  name text not null,
  url text not null,
  -- Encrypted with the key of the installation.
  sealed_secret text not null,
  topics text[] not null,
  active boolean not null,
  created_at timestamptz not null,
  primary key (city_id, id)
);

-- One line for each thing somebody is told: what is to be sent, and the proof of what was. It holds no address and no text.
create table message (
  city_id text not null references city,
  id uuid not null,
  -- What happened; told to one recipient over one channel once.
  event_key text not null,
  step text not null,
  audience text not null check (audience in ('reporter','subscriber','unit','post','program')),
  channel text not null check (channel in ('email','sms','webhook')),
  locale text not null check (locale in ('zh','en')),
  -- The wish, subscription, unit, post or webhook.
  recipient_id uuid not null,
  -- Lines of one group that wait together leave as one message.
  group_key text not null,
  -- The first line of those that left together; set when they are first tried and never changed, so that a repetition is the same message.
  batch_id uuid,
  urgent boolean not null,
  facts jsonb not null,
  masked_address text not null,
  state text not null check (state in ('queued','sent','failed','dropped')),
  reason text,
  created_at timestamptz not null,
  due_at timestamptz not null,
  attempts int not null default 0,
  -- A sender has it until then; past that moment the sender is taken to have died.
  claimed_until timestamptz,
  -- How often a sender died with it, so that nobody knows whether it left.
  uncertain int not null default 0,
  gateway_id text,
  finished_at timestamptz,
  primary key (city_id, id),
  unique (city_id, event_key, recipient_id, channel)
);
create index message_waiting on message (city_id, due_at, id) where state = 'queued';
create index message_group on message (city_id, group_key, state);
create index message_batch on message (city_id, batch_id) where state = 'queued';
create index message_state on message (city_id, state, id);
create index message_retention on message (city_id, finished_at) where finished_at is not null;

-- Who runs the system sees what was sent and keeps the texts; a city that changed its roles decides for itself.
update role set permissions = permissions || array['message.read','message.edit']
  where code = 'administrator' and 'organisation.edit' = any(permissions) and not 'message.edit' = any(permissions);
