-- A voucher purchase is an order, not an invoice: no invoice number, a receipt number when paid.
create table orders (
  id bigint generated always as identity primary key,
  person_id bigint not null references people,
  conversation_id bigint not null references conversations,
  package_id bigint not null references packages,
  quantity integer not null default 1 check (quantity between 1 and 20),
  amount_rupiah bigint not null check (amount_rupiah > 0),
  -- What of the money that arrived counts toward this order; the rest went to the wallet.
  applied_rupiah bigint not null default 0,
  state text not null default 'open'
    check (state in ('open', 'paid', 'delivered', 'expired', 'cancelled', 'refunded')),
  receipt_number text unique,
  link_version integer not null default 1,   -- raised to revoke /pay links
  created_at timestamptz not null,
  expires_at timestamptz not null,
  paid_at timestamptz,
  waiting_told_at timestamptz,               -- the buyer was told that delivery takes longer
  delivered_at timestamptz,
  check (applied_rupiah between 0 and amount_rupiah),
  check (state not in ('paid', 'delivered', 'refunded')
    or (applied_rupiah = amount_rupiah and receipt_number is not null and paid_at is not null))
);
create index orders_person on orders (person_id, id);
create index orders_paid on orders (paid_at) where paid_at is not null;
create index orders_expiring on orders (expires_at) where state = 'open';
-- Asking twice for the same thing gives the same link, so that nobody pays twice by accident.
create unique index orders_asked_once on orders (person_id, package_id, quantity, amount_rupiah)
  where state = 'open' and applied_rupiah = 0;

create function guard_order() returns trigger language plpgsql as $$
begin
  if new.state <> old.state and (old.state, new.state) not in (
    ('open', 'paid'), ('open', 'expired'), ('open', 'cancelled'),
    ('expired', 'paid'),   -- late money still buys
    ('paid', 'delivered'), ('paid', 'refunded'), ('delivered', 'refunded')
  ) then
    raise exception 'an order does not go from % to %', old.state, new.state
      using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger orders_one_way before update of state on orders
  for each row execute function guard_order();
create trigger orders_stay before delete on orders
  for each row execute function refuse_change();

alter table vouchers add foreign key (order_id) references orders;
alter table voucher_batches add foreign key (order_id) references orders;

-- One try to collect the money of an order, by one method.
create table charges (
  id bigint generated always as identity primary key,
  order_id bigint not null references orders,
  gateway text not null,                -- 'duitku': who is asked, who calls back
  method text not null,                 -- 'duitku-qris': what the customer chose
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
  asked_at timestamptz,                 -- when the gateway was told of it; null: it knows nothing yet
  paid_at timestamptz,
  checked_at timestamptz,               -- when the question began whose answer we know
  checking_until timestamptz,           -- somebody is asking right now
  ask_at timestamptz                    -- its turn to be asked about, where the gateway is impatient
);
create index charges_order on charges (order_id, id);
create index charges_waiting on charges (gateway, checked_at nulls first)
  where state in ('reserved', 'pending', 'unknown');
create index charges_expired on charges (gateway, expires_at) where state = 'expired';
create index charges_amounts on charges (account, amount_rupiah) where account is not null;
create unique index charges_unique_amount on charges (account, amount_rupiah)
  where account is not null and state in ('reserved', 'pending', 'unknown');

create function guard_charge() returns trigger language plpgsql as $$
begin
  if old.state = 'paid' and new.state <> 'paid' then
    raise exception 'nothing leaves paid' using errcode = 'restrict_violation';
  end if;
  if (new.order_id, new.gateway, new.method, new.reference, new.amount_rupiah, new.account)
    is distinct from
    (old.order_id, old.gateway, old.method, old.reference, old.amount_rupiah, old.account) then
    raise exception 'a charge stays what was asked' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger charges_guard before update on charges
  for each row execute function guard_charge();
create trigger charges_stay before delete on charges
  for each row execute function refuse_change();

-- What a gateway told us, as it told us. Only what carried its signature gets here.
create table callbacks (
  id bigint generated always as identity primary key,
  gateway text not null,
  fingerprint bytea not null,           -- sha256 of the raw body: the same news twice is one row
  body text not null,
  headers jsonb not null,
  received_at timestamptz not null,
  reference text not null,
  handled_at timestamptz,
  outcome text,
  unique (gateway, fingerprint)
);
create index callbacks_unread on callbacks (received_at) where handled_at is null;

-- Money that arrived.
create table payments (
  id bigint generated always as identity primary key,
  gateway text not null,
  method text not null,
  provider_reference text not null,
  charge_id bigint unique references charges,
  order_id bigint references orders,
  amount_rupiah bigint not null check (amount_rupiah > 0),
  paid_at timestamptz not null,
  applied_rupiah bigint not null check (applied_rupiah >= 0),
  surplus_rupiah bigint not null check (surplus_rupiah >= 0),
  by_person bigint references people,   -- manual: who confirmed it
  unique (gateway, provider_reference),
  check (applied_rupiah + surplus_rupiah = amount_rupiah)
);
create index payments_order on payments (order_id);
create index payments_day on payments (paid_at);
create trigger payments_append_only before update or delete on payments
  for each row execute function refuse_change();
create trigger payments_no_truncate before truncate on payments
  for each statement execute function refuse_change();

-- How often a gateway may still be asked: one row each, shared by all processes.
create table gateway_budgets (
  gateway text primary key,
  tokens double precision not null,
  counted_at timestamptz not null,
  background_at timestamptz,            -- the last question nobody was waiting for
  refusals integer not null default 0,
  blocked_until timestamptz
);
