-- Of what asked for a batch. A router is brought in step for many at once: what follows from a
-- batch that became whole belongs to whoever asked for that batch.
alter table voucher_batches add column correlation text;
