-- A second secret for what moves money: asked for before the deed, whoever holds the phone.
create table staff_pins (
  person_id bigint primary key references people,
  hash bytea not null,
  salt bytea not null,
  set_at timestamptz not null,
  -- Wrong tries since the last right one, or since it was locked.
  failed integer not null default 0 check (failed between 0 and 4),
  locked_until timestamptz,
  -- It was right a moment ago: in that chat it is not asked for again until then.
  verified_until timestamptz,
  verified_in bigint references conversations,
  check ((verified_until is null) = (verified_in is null))
);

-- A group that grew has another number for good; settings may still name the old one.
alter table conversations add column moved_to text;
