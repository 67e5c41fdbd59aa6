-- An order is not only a voucher: a reseller tops up his deposit (`deposit`), and sells from it
-- (`resale`). And money comes for invoices too.

alter table orders
  add column kind text not null default 'voucher' check (kind in ('voucher', 'deposit', 'resale')),
  -- Of a resale: what the package costs in the shop, and who gets the code.
  add column retail_rupiah bigint,
  add column buyer_phone text,
  alter column package_id drop not null,
  add constraint orders_package check ((kind = 'deposit') = (package_id is null)),
  add constraint orders_retail check ((kind = 'resale') = (retail_rupiah is not null));

alter table charges
  add column invoice_id bigint,
  alter column order_id drop not null,
  add constraint charges_payable check (num_nonnulls(order_id, invoice_id) = 1);
create index charges_invoice on charges (invoice_id, id) where invoice_id is not null;

create or replace function guard_charge() returns trigger language plpgsql as $$
begin
  if old.state = 'paid' and new.state <> 'paid' then
    raise exception 'nothing leaves paid' using errcode = 'restrict_violation';
  end if;
  if (new.order_id, new.invoice_id, new.gateway, new.method, new.reference, new.amount_rupiah,
      new.account)
    is distinct from
    (old.order_id, old.invoice_id, old.gateway, old.method, old.reference, old.amount_rupiah,
      old.account) then
    raise exception 'a charge stays what was asked' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

-- Whose money it was, and what for: an order, an invoice, or neither, then it went to the wallet.
alter table payments
  add column person_id bigint references people,
  add column invoice_id bigint,
  add column subscription_id bigint,
  add constraint payments_payable check (num_nonnulls(order_id, invoice_id) < 2);
alter table payments disable trigger payments_append_only;
update payments set person_id = orders.person_id from orders where orders.id = payments.order_id;
alter table payments enable trigger payments_append_only;
alter table payments alter column person_id set not null;
create index payments_invoice on payments (invoice_id) where invoice_id is not null;
create index payments_person on payments (person_id, id);
