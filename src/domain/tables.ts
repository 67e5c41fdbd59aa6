import type { ColumnType, Generated, Kysely } from 'kysely'
import type { Inbound } from './messages/inbound.ts'
import type { OutgoingContent } from './messages/message.ts'
import type { Act } from './messages/act.ts'
import type { Language, Role } from './people/person.ts'
import type { LeadFields } from './leads/lead-fields.ts'
import type { Brochure, RoomPrices } from './leads/departure.ts'
import type { ChargeDetails } from './payments/charge.ts'

/** Every table of the business. Change it together with a migration. */
export type Tables = {
  people: {
    id: Generated<number>
    name: string | null
    language: Generated<Language>
    opted_out_at: Date | null
    merged_into: number | null
    created_at: Generated<Date>
  }
  channel_accounts: { id: Generated<number>; channel: ChannelName; name: string }
  identities: { account_id: number; kind: IdentityKind; value: string; person_id: number }
  staff: {
    person_id: number
    role: Role
    added_by: number | null
    added_at: Date
    removed_at: Date | null
  }
  staff_invites: {
    token_hash: Buffer
    role: Role
    invited_by: number | null
    expires_at: Date
    used_by: number | null
    used_at: Date | null
  }
  settings: { key: string; value: Json<unknown>; updated_by: number | null; updated_at: Date }
  audit: {
    id: Generated<number>
    at: Date
    person_id: number | null
    action: string
    subject: string
    before: Json<object> | null
    after: Json<object> | null
    correlation: string | null
  }

  conversations: {
    id: Generated<number>
    account_id: number
    chat: string
    person_id: number | null
    lease_owner: string | null
    lease_until: Date | null
    fence: Generated<number>
    sending_owner: string | null
    sending_until: Date | null
    misses: Generated<number>
    /** The staff's group, where alerts and hand-off go. */
    is_ops: Generated<boolean>
    human_since: Date | null
    human_by: number | null
    human_active_at: Date | null
    last_inbound_at: Date | null
    created_at: Generated<Date>
  }
  inbox: {
    id: Generated<number>
    account_id: number
    chat: string
    provider_id: string
    conversation_id: number | null
    kind: string
    inbound: Json<Inbound>
    raw: Json<unknown>
    correlation: string
    received_at: Date
    written_at: Generated<Date>
    handled_at: Date | null
    attempts: Generated<number>
    parked_at: Date | null
    error: string | null
  }
  outbox: {
    id: Generated<number>
    conversation_id: number
    priority: Generated<number>
    content: Json<OutgoingContent>
    slot: string | null
    from_bot: Generated<boolean>
    state: Generated<'queued' | 'sending' | 'sent' | 'failed' | 'superseded' | 'dropped'>
    fate: 'accepted' | 'delivered' | 'read' | 'failed' | null
    not_before: Date | null
    attempts: Generated<number>
    provider_id: string | null
    error: string | null
    correlation: string | null
    created_at: Date
    written_at: Generated<Date>
    sent_at: Date | null
    fate_at: Date | null
  }
  effects: {
    id: Generated<number>
    kind: string
    key: string | null
    payload: Json<object>
    state: Generated<'waiting' | 'running' | 'done' | 'dead'>
    run_at: Date
    attempts: Generated<number>
    claimed_by: string | null
    claimed_until: Date | null
    error: string | null
    correlation: string | null
    created_at: Date
    written_at: Generated<Date>
    done_at: Date | null
  }
  questions: {
    id: string
    conversation_id: number
    kind: 'menu' | 'confirm' | 'ask'
    acts: Json<{ label: string; act: Act }[]>
    free: Json<{ act: Act; field: string }> | null
    asked_at: Date
    expires_at: Date
    used_at: Date | null
    closed_at: Date | null
  }

  accounts: {
    id: Generated<number>
    owner: string
    purpose: string
    currency: Currency
    floor: number | null
    balance: Generated<number>
  }
  transfers: {
    id: Generated<number>
    key: string
    cause: string
    subject: string
    at: Date
    by_person: number | null
  }
  entries: { transfer_id: number; account_id: number; currency: Currency; amount: number }
  counters: { name: string; last: number }

  routers: {
    id: Generated<number>
    name: string
    host: string
    port: number
    tls: boolean
    fingerprint: string | null
    username: string
    secret: Buffer
    state: Generated<'active' | 'maintenance' | 'removed'>
    login_url: string | null
    network: string | null
    reachable: boolean | null
    version: string | null
    board: string | null
    latency_ms: number | null
    seen_at: Date | null
    synced_at: Date | null
    problem: string | null
    down_since: Date | null
    down_told_at: Date | null
    known_sessions: Generated<string[]>
    polled_at: Date | null
    listed_at: Date | null
    profiles_at: Date | null
    sync_owner: string | null
    sync_until: Date | null
    created_at: Date
  }
  router_profiles: {
    router_id: number
    service: 'hotspot' | 'ppp'
    name: string
    shared_users: number | null
    rate_limit: string | null
    comment: string
    gone_at: Date | null
  }
  router_strangers: {
    router_id: number
    service: 'hotspot' | 'ppp'
    name: string
    comment: string
    seen_at: Date
  }
  router_users: {
    id: Generated<number>
    router_id: number
    service: 'hotspot' | 'ppp'
    name: string
    secret: Buffer
    profile: string
    comment: string
    limit_uptime_seconds: number | null
    limit_bytes: number | null
    disabled: Generated<boolean>
    wanted: Generated<boolean>
    version: Generated<number>
    synced: Generated<number>
    router_ref: string | null
    problem: string | null
    used_seconds: Generated<number>
    used_bytes: Generated<number>
    carried_seconds: Generated<number>
    carried_bytes: Generated<number>
  }
  packages: {
    id: Generated<number>
    kind: 'hotspot' | 'pppoe'
    code: string
    name: string
    price_rupiah: number
    cost_rupiah: Generated<number>
    reseller_price_rupiah: number | null
    profile: string
    online_seconds: number | null
    calendar_seconds: number | null
    data_bytes: number | null
    shared_users: Generated<number>
    code_prefix: Generated<string>
    code_length: Generated<number>
    code_alphabet: Generated<'mixed' | 'letters' | 'digits'>
    own_password: Generated<boolean>
    sold_at_print: Generated<boolean>
    on_sale: Generated<boolean>
    created_at: Date
  }
  package_routers: { package_id: number; router_id: number; place: Generated<number> }
  voucher_batches: {
    id: Generated<number>
    number: string
    package_id: number
    router_id: number
    quantity: number
    state: Generated<'pending' | 'ready' | 'withdrawn'>
    problem: string | null
    order_id: number | null
    for_stock: Generated<boolean>
    made_by: number | null
    conversation_id: number | null
    created_at: Date
    ready_at: Date | null
    withdrawn_at: Date | null
    printed_at: Date | null
    waiting_told_at: Date | null
  }
  vouchers: {
    id: Generated<number>
    code: string
    password: string
    batch_id: number
    package_id: number
    router_id: number
    router_user_id: number
    state: Generated<'created' | 'sold' | 'active' | 'expired' | 'revoked'>
    price_rupiah: number
    cost_rupiah: number
    calendar_seconds: number | null
    order_id: number | null
    sold_at: Date | null
    printed_at: Date | null
    activated_at: Date | null
    expires_at: Date | null
    ended_at: Date | null
    mac: string | null
  }

  orders: {
    id: Generated<number>
    person_id: number
    conversation_id: number
    package_id: number
    quantity: Generated<number>
    amount_rupiah: number
    applied_rupiah: Generated<number>
    state: Generated<'open' | 'paid' | 'delivered' | 'expired' | 'cancelled' | 'refunded'>
    receipt_number: string | null
    link_version: Generated<number>
    created_at: Date
    expires_at: Date
    paid_at: Date | null
    waiting_told_at: Date | null
    delivered_at: Date | null
  }
  charges: {
    id: Generated<number>
    order_id: number
    gateway: string
    method: string
    reference: string
    amount_rupiah: number
    unique_code: Generated<number>
    account: string | null
    state: Generated<'reserved' | 'pending' | 'paid' | 'failed' | 'expired' | 'unknown'>
    provider_reference: string | null
    details: Json<ChargeDetails>
    created_at: Date
    expires_at: Date
    asked_at: Date | null
    paid_at: Date | null
    checked_at: Date | null
    checking_until: Date | null
    ask_at: Date | null
  }
  callbacks: {
    id: Generated<number>
    gateway: string
    fingerprint: Buffer
    body: string
    headers: Json<object>
    received_at: Date
    reference: string
    handled_at: Date | null
    outcome: string | null
  }
  payments: {
    id: Generated<number>
    gateway: string
    method: string
    provider_reference: string
    charge_id: number | null
    order_id: number | null
    amount_rupiah: number
    paid_at: Date
    applied_rupiah: number
    surplus_rupiah: number
    by_person: number | null
  }
  gateway_budgets: {
    gateway: string
    tokens: number
    counted_at: Date
    background_at: Date | null
    refusals: Generated<number>
    blocked_until: Date | null
  }

  departures: {
    id: Generated<number>
    code: string
    package_name: string
    departs_on: Day
    returns_on: Day
    from_city: string
    airline: string
    brochure: Json<Brochure>
    prices: Json<RoomPrices>
    seats: number
    seats_taken: Generated<number>
    state: Generated<'draft' | 'published' | 'full' | 'closed' | 'completed'>
    created_at: Date
  }
  leads: {
    id: Generated<number>
    person_id: number
    conversation_id: number
    source: string
    ad_id: string | null
    click_id: string | null
    referral: Json<object> | null
    stage: Generated<LeadStage>
    lost_reason: string | null
    fields: Json<LeadFields>
    asked: string | null
    score: Generated<number>
    departure_id: number | null
    brochure_sent_at: Date | null
    created_at: Date
    updated_at: Date
  }
  lead_brochures: { lead_id: number; departure_id: number; asked_at: Date; sent_at: Date }
  assistant_calls: {
    id: Generated<number>
    conversation_id: number | null
    at: Date
    model: string
    purpose: string
    tokens_in: Generated<number>
    tokens_out: Generated<number>
    took_ms: number
    outcome: string
  }
}

/** A connection or an open transaction: queries cannot tell and must not care. */
export type Db = Kysely<Tables>

export type ChannelName = 'telegram' | 'cloud' | 'baileys' | 'waha'
export type IdentityKind = 'phone' | 'lid' | 'bsuid' | 'username' | 'telegram'
export type Currency = 'IDR' | 'PTS'
export type LeadStage =
  | 'new'
  | 'contacted'
  | 'qualified'
  | 'brochure_sent'
  | 'meeting'
  | 'dp_paid'
  | 'won'
  | 'lost'

/** Read as the value; written as JSON text, since pg would take a JS array for a Postgres array. */
type Json<T> = ColumnType<T, string, string>
/** A business day, `2026-12-31`: never a Date, which would move with the time zone. */
type Day = ColumnType<string, string, string>
