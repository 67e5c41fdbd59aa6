-- What the daily life of lines needs besides the lines themselves.

-- Two lines of one router with one address would throw each other off.
create unique index subscriptions_address on subscriptions (router_id, static_address)
  where state <> 'stopped' and static_address is not null;

alter table subscriptions
  -- The password may be handed to the customer once after it was made; then it is made anew.
  add column password_given_at timestamptz,
  -- Went off line together with many others, and is not back yet.
  add column outage_id bigint references outages;
create index subscriptions_outage on subscriptions (outage_id) where outage_id is not null;

-- The package somebody wants instead of the one he has.
alter table tickets add column package_id bigint references packages;

-- A number to call, where the chat does not show one.
alter table registrations add column phone text;
