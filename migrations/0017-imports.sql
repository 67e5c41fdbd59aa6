-- Every row of a list that is brought in: what would become of it, and what did.

create table import_rows (
  import_id bigint not null references imports,
  -- As whoever opens the sheet counts.
  place integer not null,
  verdict text not null check (verdict in ('new', 'known', 'bad', 'left')),
  -- Why it is bad or left alone, and the word that is about.
  problem text,
  about text,
  row jsonb not null,
  -- A password, sealed; forgotten when the import is over or a day old.
  secret bytea,
  outcome text check (outcome in ('done', 'known', 'failed')),
  -- What it became: subscription:7.
  subject text,
  primary key (import_id, place)
);
create index import_rows_waiting on import_rows (import_id, place)
  where verdict = 'new' and outcome is null;
