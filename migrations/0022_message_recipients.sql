-- messages: who last set how an office is reached, and the last message of a webhook found at once
alter table message_contact add column changed_at timestamptz, add column changed_by uuid;
create index message_webhook on message (city_id, recipient_id, id) where channel = 'webhook';
