-- The first day of the period after the one that begins on `from_day`, said so that PostgreSQL
-- puts the expression itself where it is called: no time zone, no question inside. A month's
-- anchor day is so many days after its first, and its last day where that is too short.
create or replace function next_period(from_day date, anchor integer, days integer) returns date
language sql immutable parallel safe as $$
  select case
    when days is not null then from_day + days
    -- Before this month's anchor day: a first, shorter period ends there.
    when from_day < least(date_trunc('month', from_day::timestamp)::date + anchor - 1,
        (date_trunc('month', from_day::timestamp) + interval '1 month -1 day')::date)
      then least(date_trunc('month', from_day::timestamp)::date + anchor - 1,
        (date_trunc('month', from_day::timestamp) + interval '1 month -1 day')::date)
    else least((date_trunc('month', from_day::timestamp) + interval '1 month')::date + anchor - 1,
      (date_trunc('month', from_day::timestamp) + interval '2 months -1 day')::date)
    end
$$;
