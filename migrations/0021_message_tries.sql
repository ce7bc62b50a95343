-- messages: every attempt to send, in the order they were made: when, what came of it, and why; a dozen at most, no address and no text
alter table message add column tries jsonb not null default '[]';
