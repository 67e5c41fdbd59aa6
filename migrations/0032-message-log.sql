-- What was said with a customer, page by page; and what became of what we sent.

create index inbox_log on inbox (conversation_id, received_at, id) where conversation_id is not null;
-- Few: which of the messages were changed or taken back.
create index inbox_changes on inbox (conversation_id) where kind in ('edit', 'revoke');
create index outbox_log on outbox (conversation_id, created_at, id);
-- Reports count whole days of them.
create index outbox_written on outbox (created_at);

-- When it first arrived, which "read" would write over. Real time.
alter table outbox add column delivered_at timestamptz;
update outbox set delivered_at = fate_at where fate = 'delivered';
