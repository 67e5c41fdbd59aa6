-- One text to many: who shall get it is settled when it starts, and each row goes out once.

create table broadcasts (
  id bigint generated always as identity primary key,
  text text not null,                       -- with {{customer_name}} and the like
  file jsonb,                               -- a stored picture or document that goes with it
  file_asked jsonb,                         -- one that is still being fetched
  -- One of Meta's templates for chats in which free words are not taken: {name, language, variables, body}.
  meta_template jsonb,
  segment jsonb not null,
  state text not null default 'draft'
    check (state in ('draft', 'waiting', 'scheduled', 'sending', 'paused', 'stopped', 'done', 'declined')),
  created_by bigint not null references people,
  changed_by bigint references people,      -- whoever wrote on the draft last
  started_by bigint references people,
  -- Where it was made and its progress is shown, and the one message that shows it.
  conversation_id bigint not null references conversations,
  slot text not null,
  send_at timestamptz,                      -- business time; null: as soon as it may
  approved_by bigint references people,
  started_at timestamptz,
  finished_at timestamptz,
  -- It stopped by itself: WhatsApp found it too much.
  paused_because text,
  -- Real time since when that is watched for, and the numbers in trouble when somebody went on anyway.
  watched_from timestamptz,
  borne bigint[] not null default '{}',
  -- What its progress said last, and when, so that it is not said again.
  shown jsonb,
  shown_at timestamptz,                     -- real time
  created_at timestamptz not null,
  -- A second person stands behind what many will read.
  check (approved_by is null or (approved_by <> created_by
    and approved_by is distinct from changed_by and approved_by is distinct from started_by))
);
create index broadcasts_live on broadcasts (state) where state in ('waiting', 'scheduled', 'sending', 'paused');

create table broadcast_recipients (
  broadcast_id bigint not null references broadcasts,
  person_id bigint not null references people,
  state text not null default 'waiting' check (state in ('waiting', 'queued', 'skipped')),
  -- Why nothing was sent: `opted_out`, `no_chat`, `same_number`, `left`, `stopped` …
  reason text,
  outbox_id bigint references outbox,
  primary key (broadcast_id, person_id),
  check ((state = 'queued') = (outbox_id is not null))
);
create index broadcast_recipients_waiting on broadcast_recipients (broadcast_id, person_id) where state = 'waiting';
create unique index broadcast_recipients_outbox on broadcast_recipients (outbox_id) where outbox_id is not null;
