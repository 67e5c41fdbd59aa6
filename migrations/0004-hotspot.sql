create table routers (
  id bigint generated always as identity primary key,
  name text not null,
  host text not null,
  port integer not null check (port between 1 and 65535),
  tls boolean not null,
  fingerprint text,
  username text not null,
  secret bytea not null,          -- sealed
  state text not null default 'active' check (state in ('active', 'maintenance', 'removed')),
  login_url text,                 -- what the QR on a voucher opens, e.g. http://wifi.lokal/login
  network text,                   -- the Wi-Fi name people look for
  -- Last look at it.
  reachable boolean,
  version text,
  board text,
  latency_ms integer,
  seen_at timestamptz,
  synced_at timestamptz,
  problem text,
  -- One outage is told once, and its end once.
  down_since timestamptz,
  down_told_at timestamptz,
  -- Sessions in which the user list was read from end to end. In a new session it is read again.
  known_sessions text[] not null default '{}',
  -- Machine time, never the business clock, which can be set.
  polled_at timestamptz,
  listed_at timestamptz,
  profiles_at timestamptz,
  -- One sync per router at a time, over all processes. The claim is renewed while it works.
  sync_owner text,
  sync_until timestamptz,
  created_at timestamptz not null
);
create unique index routers_name on routers (lower(name)) where state <> 'removed';

-- What a router offers, as read; a package can only name what is here.
create table router_profiles (
  router_id bigint not null references routers,
  service text not null check (service in ('hotspot', 'ppp')),
  name text not null,
  shared_users integer,
  rate_limit text,
  comment text not null,
  gone_at timestamptz,
  primary key (router_id, service, name)
);

-- Users on a router that carry our mark and that we do not know. Never touched, told once.
create table router_strangers (
  router_id bigint not null references routers,
  service text not null check (service in ('hotspot', 'ppp')),
  name text not null,
  comment text not null,
  seen_at timestamptz not null,
  primary key (router_id, service, name)
);

-- Desired state: what each router should have. The reconciler makes the router equal to it.
create table router_users (
  id bigint generated always as identity primary key,
  router_id bigint not null references routers,
  service text not null check (service in ('hotspot', 'ppp')),
  name text not null,
  secret bytea not null,          -- sealed
  profile text not null,
  comment text not null,
  limit_uptime_seconds bigint,
  limit_bytes bigint,
  disabled boolean not null default false,
  wanted boolean not null default true,
  -- In step when synced = version. Every change of what is wanted raises version.
  version integer not null default 1,
  synced integer not null default 0,
  router_ref text,                -- the router's own .id, e.g. *1F
  -- Why the router refused it; not tried again before the list is read again.
  problem text,
  -- Used in all, and the part of it that the router has forgotten: a reset router counts from
  -- zero, and gets limits that are smaller by this much.
  used_seconds bigint not null default 0,
  used_bytes bigint not null default 0,
  carried_seconds bigint not null default 0,
  carried_bytes bigint not null default 0,
  unique (router_id, service, name)
);
create index router_users_wanted on router_users (router_id, service) where wanted;
create index router_users_behind on router_users (router_id, id) where synced <> version;

create table packages (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('hotspot', 'pppoe')),
  code text not null unique,      -- what an admin types: harian
  name text not null,
  price_rupiah bigint not null check (price_rupiah >= 0),
  cost_rupiah bigint not null default 0 check (cost_rupiah >= 0),
  reseller_price_rupiah bigint check (reseller_price_rupiah >= 0),
  profile text not null,
  online_seconds bigint check (online_seconds > 0),      -- the router's limit-uptime
  calendar_seconds bigint check (calendar_seconds > 0),  -- life from first login
  data_bytes bigint check (data_bytes > 0),
  shared_users integer not null default 1 check (shared_users > 0),
  code_prefix text not null default '',
  code_length integer not null default 8 check (code_length between 6 and 20),
  code_alphabet text not null default 'mixed' check (code_alphabet in ('mixed', 'letters', 'digits')),
  own_password boolean not null default false,
  sold_at_print boolean not null default false,
  on_sale boolean not null default true,
  created_at timestamptz not null
);

create table package_routers (
  package_id bigint not null references packages,
  router_id bigint not null references routers,
  place integer not null default 1,   -- 1 primary, 2 spare …
  primary key (package_id, router_id)
);

create table voucher_batches (
  id bigint generated always as identity primary key,
  number text not null unique,        -- BATCH-202612-001
  package_id bigint not null references packages,
  router_id bigint not null references routers,
  quantity integer not null check (quantity between 1 and 10000),
  state text not null default 'pending' check (state in ('pending', 'ready', 'withdrawn')),
  problem text,
  order_id bigint,                    -- made for one buyer
  for_stock boolean not null default false,   -- sold in chat from here; every other one is printed
  made_by bigint references people,
  conversation_id bigint references conversations,
  created_at timestamptz not null,
  ready_at timestamptz,
  withdrawn_at timestamptz,
  printed_at timestamptz,
  waiting_told_at timestamptz
);
create index voucher_batches_pending on voucher_batches (router_id) where state = 'pending';

create table vouchers (
  id bigint generated always as identity primary key,
  code text not null,
  password text not null,
  batch_id bigint not null references voucher_batches,
  package_id bigint not null references packages,
  router_id bigint not null references routers,
  router_user_id bigint not null unique references router_users,
  state text not null default 'created'
    check (state in ('created', 'sold', 'active', 'expired', 'revoked')),
  price_rupiah bigint not null,
  cost_rupiah bigint not null,
  calendar_seconds bigint,            -- the package's at the time: later changes do not reach it
  order_id bigint,
  sold_at timestamptz,
  printed_at timestamptz,
  activated_at timestamptz,
  expires_at timestamptz,
  ended_at timestamptz,
  mac text
);
-- Codes are read aloud and typed on phones: abc and ABC are one code.
create unique index vouchers_code on vouchers (upper(code));
create index vouchers_batch on vouchers (batch_id);
create index vouchers_stock on vouchers (package_id, id)
  where state = 'created' and order_id is null and printed_at is null;
create index vouchers_living on vouchers (router_id, package_id) where state in ('created', 'sold', 'active');
create index vouchers_running on vouchers (expires_at) where state = 'active';
create index vouchers_sold on vouchers (sold_at) where sold_at is not null;
create index vouchers_activated on vouchers (activated_at) where activated_at is not null;
create index vouchers_order on vouchers (order_id) where order_id is not null;
