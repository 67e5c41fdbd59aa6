-- When and from where we write: what a number sent on each day, and queues that move between numbers.

-- Of one of our numbers, on a day of the business: all that went out, what we began ourselves, and
-- how many people heard from us for the first time. Numbers linked to a phone only: elsewhere the
-- channel itself says how much is too much.
create table session_days (
  account_id bigint not null references channel_accounts,
  day date not null,
  sent integer not null default 0,
  begun integer not null default 0,
  new_chats integer not null default 0,
  primary key (account_id, day)
);

alter table outbox
  -- It has its place in the budget of a day, however often it is tried.
  add column counted boolean not null default false,
  -- Before everything that waits in its chat, though written later.
  add column goes_first boolean not null default false;

-- When we first wrote to somebody who had not written to this number.
alter table conversations add column begun_at timestamptz;

update conversations set window_until = last_inbound_at + interval '24 hours'
where window_until is null and last_inbound_at is not null;

-- Somebody is told once for each time that a number was lost, however often its queue is moved.
create table moved_chats (
  from_id bigint not null references conversations,
  lost_since timestamptz not null,
  to_id bigint not null references conversations,
  moved_at timestamptz not null,
  primary key (from_id, lost_since)
);
