-- Who asked for the QR of a number: it goes into that chat and nowhere else. The latest of a number
-- counts; `slot` is the message that is the QR.
create table session_pairings (
  id bigint generated always as identity primary key,
  account_id bigint not null references channel_accounts,
  conversation_id bigint references conversations,
  asked_by bigint references people,
  slot text not null,
  asked_at timestamptz not null,
  ended_at timestamptz
);
create unique index session_pairings_open on session_pairings (account_id) where ended_at is null;

-- What is wrong with a number, as long as it is: one row for each trouble, told to the team once.
create table session_troubles (
  id bigint generated always as identity primary key,
  account_id bigint not null references channel_accounts,
  kind text not null check (kind in
    ('down', 'logged_out', 'replaced', 'banned', 'restricted', 'capped', 'slow_down', 'bad_keys')),
  details jsonb not null default '{}',
  since timestamptz not null,
  until timestamptz,                        -- it ends by itself then
  told_at timestamptz,
  unique (account_id, kind)
);
