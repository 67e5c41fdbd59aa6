import type { ColumnType, Generated, Kysely } from 'kysely'
import type { BroadcastState, MetaChoice, Segment } from './broadcasts/broadcast.ts'
import type { Lane } from './effects/effect.ts'
import type { TopicProblem } from './chats/topics.ts'
import type { Inbound } from './messages/inbound.ts'
import type { SentFile } from './media/sent-file.ts'
import type { FileRef, OutgoingContent, Sort } from './messages/message.ts'
import type { FreeAnswer } from './messages/question.ts'
import type { Act } from './messages/act.ts'
import type { Language, Role } from './people/person.ts'
import type { LeadFields } from './leads/lead-fields.ts'
import type { Brochure, RoomPrices } from './leads/departure.ts'
import type { ChargeDetails } from './payments/charge.ts'
import type { MetaStatus, TemplateCategory } from './templates/meta-template.ts'
import type { SessionTroubleKind, TroubleDetails } from './sessions/trouble.ts'

/** Every table of the business. Change it together with a migration. */
export type Tables = {
  people: {
    id: Generated<number>
    name: string | null
    language: Generated<Language>
    opted_out_at: Date | null
    no_promo_until: Date | null
    no_promo_since: Date | null
    merged_into: number | null
    created_at: Generated<Date>
  }
  channel_accounts: {
    id: Generated<number>
    channel: ChannelName
    name: string
    title: string | null
    phone: string | null
    state: Generated<SessionState>
    state_since: Generated<Date>
    no_new_chats_until: Date | null
    no_sending_until: Date | null
    no_promo_until: Date | null
    stuck_told_at: Date | null
    held_because: string | null
    warm_from: Date | null
  }
  session_leases: {
    account_id: number
    owner: string | null
    until: Date | null
    fence: Generated<number>
    connection: Generated<'closed' | 'connecting' | 'qr' | 'open'>
    detail: string | null
    connected_at: Date | null
    seen_at: Date | null
  }
  session_pairings: {
    id: Generated<number>
    account_id: number
    conversation_id: number | null
    asked_by: number | null
    slot: string
    asked_at: Date
    ended_at: Date | null
  }
  session_troubles: {
    id: Generated<number>
    account_id: number
    kind: SessionTroubleKind
    details: Json<TroubleDetails>
    since: Date
    until: Date | null
    told_at: Date | null
  }
  session_days: {
    account_id: number
    day: Day
    sent: Generated<number>
    begun: Generated<number>
    new_chats: Generated<number>
  }
  moved_chats: { from_id: number; lost_since: Date; to_id: number; moved_at: Date }
  wa_creds: {
    account_id: number
    format: number
    value: Buffer
    rev: Generated<number>
    written_at: Generated<Date>
  }
  wa_keys: { account_id: number; type: string; id: string; format: number; value: Buffer }
  wa_archive: {
    id: Generated<number>
    account_id: number
    because: string
    value: Buffer
    archived_at: Generated<Date>
  }
  wa_sent: {
    account_id: number
    provider_id: string
    chat: string
    proto: Buffer
    sent_at: Generated<Date>
  }
  cloud_media: { account_id: number; file_key: string; media_id: string; expires_at: Date }
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
  staff_pins: {
    person_id: number
    hash: Buffer
    salt: Buffer
    set_at: Date
    failed: Generated<number>
    locked_until: Date | null
    /** Right a moment ago, in this one chat. */
    verified_until: Date | null
    verified_in: number | null
  }
  settings: { key: string; value: Json<unknown>; updated_by: number | null; updated_at: Date }
  templates: {
    key: string
    language: Language
    text: string | null
    updated_by: number | null
    updated_at: Date
  }
  template_changes: {
    id: Generated<number>
    key: string
    language: Language
    before: string | null
    after: string | null
    changed_by: number | null
    at: Date
    undone_at: Date | null
  }
  meta_templates: {
    id: Generated<number>
    key: string
    language: Language
    name: string
    category: TemplateCategory
    body: string
    variables: string[]
    examples: string[]
    status: Generated<MetaStatus>
    reason: string | null
    asked_by: number | null
    asked_at: Date
    status_at: Date
  }
  template_version: { only_row: Generated<boolean>; version: number }
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
    human_on_phone: Generated<boolean>
    last_inbound_at: Date | null
    /** The chat's number since the channel gave it another one. */
    moved_to: string | null
    /** Meta takes free words until then, and what follows an ad costs nothing until then. */
    window_until: Date | null
    free_until: Date | null
    /** When we first wrote to somebody who had not written to this number. */
    begun_at: Date | null
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
    parts_sent: Generated<number>
    provider_id: string | null
    error: string | null
    sort: Generated<Sort>
    price_category: string | null
    price_type: string | null
    counted: Generated<boolean>
    goes_first: Generated<boolean>
    maybe_out: Generated<boolean>
    as_template: Generated<boolean>
    correlation: string | null
    created_at: Date
    written_at: Generated<Date>
    sent_at: Date | null
    fate_at: Date | null
    delivered_at: Date | null
  }
  broadcasts: {
    id: Generated<number>
    text: string
    file: Json<FileRef> | null
    file_asked: Json<SentFile> | null
    meta_template: Json<MetaChoice> | null
    segment: Json<Segment>
    state: Generated<BroadcastState>
    created_by: number
    changed_by: number | null
    started_by: number | null
    conversation_id: number
    slot: string
    send_at: Date | null
    approved_by: number | null
    started_at: Date | null
    finished_at: Date | null
    paused_because: string | null
    watched_from: Date | null
    borne: Generated<number[]>
    shown: Json<object> | null
    shown_at: Date | null
    created_at: Date
  }
  broadcast_recipients: {
    broadcast_id: number
    person_id: number
    state: Generated<'waiting' | 'queued' | 'skipped'>
    reason: string | null
    outbox_id: number | null
  }
  effects: {
    id: Generated<number>
    kind: string
    lane: Lane
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
    free: Json<FreeAnswer> | null
    asked_at: Date
    expires_at: Date
    used_at: Date | null
    closed_at: Date | null
  }

  ops_forums: {
    conversation_id: number
    takes_topics: boolean | null
    problem: TopicProblem | null
    told: Generated<string[]>
    asked_at: Date | null
    busy_by: string | null
    busy_until: Date | null
  }
  chat_topics: {
    conversation_id: number
    topic_id: number
    forum_id: number
    wanted: Generated<'open' | 'closed'>
    state: Generated<'none' | 'making' | 'open' | 'closed'>
    made_after: number | null
    pinned: string | null
  }
  relays: { outbox_id: number; heard_in: number; heard_as: string; by_person: number | null }
  topic_guests: { topic_id: number; person_id: number }
  canned_replies: { name: string; text: string; made_by: number | null; changed_at: Date }

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
    maintenance_since: Date | null
    maintenance_until: Date | null
    maintenance_by: number | null
    hint_version: Generated<number>
    hints_until: Date | null
    weight: Generated<number>
    created_at: Date
  }
  router_hints: { router_id: number; name: string; heard_at: Date }
  router_reboots: {
    id: Generated<number>
    router_id: number
    asked_by: number
    conversation_id: number
    slot: string | null
    asked_at: Date
    sent_at: Date | null
    ended_at: Date | null
    outcome: 'back' | 'refused' | 'away' | 'not_seen' | null
  }
  router_profiles: {
    router_id: number
    service: 'hotspot' | 'ppp'
    name: string
    shared_users: number | null
    rate_limit: string | null
    comment: string
    local_address: string | null
    remote_address: string | null
    only_one: boolean | null
    address_list: string | null
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
    subscription_id: number | null
    remote_address: string | null
    must_kick: Generated<boolean>
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
    period_days: number | null
    isolir_profile: string | null
    on_all_routers: Generated<boolean>
    spread: Generated<boolean>
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
    correlation: string | null
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
    kind: Generated<'voucher' | 'deposit' | 'resale'>
    person_id: number
    conversation_id: number
    package_id: number | null
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
    retail_rupiah: number | null
    buyer_phone: string | null
  }
  charges: {
    id: Generated<number>
    order_id: number | null
    invoice_id: number | null
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
    /** Sealed; in the open only where they came before that. */
    headers: Json<{ sealed: string } | Record<string, string>>
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
    invoice_id: number | null
    person_id: number
    subscription_id: number | null
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

  customers: {
    person_id: number
    address: string | null
    latitude: number | null
    longitude: number | null
    note: string | null
    tags: Generated<string[]>
    debt_told_at: Date | null
    credit_told_at: Date | null
    created_at: Date
    created_by: number | null
  }
  subscriptions: {
    id: Generated<number>
    person_id: number
    package_id: number
    router_id: number
    state: Generated<'active' | 'isolated' | 'stopped'>
    username: string
    static_address: string | null
    price_rupiah: number | null
    discount_rupiah: Generated<number>
    anchor_day: number
    started_on: Day
    billed_until: Day
    paid_until: Day
    isolated_at: Date | null
    isolated_because: 'unpaid' | 'asked' | null
    stopped_at: Date | null
    stopped_because: 'unpaid' | 'asked' | null
    online_since: Date | null
    online_router_id: number | null
    seen_at: Date | null
    address: string | null
    mac: string | null
    session_in_bytes: Generated<number>
    session_out_bytes: Generated<number>
    password_given_at: Date | null
    outage_id: number | null
    cut_at: Date | null
    note: string | null
    created_at: Date
    created_by: number | null
  }
  usage_days: {
    subscription_id: number
    day: Day
    seconds: Generated<number>
    in_bytes: Generated<number>
    out_bytes: Generated<number>
  }
  outages: {
    id: Generated<number>
    router_id: number
    began_at: Date
    affected: number
    ended_at: Date | null
  }
  registrations: {
    id: Generated<number>
    person_id: number
    conversation_id: number
    name: string
    phone: string | null
    address: string
    latitude: number | null
    longitude: number | null
    package_id: number
    state: Generated<'asked' | 'approved' | 'installed' | 'declined'>
    reason: string | null
    install_on: Day | null
    technician_id: number | null
    subscription_id: number | null
    asked_at: Date
    decided_by: number | null
    decided_at: Date | null
  }
  tickets: {
    id: Generated<number>
    person_id: number
    conversation_id: number
    subscription_id: number | null
    kind: 'down' | 'slow' | 'upgrade' | 'other'
    package_id: number | null
    text: string
    state: Generated<'open' | 'assigned' | 'closed'>
    assigned_to: number | null
    opened_at: Date
    assigned_at: Date | null
    closed_at: Date | null
    closed_by: number | null
    note: string | null
  }

  invoices: {
    id: Generated<number>
    number: string | null
    person_id: number
    subscription_id: number | null
    period_from: Day | null
    period_to: Day | null
    service_name: string | null
    state: Generated<'draft' | 'open' | 'partial' | 'paid' | 'carried' | 'void'>
    service_rupiah: Generated<number>
    discount_rupiah: Generated<number>
    extra_rupiah: Generated<number>
    late_fee_rupiah: Generated<number>
    tax_rupiah: Generated<number>
    carried_rupiah: Generated<number>
    total_rupiah: ColumnType<number, never, never>
    applied_rupiah: Generated<number>
    carried_to: number | null
    link_version: Generated<number>
    receipt_number: string | null
    note: string | null
    issued_on: Day | null
    due_on: Day
    owed_since: Day
    created_at: Date
    made_by: number | null
    paid_at: Date | null
    voided_at: Date | null
    void_reason: string | null
  }
  invoice_lines: { invoice_id: number; place: number; text: string; amount_rupiah: number }
  carry_overs: {
    id: Generated<number>
    kind: 'shortfall' | 'overpayment'
    from_invoice_id: number
    to_invoice_id: number | null
    amount_rupiah: number
    payment_id: number | null
    at: Date
    undone_at: Date | null
  }
  invoice_reminders: { invoice_id: number; days_before: number; at: Date }
  payment_reversals: { payment_id: number; reason: string; at: Date; by_person: number }

  resellers: {
    person_id: number
    low_rupiah: Generated<number>
    low_told_at: Date | null
    created_at: Date
    created_by: number | null
  }
  reseller_prices: { person_id: number; package_id: number; price_rupiah: number }
  bank_mutations: {
    id: Generated<number>
    account: string
    fingerprint: Buffer
    day: Day | null
    amount_rupiah: number
    text: string
    reference: string | null
    state: Generated<'waiting' | 'matched' | 'ignored'>
    payment_id: number | null
    imported_at: Date
    imported_by: number | null
    decided_at: Date | null
    decided_by: number | null
    bringing: string | null
  }
  payment_proofs: {
    id: Generated<number>
    person_id: number
    conversation_id: number
    charge_id: number | null
    invoice_id: number | null
    order_id: number | null
    photos: Generated<number>
    caption: string
    sent: Json<SentFile>
    file: Json<FileRef> | null
    sent_at: Date
    decided_at: Date | null
    decided_by: number | null
  }
  payment_refunds: {
    id: Generated<number>
    payment_id: number
    state: 'wallet' | 'asked' | 'sent' | 'refused'
    amount_rupiah: number
    wallet: string
    tries: Generated<number>
    reason: string
    provider_reference: string | null
    problem: string | null
    at: Date
    by_person: number
    conversation_id: number
    settled_at: Date | null
  }
  settlements: {
    id: Generated<number>
    gateway: string
    day: Day
    reference: string
    amount_rupiah: number
    fee_rupiah: Generated<number>
    at: Date
    by_person: number | null
  }
  imports: {
    id: Generated<number>
    kind: 'customers' | 'packages' | 'pppoe' | 'router'
    router_id: number | null
    conversation_id: number
    made_by: number
    state: Generated<'reading' | 'ready' | 'running' | 'done' | 'failed' | 'dropped'>
    plan: Json<unknown> | null
    result: Json<unknown> | null
    problem: string | null
    created_at: Date
    done_at: Date | null
  }
  import_rows: {
    import_id: number
    place: number
    verdict: 'new' | 'known' | 'bad' | 'left'
    problem: string | null
    about: string | null
    row: Json<unknown>
    secret: Buffer | null
    outcome: 'done' | 'known' | 'failed' | null
    subject: string | null
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
/** What is wanted of one of our numbers. */
export type SessionState = 'on' | 'pairing' | 'paused' | 'unlinked' | 'banned' | 'removed'
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
