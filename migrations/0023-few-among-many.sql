-- Few among very many: drafts, and what went over because of one payment.
create index invoices_drafts on invoices (id) where state = 'draft';
create index carry_overs_payment on carry_overs (payment_id) where payment_id is not null;
