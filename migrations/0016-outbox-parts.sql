-- A long notice goes out in several messages: those that went are not repeated with the rest.
alter table outbox add column parts_sent integer not null default 0;
