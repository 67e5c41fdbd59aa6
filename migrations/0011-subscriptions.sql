-- Customers who subscribe: who they are, what they have, and how it is doing.

create table customers (
  person_id bigint primary key references people,
  address text,
  latitude double precision,
  longitude double precision,
  note text,
  tags text[] not null default '{}',
  -- Owes more than is comfortable, or has money lying with us: each is told once in a while.
  debt_told_at timestamptz,
  credit_told_at timestamptz,
  created_at timestamptz not null,
  created_by bigint references people
);

alter table packages
  -- Null: from one anchor day to the day before the next, whatever the month's length.
  add period_days integer check (period_days between 1 and 366),
  -- Where isolated customers go; null: their secret is disabled.
  add isolir_profile text,
  -- Secrets stand on every router of the package, so that a spare serves when the first is down.
  add on_all_routers boolean not null default false,
  add check (kind = 'pppoe' or (period_days is null and isolir_profile is null));

create table subscriptions (
  id bigint generated always as identity primary key,
  person_id bigint not null references people,
  package_id bigint not null references packages,
  router_id bigint not null references routers,
  state text not null default 'active' check (state in ('active', 'isolated', 'stopped')),
  username text not null,
  static_address text,
  -- Null: the package's.
  price_rupiah bigint check (price_rupiah >= 0),
  -- Off every invoice, never more than the price.
  discount_rupiah bigint not null default 0 check (discount_rupiah >= 0),
  -- The day of the month a period begins on; where a month is too short, its last day.
  anchor_day integer not null check (anchor_day between 1 and 31),
  started_on date not null,
  -- The last day that was put on an invoice, and the last one that is paid. A paid day counts
  -- until its end.
  billed_until date not null,
  paid_until date not null,
  isolated_at timestamptz,
  isolated_because text check (isolated_because in ('unpaid', 'asked')),
  stopped_at timestamptz,
  stopped_because text check (stopped_because in ('unpaid', 'asked')),
  -- As the router says.
  online_since timestamptz,
  online_router_id bigint references routers,
  seen_at timestamptz,
  address text,
  mac text,
  -- Counters of the session under way, to tell what was added since the last look.
  session_in_bytes bigint not null default 0,
  session_out_bytes bigint not null default 0,
  note text,
  created_at timestamptz not null,
  created_by bigint references people,
  check ((state = 'isolated') = (isolated_at is not null and isolated_because is not null)),
  check ((state = 'stopped') = (stopped_at is not null))
);
create unique index subscriptions_username on subscriptions (lower(username)) where state <> 'stopped';
create index subscriptions_person on subscriptions (person_id);
create index subscriptions_due on subscriptions (billed_until) where state in ('active', 'isolated');
create index subscriptions_router on subscriptions (router_id) where state <> 'stopped';
create index subscriptions_online on subscriptions (online_router_id) where online_since is not null;
create index subscriptions_isolated on subscriptions (isolated_at) where state = 'isolated';
create trigger subscriptions_stay before delete on subscriptions
  for each row execute function refuse_change();

-- The secrets a subscription has on routers: one, or one on each router that may serve it.
alter table router_users add foreign key (subscription_id) references subscriptions;
create index router_users_subscription on router_users (subscription_id)
  where subscription_id is not null;

-- The first day of the period after the one that begins on `from_day`. The anchor does not
-- drift: after the 28th of February an anchor of 31 comes to the 31st of March again.
create function next_period(from_day date, anchor integer, days integer) returns date
language sql immutable parallel safe as $$
  select case
    when days is not null then from_day + days
    else (
      select first_of + least(anchor, extract(day from first_of + interval '1 month' - interval '1 day')::integer) - 1
      from (select case
        -- Before this month's anchor day: a first, shorter period ends there.
        when extract(day from from_day) < least(anchor, extract(day from date_trunc('month', from_day) + interval '1 month' - interval '1 day'))
          then date_trunc('month', from_day)::date
        else (date_trunc('month', from_day) + interval '1 month')::date end as first_of) m
    ) end
$$;

-- Bytes and seconds of each business day.
create table usage_days (
  subscription_id bigint not null references subscriptions,
  day date not null,
  seconds bigint not null default 0,
  in_bytes bigint not null default 0,
  out_bytes bigint not null default 0,
  primary key (subscription_id, day)
);

-- Many who went off line at once on one router: told once, and its end once.
create table outages (
  id bigint generated always as identity primary key,
  router_id bigint not null references routers,
  began_at timestamptz not null,
  affected integer not null,
  ended_at timestamptz
);
create unique index outages_open on outages (router_id) where ended_at is null;

-- Somebody asked to be connected.
create table registrations (
  id bigint generated always as identity primary key,
  person_id bigint not null references people,
  conversation_id bigint not null references conversations,
  name text not null,
  address text not null,
  latitude double precision,
  longitude double precision,
  package_id bigint not null references packages,
  state text not null default 'asked' check (state in ('asked', 'approved', 'installed', 'declined')),
  reason text,
  install_on date,
  technician_id bigint references people,
  subscription_id bigint references subscriptions,
  asked_at timestamptz not null,
  decided_by bigint references people,
  decided_at timestamptz
);
create unique index registrations_open on registrations (person_id) where state in ('asked', 'approved');
create index registrations_state on registrations (state, id);

-- Something does not work, until somebody says it does.
create table tickets (
  id bigint generated always as identity primary key,
  person_id bigint not null references people,
  conversation_id bigint not null references conversations,
  subscription_id bigint references subscriptions,
  kind text not null check (kind in ('down', 'slow', 'upgrade', 'other')),
  text text not null,
  state text not null default 'open' check (state in ('open', 'assigned', 'closed')),
  assigned_to bigint references people,
  opened_at timestamptz not null,
  assigned_at timestamptz,
  closed_at timestamptz,
  closed_by bigint references people,
  note text,
  check ((state = 'closed') = (closed_at is not null))
);
create unique index tickets_open on tickets (person_id, kind, coalesce(subscription_id, 0))
  where state <> 'closed';
create index tickets_state on tickets (state, id) where state <> 'closed';
