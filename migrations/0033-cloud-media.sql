-- What Meta holds of our files: uploaded once for each number, sent by id until it forgets them.
-- `file_key` is a digest of the content, so that a replaced file is another one. Meta's own time.
create table cloud_media (
  account_id bigint not null references channel_accounts,
  file_key text not null,
  media_id text not null,
  expires_at timestamptz not null,
  primary key (account_id, file_key)
);
create index cloud_media_expired on cloud_media (expires_at);
