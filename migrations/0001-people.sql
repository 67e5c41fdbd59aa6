-- People, how we know them, and who may do what.

create table people (
  id bigint generated always as identity primary key,
  name text,
  language text not null default 'id' check (language in ('id', 'en')),
  opted_out_at timestamptz,
  merged_into bigint references people,
  created_at timestamptz not null default now()
);

-- One line of ours to the outside: a bot, a WhatsApp number, a session.
create table channel_accounts (
  id bigint generated always as identity primary key,
  channel text not null check (channel in ('telegram', 'cloud', 'baileys', 'waha')),
  name text not null,
  unique (channel, name)
);

-- A phone number may be missing, and a value means something only to the account that saw it.
create table identities (
  account_id bigint not null references channel_accounts,
  kind text not null check (kind in ('phone', 'lid', 'bsuid', 'username', 'telegram')),
  value text not null,
  person_id bigint not null references people,
  primary key (account_id, kind, value)
);
create index identities_person on identities (person_id);
create index identities_value on identities (kind, value);

create table staff (
  person_id bigint primary key references people,
  role text not null check (role in ('owner', 'admin', 'finance', 'operator', 'sales', 'reseller')),
  added_by bigint references people,
  added_at timestamptz not null,
  removed_at timestamptz
);

-- Only the hash is kept: whoever reads this table can invite nobody.
create table staff_invites (
  token_hash bytea primary key,
  role text not null check (role in ('owner', 'admin', 'finance', 'operator', 'sales', 'reseller')),
  invited_by bigint references people,
  expires_at timestamptz not null,
  used_by bigint references people,
  used_at timestamptz
);

create table settings (
  key text primary key,
  value jsonb not null,
  updated_by bigint references people,
  updated_at timestamptz not null
);

create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  person_id bigint references people,
  action text not null,
  subject text not null,
  before jsonb,
  after jsonb,
  correlation text
);
create index audit_subject on audit (subject, id);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger audit_append_only before update or delete on audit
  for each row execute function refuse_change();
create trigger audit_no_truncate before truncate on audit
  for each statement execute function refuse_change();
