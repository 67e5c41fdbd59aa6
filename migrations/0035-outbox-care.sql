-- What may be out is known for good, and what is looked for every moment is found by an index.

alter table outbox
  -- Some try had no answer: it must not be said from another number, or taken back.
  add column maybe_out boolean not null default false,
  -- Its words went as the template that stands for them.
  add column as_template boolean not null default false;
update outbox set maybe_out = true
where state in ('queued', 'sending') and (error like 'outcome_unknown%' or state = 'sending');

-- What waits and holds up others, and advertising and reminders by when they may go: forty
-- thousand that wait for the morning cost nothing at night.
create index outbox_waiting_words on outbox (conversation_id)
  where state in ('queued', 'sending') and sort not in ('reminder', 'promo');
create index outbox_waiting_unasked on outbox (not_before)
  where state in ('queued', 'sending') and sort in ('reminder', 'promo');
create index outbox_failed on outbox (fate_at) where state = 'failed' or fate = 'failed';

create index inbox_stubs on inbox (account_id, provider_id) where kind = 'stub';
create index relays_heard_as on relays (heard_as);
create index conversations_taken_by on conversations (human_by) where human_by is not null;
create index wa_archive_age on wa_archive (archived_at);
