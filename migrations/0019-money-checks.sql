-- Money that people look for: pictures of transfers, lists of the bank, money on its way back.

alter table bank_mutations
  -- What came with one message; its result can be told again.
  add column bringing text;
create index bank_mutations_bringing on bank_mutations (bringing);
create index bank_mutations_amount on bank_mutations (account, amount_rupiah);

-- What a customer says he paid, shown to the team: one for each thing to pay, the newest picture.
create table payment_proofs (
  id bigint generated always as identity primary key,
  person_id bigint not null references people,
  conversation_id bigint not null references conversations,
  charge_id bigint unique references charges,
  invoice_id bigint unique references invoices,
  order_id bigint unique references orders,
  photos integer not null default 1 check (photos > 0),
  caption text not null,
  sent jsonb not null,                  -- where the channel keeps it
  file jsonb,                           -- where we do
  sent_at timestamptz not null,
  -- Somebody recorded its money, or did not find it; a new picture asks again.
  decided_at timestamptz,
  decided_by bigint references people,
  check (num_nonnulls(charge_id, invoice_id, order_id) = 1),
  check ((decided_at is null) = (decided_by is null))
);

-- A payment that went back, in our books to the wallet; from there to where it came from, if asked.
create table payment_refunds (
  id bigint generated always as identity primary key,
  payment_id bigint not null unique references payments,
  state text not null check (state in ('wallet', 'asked', 'sent', 'refused')),
  -- What is asked of the gateway, out of whose wallet, and how often anew: a key is for one try.
  amount_rupiah bigint not null check (amount_rupiah >= 0),
  wallet text not null,
  tries integer not null default 0 check (tries >= 0),
  reason text not null,
  provider_reference text,
  problem text,
  at timestamptz not null,
  by_person bigint not null references people,
  conversation_id bigint not null references conversations,
  settled_at timestamptz,
  check ((state in ('sent', 'refused')) = (settled_at is not null)),
  check (state in ('wallet', 'refused') or (amount_rupiah > 0 and tries > 0))
);
create index payment_refunds_asked on payment_refunds (at) where state = 'asked';

create function guard_refund() returns trigger language plpgsql as $$
begin
  if (old.state, new.state) not in (
    ('wallet', 'wallet'), ('wallet', 'asked'), ('asked', 'asked'), ('asked', 'sent'), ('asked', 'refused'),
    ('refused', 'refused'), ('refused', 'asked'), ('sent', 'sent')
  ) then
    raise exception 'a refund does not go from % to %', old.state, new.state
      using errcode = 'restrict_violation';
  end if;
  if old.state in ('asked', 'sent') and
    (new.payment_id, new.amount_rupiah, new.wallet, new.tries)
      is distinct from (old.payment_id, old.amount_rupiah, old.wallet, old.tries) then
    raise exception 'what was asked of a gateway stays' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger payment_refunds_one_way before update on payment_refunds
  for each row execute function guard_refund();
create trigger payment_refunds_stay before delete on payment_refunds
  for each row execute function refuse_change();
