-- Many routers worked from chat: which one is being worked on, which one was told to restart,
-- what they tell us of logins, and how many customers each should carry.

alter table routers
  -- In maintenance nothing new is sold or made on it and nothing is changed on it. Until null:
  -- until somebody ends it.
  add column maintenance_since timestamptz,
  add column maintenance_until timestamptz,
  add column maintenance_by bigint references people,
  -- Raising it makes the token in every older login script a wrong one.
  add column hint_version integer not null default 1,
  -- Somebody is reading it because of hints. Machine time.
  add column hints_until timestamptz,
  -- Where a package spreads its customers, a router of weight 2 gets twice as many.
  add column weight integer not null default 1 check (weight between 1 and 100),
  add check (state = 'maintenance' or maintenance_since is null);

-- Customers go to the router that carries least; without, to the first in order that works.
alter table packages add column spread boolean not null default false;

-- Logins a router told us of, until it is asked whether they are true. The same one twice is one.
create table router_hints (
  router_id bigint not null references routers,
  name text not null,
  heard_at timestamptz not null,
  primary key (router_id, name)
);

create table router_reboots (
  id bigint generated always as identity primary key,
  router_id bigint not null references routers,
  asked_by bigint not null references people,
  conversation_id bigint not null references conversations,
  slot text,
  asked_at timestamptz not null,
  -- The order is given once, whatever happens to us meanwhile.
  sent_at timestamptz,
  ended_at timestamptz,
  outcome text check (outcome in ('back', 'refused', 'away', 'not_seen')),
  check ((ended_at is null) = (outcome is null))
);
create unique index router_reboots_one on router_reboots (router_id) where ended_at is null;
