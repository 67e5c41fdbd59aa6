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

-- A session keeps what it began with. Whoever changes what its next one would be ends it.
create function kick_at_change() returns trigger language plpgsql as $$
begin
  new.must_kick := true;
  return new;
end $$;
create trigger router_users_kick before update on router_users for each row
  when (new.service = 'ppp'
    and (old.profile, old.disabled, old.remote_address, old.secret)
      is distinct from (new.profile, new.disabled, new.remote_address, new.secret))
  execute function kick_at_change();
