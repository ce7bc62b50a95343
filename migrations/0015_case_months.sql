-- cases: figures by month, street and type, kept from the outbox in batches and made anew from the cases by `wangge rebuild figures`
-- Months and places are the city's own; a place is a street, or whatever smaller code a case was placed with. What has no type is kept under ''.
create table case_month (
  city_id text not null references city,
  month date not null,
  place_code text collate "C" not null,
  type_code text collate "C" not null,
  reported int not null,
  ended int not null,
  closed int not null,
  on_time int not null,
  late int not null,
  primary key (city_id, month, place_code, type_code)
);
-- Since when a city's figures are kept: before that they wait to be made.
create table case_month_begun (
  city_id text primary key references city,
  at timestamptz not null
);
