-- Written down first, answered once, in order; sent later, with fate.

create table conversations (
  id bigint generated always as identity primary key,
  account_id bigint not null references channel_accounts,
  chat text not null,
  person_id bigint references people,
  -- The lease: who is handling this conversation. The fence grows with every owner, and a
  -- transaction that commits effects checks it, so an owner that slept too long changes nothing.
  lease_owner text,
  lease_until timestamptz,
  fence bigint not null default 0,
  -- The same for speaking: one sender at a time, so that a chat keeps its order.
  sending_owner text,
  sending_until timestamptz,
  misses integer not null default 0,
  is_ops boolean not null default false,   -- the staff's group: alerts and hand-off go there
  -- A person has taken over: the bot relays and is silent.
  human_since timestamptz,
  human_by bigint references people,
  human_active_at timestamptz,
  last_inbound_at timestamptz,
  created_at timestamptz not null default now(),
  unique (account_id, chat)
);
create index conversations_person on conversations (person_id);
create index conversations_taken on conversations (human_active_at) where human_since is not null;
create index conversations_ops on conversations (id) where is_ops;

create table inbox (
  id bigint generated always as identity primary key,
  account_id bigint not null references channel_accounts,
  chat text not null,
  provider_id text not null,
  conversation_id bigint references conversations,
  kind text not null,
  inbound jsonb not null,
  raw jsonb not null,
  correlation text not null,
  received_at timestamptz not null,         -- business time
  written_at timestamptz not null default now(),
  handled_at timestamptz,
  attempts integer not null default 0,
  -- A message that failed too often steps aside so that the chat goes on.
  parked_at timestamptz,
  error text,
  unique (account_id, chat, provider_id)
);
create index inbox_waiting on inbox (conversation_id, id) where handled_at is null and parked_at is null;
create index inbox_parked on inbox (id) where parked_at is not null;
create index inbox_statuses on inbox (id)
  where handled_at is null and parked_at is null and kind = 'status';

create table outbox (
  id bigint generated always as identity primary key,
  conversation_id bigint not null references conversations,
  priority smallint not null default 5,
  -- {message} as it will be sent, or {notice} to be worded in the person's language when its turn comes.
  content jsonb not null,
  -- Messages of one slot replace each other: the first is sent, later ones edit it.
  slot text,
  -- Spoken by the bot: dropped when a human took over in the meantime.
  from_bot boolean not null default true,
  state text not null default 'queued'
    check (state in ('queued', 'sending', 'sent', 'failed', 'superseded', 'dropped')),
  fate text check (fate in ('accepted', 'delivered', 'read', 'failed')),
  not_before timestamptz,
  attempts integer not null default 0,
  provider_id text,
  error text,
  correlation text,
  created_at timestamptz not null,          -- business time
  written_at timestamptz not null default now(),
  sent_at timestamptz,
  fate_at timestamptz
);
create index outbox_waiting on outbox (conversation_id, id) where state in ('queued', 'sending');
create index outbox_provider on outbox (provider_id) where provider_id is not null;
create index outbox_slot on outbox (conversation_id, slot, id) where slot is not null;

-- Work for machines: done after the commit that asked for it, again until it is done.
create table effects (
  id bigint generated always as identity primary key,
  kind text not null,
  -- Two effects with one key are one effect.
  key text unique,
  payload jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'dead')),
  run_at timestamptz not null,
  attempts integer not null default 0,
  claimed_by text,
  claimed_until timestamptz,
  error text,
  correlation text,
  created_at timestamptz not null,          -- business time
  written_at timestamptz not null default now(),
  done_at timestamptz
);
create index effects_due on effects (run_at) where state in ('waiting', 'running');
create index effects_dead on effects (id) where state = 'dead';

-- What we asked, and what each answer would do. A tap carries the id, never the deed.
create table questions (
  id text primary key,
  conversation_id bigint not null references conversations,
  kind text not null check (kind in ('menu', 'confirm', 'ask')),
  acts jsonb not null,
  free jsonb,
  -- The newest one is open: a number or free text answers it. Older ones can only be tapped.
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  closed_at timestamptz
);
create index questions_open on questions (conversation_id, asked_at desc) where used_at is null and closed_at is null;
