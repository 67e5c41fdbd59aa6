-- Several WhatsApp numbers: what the team wants of each, who holds it, and its keys.

alter table channel_accounts
  add column title text,                    -- what the team calls it; null: its name
  add column phone text,                    -- our own number, once known
  -- What is wanted. `pairing`: waits for somebody to scan; `unlinked`: has to be paired anew.
  add column state text not null default 'on'
    check (state in ('on', 'pairing', 'paused', 'unlinked', 'banned', 'removed')),
  add column state_since timestamptz not null default now(),
  -- Why the channel holds this number back, and until when: no first word to strangers, or nothing at all.
  add column no_new_chats_until timestamptz,
  add column no_sending_until timestamptz,
  add column held_because text,
  -- A new number is warmed up from here on; null: an old one, or a channel that needs none.
  add column warm_from timestamptz;

-- One owner for each session, in real time. The fence grows with every owner; what an owner that
-- slept too long writes with an old one changes nothing.
create table session_leases (
  account_id bigint primary key references channel_accounts,
  owner text,
  until timestamptz,
  fence bigint not null default 0,
  -- As its owner sees the line: for `/wa` and `/health` in every process.
  connection text not null default 'closed' check (connection in ('closed', 'connecting', 'qr', 'open')),
  detail text,
  connected_at timestamptz,
  seen_at timestamptz
);

-- The account itself: whoever has these is the number. Sealed. `format` says how the library of
-- its day wrote them, so that a later one can read them or say that it cannot.
create table wa_creds (
  account_id bigint primary key references channel_accounts,
  format smallint not null,
  value bytea not null,
  rev bigint not null default 1,
  written_at timestamptz not null default now()
);
create table wa_keys (
  account_id bigint not null references channel_accounts,
  type text not null,
  id text not null,
  format smallint not null,
  value bytea not null,
  primary key (account_id, type, id)
);
-- Creds of a session that was unlinked: kept to find out why, never used again.
create table wa_archive (
  id bigint generated always as identity primary key,
  account_id bigint not null references channel_accounts,
  because text not null,
  value bytea not null,
  archived_at timestamptz not null default now()
);
-- What we sent, as it stood on the wire: a phone that could not read it asks for it again.
create table wa_sent (
  account_id bigint not null references channel_accounts,
  provider_id text not null,
  chat text not null,
  proto bytea not null,
  sent_at timestamptz not null default now(),
  primary key (account_id, provider_id)
);
create index wa_sent_age on wa_sent (sent_at);

-- Meta takes free words until 24 hours after the customer last wrote; what follows an ad costs
-- nothing for 72. Business time.
alter table conversations
  add column window_until timestamptz,
  add column free_until timestamptz;

-- What kind of word it is: an answer of the bot, a person's own, what was paid for, a reminder,
-- advertising. Opt-out, quiet hours and pace go by it.
alter table outbox
  add column sort text not null default 'service'
    check (sort in ('answer', 'person', 'service', 'reminder', 'promo')),
  add column price_category text,           -- as the channel billed it
  add column price_type text;
update outbox set sort = 'answer' where from_bot;
