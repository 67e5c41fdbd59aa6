-- What subscribers owe. The ledger holds the money; an invoice says what it is for.

create table invoices (
  id bigint generated always as identity primary key,
  number text unique,                     -- INV/2026/12/000123; null while a draft
  person_id bigint not null references people,
  subscription_id bigint references subscriptions,
  period_from date,
  period_to date,
  -- What the package was called then.
  service_name text,
  state text not null default 'draft'
    check (state in ('draft', 'open', 'partial', 'paid', 'carried', 'void')),
  service_rupiah bigint not null default 0 check (service_rupiah >= 0),
  discount_rupiah bigint not null default 0 check (discount_rupiah >= 0),
  extra_rupiah bigint not null default 0 check (extra_rupiah >= 0),
  late_fee_rupiah bigint not null default 0 check (late_fee_rupiah >= 0),
  tax_rupiah bigint not null default 0 check (tax_rupiah >= 0),
  -- What earlier invoices left unpaid. Posted when they were issued, so not posted again.
  carried_rupiah bigint not null default 0 check (carried_rupiah >= 0),
  total_rupiah bigint generated always as (
    service_rupiah - discount_rupiah + extra_rupiah + late_fee_rupiah + tax_rupiah + carried_rupiah
  ) stored check (total_rupiah >= 0),
  applied_rupiah bigint not null default 0,
  -- The successor comes in the next statement, since two payable ones cannot stand side by side.
  carried_to bigint references invoices deferrable initially deferred,
  link_version integer not null default 1,
  receipt_number text unique,
  note text,
  issued_on date,
  due_on date not null,
  -- Since when the oldest part of it is due: what it carries was due before.
  owed_since date not null,
  created_at timestamptz not null,
  made_by bigint references people,       -- null: the run
  paid_at timestamptz,
  voided_at timestamptz,
  void_reason text,
  check (discount_rupiah <= service_rupiah + extra_rupiah),
  check (applied_rupiah between 0 and total_rupiah),
  check ((state = 'draft') = (number is null)),
  check ((state = 'carried') = (carried_to is not null)),
  check (state <> 'draft' or (applied_rupiah = 0 and carried_rupiah = 0)),
  check (state <> 'open' or (applied_rupiah = 0 and total_rupiah > 0)),
  check (state <> 'partial' or (applied_rupiah > 0 and applied_rupiah < total_rupiah)),
  check (state <> 'paid' or (applied_rupiah = total_rupiah and paid_at is not null)),
  check (state <> 'void' or (applied_rupiah = 0 and void_reason is not null))
);
-- One invoice for each period, and one at a time that can be paid: what is older rides on it.
create unique index invoices_period on invoices (subscription_id, period_from)
  where subscription_id is not null and period_from is not null and state <> 'void';
create unique index invoices_payable on invoices (subscription_id)
  where subscription_id is not null and state in ('open', 'partial');
create index invoices_person on invoices (person_id, id);
create index invoices_subscription on invoices (subscription_id, id);
create index invoices_owed on invoices (owed_since) where state in ('open', 'partial');
create index invoices_issued on invoices (issued_on);
create index invoices_carried_to on invoices (carried_to) where carried_to is not null;

-- An issued invoice stays as it was issued; only what becomes of it changes. What it carries can
-- grow while it is owed: a payment of an earlier one was taken back.
create function guard_invoice() returns trigger language plpgsql as $$
begin
  if new.state <> old.state and (old.state, new.state) not in (
    ('draft', 'open'), ('draft', 'paid'), ('open', 'partial'), ('open', 'paid'), ('open', 'carried'),
    ('open', 'void'), ('partial', 'open'), ('partial', 'paid'), ('partial', 'carried'),
    ('partial', 'void'), ('paid', 'open'), ('paid', 'partial'), ('paid', 'carried'), ('paid', 'void'),
    ('carried', 'open'), ('carried', 'partial')
  ) then
    raise exception 'an invoice does not go from % to %', old.state, new.state
      using errcode = 'restrict_violation';
  end if;
  if old.state <> 'draft' and
    (new.number, new.person_id, new.subscription_id, new.period_from, new.period_to,
      new.service_name,
      new.service_rupiah, new.discount_rupiah, new.extra_rupiah, new.late_fee_rupiah,
      new.tax_rupiah, new.issued_on, new.due_on)
    is distinct from
    (old.number, old.person_id, old.subscription_id, old.period_from, old.period_to,
      old.service_name,
      old.service_rupiah, old.discount_rupiah, old.extra_rupiah, old.late_fee_rupiah,
      old.tax_rupiah, old.issued_on, old.due_on) then
    raise exception 'an issued invoice stays as it is' using errcode = 'restrict_violation';
  end if;
  if new.carried_rupiah < old.carried_rupiah and new.state <> 'void' then
    raise exception 'what an invoice carries does not shrink' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger invoices_guard before update on invoices
  for each row execute function guard_invoice();
-- A draft has no number: nobody misses one that was dropped.
create trigger invoices_stay before delete on invoices
  for each row when (old.state <> 'draft') execute function refuse_change();

-- Named amounts besides the subscription itself: installation, a cable, a correction.
create table invoice_lines (
  invoice_id bigint not null references invoices on delete cascade,
  place integer not null,
  text text not null,
  amount_rupiah bigint not null check (amount_rupiah > 0),
  primary key (invoice_id, place)
);

-- What went from one period to the next: a shortfall onto the next invoice, a surplus into the
-- wallet (`to_invoice_id` null).
create table carry_overs (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('shortfall', 'overpayment')),
  from_invoice_id bigint not null references invoices,
  to_invoice_id bigint references invoices,
  amount_rupiah bigint not null check (amount_rupiah > 0),
  payment_id bigint references payments,
  at timestamptz not null,
  -- A void gave it back.
  undone_at timestamptz,
  check ((kind = 'shortfall') = (to_invoice_id is not null))
);
create index carry_overs_from on carry_overs (from_invoice_id);
create index carry_overs_to on carry_overs (to_invoice_id) where to_invoice_id is not null;
create index carry_overs_at on carry_overs (at);
create trigger carry_overs_stay before delete on carry_overs
  for each row execute function refuse_change();

-- Once each: H-7, H-3, H-1, the day itself.
create table invoice_reminders (
  invoice_id bigint not null references invoices,
  days_before integer not null,
  at timestamptz not null,
  primary key (invoice_id, days_before)
);

alter table charges add foreign key (invoice_id) references invoices;
alter table payments add foreign key (invoice_id) references invoices;
alter table payments add foreign key (subscription_id) references subscriptions;

-- A payment that turned out not to be one. The payment stays; this says it was taken back.
create table payment_reversals (
  payment_id bigint primary key references payments,
  reason text not null,
  at timestamptz not null,
  by_person bigint not null references people
);
create trigger payment_reversals_append_only before update or delete on payment_reversals
  for each row execute function refuse_change();

-- Everything that moves a customer's money takes these first, in this order: then two of them wait
-- for each other and never stand crosswise, whatever they do. Wallets come before any counter.
create function lock_customer(person bigint) returns void language plpgsql as $$
begin
  perform from people where id = person for no key update;
  perform from subscriptions where person_id = person order by id for no key update;
  perform from accounts
    where purpose = 'wallet' and (owner = 'person:' || person or owner in (
      select 'subscription:' || id from subscriptions where person_id = person))
    order by id for no key update;
end $$;
