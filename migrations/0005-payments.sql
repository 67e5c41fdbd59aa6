-- A voucher purchase is an order, not an invoice: no invoice number, a receipt number when paid.
create table orders (
  id bigint generated always as identity primary key,
  person_id bigint not null references people,
  conversation_id bigint not null references conversations,
  package_id bigint not null references packages,
  quantity integer not null default 1 check (quantity between 1 and 20),
  amount_rupiah bigint not null check (amount_rupiah >= 0),
  state text not null default 'open'
    check (state in ('open', 'paid', 'delivered', 'expired', 'cancelled', 'refunded')),
  receipt_number text unique,
  link_version integer not null default 1,   -- raised to revoke /pay links
  created_at timestamptz not null,
  expires_at timestamptz not null,
  paid_at timestamptz,
  delivered_at timestamptz
);
create index orders_person on orders (person_id, id);

alter table vouchers add foreign key (order_id) references orders;
alter table voucher_batches add foreign key (order_id) references orders;

-- One try to collect the money of an order, by one method.
create table charges (
  id bigint generated always as identity primary key,
  order_id bigint not null references orders,
  method text not null,
  reference text not null unique,       -- ours, told to the gateway, new for every try
  amount_rupiah bigint not null check (amount_rupiah > 0),
  unique_code integer not null default 0,
  account text,                         -- manual: the bank account it must arrive at
  state text not null default 'reserved'
    check (state in ('reserved', 'pending', 'paid', 'failed', 'expired', 'unknown')),
  provider_reference text,
  details jsonb not null default '{}',  -- qr, va, pay_url …
  created_at timestamptz not null,
  expires_at timestamptz not null,
  paid_at timestamptz,
  checked_at timestamptz
);
create index charges_order on charges (order_id, id);
create index charges_waiting on charges (checked_at) where state in ('reserved', 'pending', 'unknown');
create unique index charges_unique_amount on charges (account, amount_rupiah)
  where account is not null and state in ('reserved', 'pending', 'unknown');

create function paid_stays_paid() returns trigger language plpgsql as $$
begin
  raise exception 'nothing leaves paid' using errcode = 'restrict_violation';
end $$;
create trigger charges_paid_stays_paid before update of state on charges
  for each row when (old.state = 'paid' and new.state <> 'paid') execute function paid_stays_paid();

-- What a gateway told us, as it told us.
create table callbacks (
  id bigint generated always as identity primary key,
  method text not null,
  fingerprint bytea not null,           -- sha256 of the raw body: the same news twice is one row
  body text not null,
  headers jsonb not null,
  received_at timestamptz not null,
  reference text,
  handled_at timestamptz,
  outcome text,
  unique (method, fingerprint)
);

-- Money that arrived.
create table payments (
  id bigint generated always as identity primary key,
  method text not null,
  provider_reference text not null,
  charge_id bigint references charges,
  order_id bigint references orders,
  amount_rupiah bigint not null check (amount_rupiah > 0),
  paid_at timestamptz not null,
  applied_rupiah bigint not null,
  surplus_rupiah bigint not null,
  by_person bigint references people,   -- manual: who confirmed it
  unique (method, provider_reference)
);
create index payments_order on payments (order_id);
create index payments_day on payments (paid_at);
