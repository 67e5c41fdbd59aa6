-- Double entry, enforced here. A currency is a unit that never mixes: rupiah, points.
-- Signs as the owner of an account sees them: above zero he has it, below zero he owes it.

create table accounts (
  id bigint generated always as identity primary key,
  owner text not null,      -- 'person:12', 'subscription:7', 'business'
  purpose text not null,    -- 'wallet', 'receivable', 'deposit', 'clearing:duitku', 'revenue:isp' …
  currency text not null check (currency in ('IDR', 'PTS')),
  -- Where a floor is set the posting trigger keeps the balance and holds it up. Elsewhere the
  -- balance is the sum of the lines, and many may post at once without waiting for each other.
  floor bigint,
  balance bigint not null default 0,
  unique (owner, purpose, currency),
  unique (id, currency),
  constraint accounts_floor check (floor is null or balance >= floor)
);

create table transfers (
  id bigint generated always as identity primary key,
  key text not null unique,
  cause text not null,      -- 'payment', 'voucher sale', 'refund' …
  subject text not null,    -- 'order:12'
  at timestamptz not null,
  by_person bigint references people
);
create index transfers_subject on transfers (subject);
-- Rows come in the order of time: a few bytes per thousand of them are enough for a report.
create index transfers_at on transfers using brin (at);

create table entries (
  transfer_id bigint not null references transfers,
  account_id bigint not null,
  currency text not null,
  amount bigint not null check (amount <> 0),
  primary key (transfer_id, account_id),
  foreign key (account_id, currency) references accounts (id, currency)
);
create index entries_account on entries (account_id, transfer_id);

create trigger transfers_append_only before update or delete on transfers
  for each row execute function refuse_change();
create trigger transfers_no_truncate before truncate on transfers
  for each statement execute function refuse_change();
create trigger entries_append_only before update or delete on entries
  for each row execute function refuse_change();
create trigger entries_no_truncate before truncate on entries
  for each statement execute function refuse_change();

-- A transfer and its lines come in one statement (a CTE): there is no moment at which it has
-- none, and one look per statement is enough even for a hundred thousand transfers at once.
create function refuse_empty_transfers() returns trigger language plpgsql as $$
begin
  if exists (
    select from added t where not exists (select from entries e where e.transfer_id = t.id)
  ) then
    raise exception 'a transfer comes with its lines, in one statement'
      using errcode = 'check_violation', constraint = 'transfers_lines';
  end if;
  return null;
end $$;

create trigger transfers_have_lines after insert on transfers
  referencing new table as added for each statement execute function refuse_empty_transfers();

create function post_entries() returns trigger language plpgsql as $$
begin
  if exists (
    select from added group by transfer_id, currency having sum(amount) <> 0
  ) then
    raise exception 'unbalanced transfer'
      using errcode = 'check_violation', constraint = 'transfers_balanced';
  end if;
  if exists (
    select from (select transfer_id, count(*) as lines from added group by transfer_id) a
    where (select count(*) from entries e where e.transfer_id = a.transfer_id) <> a.lines
  ) then
    raise exception 'a posted transfer takes no more lines' using errcode = 'restrict_violation';
  end if;
  -- In id order, so that two transfers over the same accounts wait for each other and never deadlock.
  perform from accounts
    where id in (select account_id from added) and floor is not null
    order by id for no key update;
  update accounts set balance = balance + moved.amount
    from (select account_id, sum(amount)::bigint as amount from added group by account_id) moved
    where accounts.id = moved.account_id and accounts.floor is not null and moved.amount <> 0;
  return null;
end $$;

create trigger entries_post after insert on entries
  referencing new table as added for each statement execute function post_entries();

-- Only the posting trigger above writes a balance: its update is one trigger deep already.
-- What an account is never changes, and a floor is neither put under a balance that was not
-- kept nor taken from one that was.
create function guard_account() returns trigger language plpgsql as $$
begin
  if (new.id, new.owner, new.purpose, new.currency, new.floor is null)
    is distinct from (old.id, old.owner, old.purpose, old.currency, old.floor is null) then
    raise exception 'an account stays what it is' using errcode = 'restrict_violation';
  end if;
  if new.balance is distinct from old.balance then
    if pg_trigger_depth() < 2 then
      raise exception 'a balance moves only by a transfer' using errcode = 'restrict_violation';
    end if;
    if new.balance < new.floor then
      raise exception 'below the floor'
        using errcode = 'check_violation', constraint = 'accounts_floor', detail = new.purpose;
    end if;
  end if;
  return new;
end $$;
create trigger accounts_guard before update on accounts
  for each row execute function guard_account();

create function guard_new_account() returns trigger language plpgsql as $$
begin
  if new.balance <> 0 then
    raise exception 'an account starts empty' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger accounts_start_empty before insert on accounts
  for each row execute function guard_new_account();
create trigger accounts_stay before delete on accounts
  for each row execute function refuse_change();
create trigger accounts_no_truncate before truncate on accounts
  for each statement execute function refuse_change();

-- Gapless numbers: taken last, just before the commit that uses them.
create table counters (
  name text primary key,
  last bigint not null
);

create function guard_counter() returns trigger language plpgsql as $$
begin
  if new.name <> old.name or new.last < old.last then
    raise exception 'a number is given out once' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger counters_only_grow before update on counters
  for each row execute function guard_counter();
create trigger counters_stay before delete on counters
  for each row execute function refuse_change();
create trigger counters_no_truncate before truncate on counters
  for each statement execute function refuse_change();
