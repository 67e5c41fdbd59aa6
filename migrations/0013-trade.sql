-- Resellers, money seen on the bank's list, and what is brought in from elsewhere.

create table resellers (
  person_id bigint primary key references people,
  -- Told when the deposit falls below.
  low_rupiah bigint not null default 50000 check (low_rupiah >= 0),
  low_told_at timestamptz,
  created_at timestamptz not null,
  created_by bigint references people
);

-- His own price of a package; without one, the package's price for resellers, else the full one.
create table reseller_prices (
  person_id bigint not null references resellers,
  package_id bigint not null references packages,
  price_rupiah bigint not null check (price_rupiah > 0),
  primary key (person_id, package_id)
);

-- A line of a bank's list. The same line imported twice is one line.
create table bank_mutations (
  id bigint generated always as identity primary key,
  account text not null,
  fingerprint bytea not null,
  day date,
  amount_rupiah bigint not null check (amount_rupiah > 0),
  text text not null,
  reference text,
  state text not null default 'waiting' check (state in ('waiting', 'matched', 'ignored')),
  -- What it turned out to be for.
  payment_id bigint unique references payments,
  imported_at timestamptz not null,
  imported_by bigint references people,
  decided_at timestamptz,
  decided_by bigint references people,
  unique (account, fingerprint),
  check ((state = 'matched') = (payment_id is not null))
);
create index bank_mutations_waiting on bank_mutations (id) where state = 'waiting';

-- What a gateway paid out to our bank, and what it kept of it.
create table settlements (
  id bigint generated always as identity primary key,
  gateway text not null,
  day date not null,
  reference text not null,
  amount_rupiah bigint not null check (amount_rupiah > 0),
  fee_rupiah bigint not null default 0 check (fee_rupiah >= 0),
  at timestamptz not null,
  by_person bigint references people,
  unique (gateway, reference)
);

-- A list somebody brought: read, shown, and only then done.
create table imports (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('customers', 'packages', 'pppoe', 'router')),
  router_id bigint references routers,
  conversation_id bigint not null references conversations,
  made_by bigint not null references people,
  state text not null default 'reading'
    check (state in ('reading', 'ready', 'running', 'done', 'failed', 'dropped')),
  -- What would be done, row by row; what it came to; why it failed.
  plan jsonb,
  result jsonb,
  problem text,
  created_at timestamptz not null,
  done_at timestamptz
);
