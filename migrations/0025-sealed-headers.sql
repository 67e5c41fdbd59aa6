-- What came with news from a gateway is sealed from now on: some prove themselves with the same
-- word every time. Of what was acted on it is not needed any more.
update callbacks set headers = '{}' where handled_at is not null;
