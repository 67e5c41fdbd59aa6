-- Who owns the wallets of a customer: himself and each of his lines. As one list, because an
-- index finds the accounts of a list, and reads all there are for "his, or of a line of his".
create function wallet_owners(person bigint) returns text[] language sql stable as $$
  select array(
    select 'person:' || person
    union all select 'subscription:' || id from subscriptions where person_id = person)
$$;

create or replace function lock_customer(person bigint) returns void language plpgsql as $$
declare owners text[];
begin
  perform from people where id = person for no key update;
  perform from subscriptions where person_id = person order by id for no key update;
  owners := wallet_owners(person);
  perform from accounts where owner = any(owners) and purpose = 'wallet' and currency = 'IDR'
    order by id for no key update;
end $$;
