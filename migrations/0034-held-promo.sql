-- What holds advertising back, and who asked for none; and what the team was told of a queue that nobody can take.

alter table channel_accounts
  -- Meta found that this number sends too much: no advertising from it until then. Business time.
  add column no_promo_until timestamptz,
  -- When it was said that its queue cannot go to another number.
  add column stuck_told_at timestamptz;

alter table people
  -- Meta lets nobody advertise to them until then. Business time.
  add column no_promo_until timestamptz,
  -- They switched advertising off in WhatsApp itself. Reminders go on, unlike after "stop".
  add column no_promo_since timestamptz;
