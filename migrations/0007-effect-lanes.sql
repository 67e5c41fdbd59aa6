-- Long work of one lane keeps no other waiting: each is claimed for by itself.
alter table effects add column lane text;
update effects set lane = case
  when kind like 'router.%' then 'routers'
  when kind in ('batch.print', 'report.draw', 'lead.brochure') then 'paper'
  when kind in ('menu.show', 'message.remove') then 'chat'
  else 'money' end;
alter table effects alter column lane set not null;
drop index effects_due;
create index effects_due on effects (lane, run_at, id) where state in ('waiting', 'running');
