-- organisation: what administration looks up and asks of people
-- Whoever was given a password by somebody else chooses one of their own before doing anything.
alter table person add column must_change_password boolean not null default false;
-- The audit log of one person, action or subject, newest first (ids are in the order of time).
create index audit_entry_person on audit_entry (city_id, person_id, id);
create index audit_entry_action on audit_entry (city_id, action, id);
create index audit_entry_subject_newest on audit_entry (city_id, subject, id);
