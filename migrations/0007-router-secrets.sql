-- PPPoE secrets beside hotspot users: whose they are, the address they always get, and whether
-- the change that is behind must end the session under way, which would go on as it was.
alter table router_users
  add column subscription_id bigint,
  add column remote_address text,
  add column must_kick boolean not null default false;

-- What a PPP profile gives its sessions: an address or the name of a pool each.
alter table router_profiles
  add column local_address text,
  add column remote_address text,
  add column only_one boolean,
  add column address_list text;
