-- When we last ended the session of a line ourselves: that it is gone then is no outage.
alter table subscriptions add column cut_at timestamptz;
