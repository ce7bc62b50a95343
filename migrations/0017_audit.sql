-- platform: an audit entry says where its doer stood, whence it came and what was before and after; seals over the log show whether it was touched
alter table audit_entry add column area_codes text[] not null default '{}';
alter table audit_entry add column address_kind text;
alter table audit_entry add constraint audit_entry_address_kind_check check (address_kind in ('loopback', 'private', 'public'));
alter table audit_entry add column changes jsonb;
update audit_entry set area_codes = coalesce(post.area_codes, array[unit.area_code])
  from post join unit on unit.city_id = post.city_id and unit.id = post.unit_id
  where post.city_id = audit_entry.city_id and post.id = audit_entry.post_id;

-- One row for each stretch of the log, made by a task and never in the request: the hash covers every entry after the seal before, up to `to_id`.
create table audit_seal (
  city_id text not null,
  number int not null,
  to_id uuid not null,
  entries int not null,
  hash text not null,
  prev_hash text not null,
  at timestamptz not null,
  primary key (city_id, number)
);
