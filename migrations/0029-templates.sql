-- Words the team changed, and what Meta has approved of our words.

-- Only what was ever changed; every other text is the one that came with the program.
create table templates (
  key text not null,
  language text not null check (language in ('id', 'en')),
  text text,                                -- null: changed back to how it came
  updated_by bigint references people,
  updated_at timestamptz not null,
  primary key (key, language)
);

-- Every change with what was there before, so that each can be taken back, the newest first.
create table template_changes (
  id bigint generated always as identity primary key,
  key text not null,
  language text not null check (language in ('id', 'en')),
  before text,
  after text,
  changed_by bigint references people,
  at timestamptz not null,
  undone_at timestamptz
);
create index template_changes_standing on template_changes (key, id desc) where undone_at is null;

-- One text of ours as handed to Meta. A changed text is a new one under a new name: the old one
-- goes on being used until Meta has approved the new one.
create table meta_templates (
  id bigint generated always as identity primary key,
  key text not null,
  language text not null check (language in ('id', 'en')),
  name text not null check (name ~ '^[a-z0-9_]+$' and length(name) <= 512),
  category text not null check (category in ('utility', 'marketing', 'authentication')),
  body text not null,                       -- with {{1}}, {{2}} …
  variables text[] not null,                -- ours, in that order
  examples text[] not null,
  -- asked: on its way to Meta. failed: Meta did not even take it for review.
  status text not null default 'asked'
    check (status in ('asked', 'pending', 'approved', 'rejected', 'paused', 'disabled', 'unknown', 'failed')),
  reason text,
  asked_by bigint references people,
  asked_at timestamptz not null,
  status_at timestamptz not null,
  unique (name, language)
);
create index meta_templates_key on meta_templates (key, language, id desc);

-- Processes keep the texts in memory and read them again only when this has grown.
create table template_version (
  only_row boolean primary key default true check (only_row),
  version bigint not null
);
insert into template_version (version) values (1);

create function count_template_change() returns trigger language plpgsql as $$
begin
  update template_version set version = version + 1;
  return null;
end $$;

create trigger templates_changed after insert or update or delete on templates
  for each statement execute function count_template_change();
create trigger meta_templates_changed after insert or update or delete on meta_templates
  for each statement execute function count_template_change();
