create table departures (
  id bigint generated always as identity primary key,
  code text not null unique,            -- RJB-0212
  package_name text not null,
  departs_on date not null,
  returns_on date not null,
  from_city text not null,
  airline text not null,
  -- {hotels: [{city, name, stars, nights}], itinerary: [{day, text}], included: [], excluded: []}
  brochure jsonb not null,
  -- rupiah per person by room type: {quad, triple, double}
  prices jsonb not null,
  seats integer not null check (seats >= 0),
  seats_taken integer not null default 0 check (seats_taken between 0 and seats),
  state text not null default 'draft'
    check (state in ('draft', 'published', 'full', 'closed', 'completed')),
  created_at timestamptz not null
);

create table leads (
  id bigint generated always as identity primary key,
  person_id bigint not null references people,
  conversation_id bigint not null references conversations,
  source text not null,                 -- 'ad', 'post', 'link', 'code_word', 'word_of_mouth'; 'chat' where nothing says more
  ad_id text,
  click_id text,
  referral jsonb,
  stage text not null default 'new'
    check (stage in ('new', 'contacted', 'qualified', 'brochure_sent', 'meeting', 'dp_paid', 'won', 'lost')),
  lost_reason text,
  fields jsonb not null default '{}',
  asked text,                           -- the field our last question was about
  score integer not null default 0,
  departure_id bigint references departures,
  brochure_sent_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
-- Every brochure that went out; one request is one row, however often it is tried.
create table lead_brochures (
  lead_id bigint not null references leads,
  departure_id bigint not null references departures,
  asked_at timestamptz not null,
  sent_at timestamptz not null,
  primary key (lead_id, departure_id, asked_at)
);

create index leads_person on leads (person_id, id);
create unique index leads_open on leads (conversation_id) where stage not in ('won', 'lost');

create table assistant_calls (
  id bigint generated always as identity primary key,
  conversation_id bigint references conversations,
  at timestamptz not null,
  model text not null,
  purpose text not null,
  tokens_in integer not null default 0,
  tokens_out integer not null default 0,
  took_ms integer not null,
  outcome text not null                 -- 'used', 'rejected', 'timeout', 'failed', 'over_budget'
);
create index assistant_calls_day on assistant_calls (at);
