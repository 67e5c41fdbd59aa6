-- Whoever was shut out has no session that would go on as it was: his modem, quick to dial the
-- moment he is let in again, is left alone. A kick that is still to come stays.
drop trigger router_users_kick on router_users;
create trigger router_users_kick before update on router_users for each row
  when (new.service = 'ppp' and not old.disabled
    and (old.profile, old.disabled, old.remote_address, old.secret)
      is distinct from (new.profile, new.disabled, new.remote_address, new.secret))
  execute function kick_at_change();
