-- People take over: a topic of the team's group for each customer, and what was passed on in it.

-- The team's group, as Telegram says it is.
create table ops_forums (
  conversation_id bigint primary key references conversations,
  takes_topics boolean,                     -- null: not asked yet
  problem text check (problem in ('not_forum', 'rights', 'away', 'pin')),
  told text[] not null default '{}',        -- of which problems the owner was told
  asked_at timestamptz,                     -- business time
  -- One process at a time makes and closes topics here; in real time.
  busy_by text,
  busy_until timestamptz
);

create table chat_topics (
  conversation_id bigint primary key references conversations,   -- with the customer
  -- The topic as a chat of its own. Until it is made its address is `topic:<customer chat>`, and
  -- what is said there waits.
  topic_id bigint not null unique references conversations,
  forum_id bigint not null references conversations,
  wanted text not null default 'open' check (wanted in ('open', 'closed')),
  state text not null default 'none' check (state in ('none', 'making', 'open', 'closed')),
  -- Newest message known of the group when it began to be made: a topic whose making nobody
  -- lived to write down came right behind it.
  made_after bigint,
  pinned text                               -- the card that is pinned
);
create index chat_topics_behind on chat_topics (forum_id) where state <> wanted;

-- Which message is a copy of which. `outbox_id` is the copy.
create table relays (
  outbox_id bigint not null references outbox on delete cascade,
  heard_in bigint not null references conversations,
  heard_as text not null,
  by_person bigint references people,       -- of the team; null: the customer
  primary key (outbox_id, heard_as)
);
create index relays_heard on relays (heard_in, heard_as);

-- Who wrote in a topic without being allowed to, and was told so.
create table topic_guests (
  topic_id bigint not null references conversations,
  person_id bigint not null references people,
  primary key (topic_id, person_id)
);

create table canned_replies (
  name text primary key check (name = lower(name)),
  text text not null,
  made_by bigint references people,
  changed_at timestamptz not null           -- business time
);

-- Somebody answered on the phone that shares the number: nobody in particular has the chat, and
-- the bot is silent all the same.
alter table conversations add column human_on_phone boolean not null default false;
