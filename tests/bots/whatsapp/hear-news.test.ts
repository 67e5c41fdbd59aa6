import { describe, expect, test } from 'vitest'
import { hearAll, hearValue } from './hear.ts'

const hearStatus = (status: object) => hearValue({ statuses: [status] })[0]

describe('what became of our messages', () => {
  test.each([
    ['sent', 'accepted'],
    ['delivered', 'delivered'],
    ['read', 'read'],
    ['played', 'read'],
  ])('%s', (status, fate) => {
    const pricing = { billable: true, pricing_model: 'PMP', category: 'service', type: 'regular' }
    const wire = { id: 'wamid.O', status, timestamp: '1795219720', recipient_id: '628123', pricing }
    const heard = hearStatus(wire)
    expect(heard).toMatchObject({
      chat: '628123',
      providerId: `wamid.O:${status}`,
      raw: { pricing },
    })
    expect(heard?.inbound).toEqual({
      kind: 'status',
      messageId: 'wamid.O',
      fate,
      at: '2026-11-21T00:08:40.000Z',
      price: { category: 'service', type: 'regular' },
    })
  })

  test.each([
    [
      { category: 'utility', type: 'free_entry_point' },
      { category: 'utility', type: 'free_entry_point' },
    ],
    [
      { category: 'marketing', billable: false },
      { category: 'marketing', type: 'free' },
    ],
    [{ category: 'marketing', billable: true }, { category: 'marketing' }],
  ])('what it costs is told as far as Meta says it: %j', (pricing, price) => {
    const heard = hearStatus({ id: 'wamid.O', status: 'sent', timestamp: '1', pricing })
    expect(heard?.inbound).toMatchObject({ price })
  })

  test('a status without a price has none', () => {
    const heard = hearStatus({ id: 'wamid.O', status: 'sent', timestamp: '1' })
    expect(heard?.inbound).not.toHaveProperty('price')
  })

  test('a failure says why, in words and by number', () => {
    const errors = [
      {
        code: 131_047,
        title: 'Re-engagement message',
        error_data: { details: 'More than 24 hours have passed' },
      },
    ]
    const wire = {
      id: 'wamid.O',
      status: 'failed',
      timestamp: '1795219720',
      recipient_user_id: 'ID.7',
      errors,
    }
    expect(hearStatus(wire)).toMatchObject({
      chat: 'ID.7',
      inbound: {
        fate: 'failed',
        error: 'window_closed · 131047 · Re-engagement message · More than 24 hours have passed',
      },
    })
  })

  test('a status of a kind we do not know is kept', () => {
    expect(hearStatus({ id: 'wamid.O', status: 'teleported' })?.inbound).toEqual({
      kind: 'unknown',
    })
  })
})

const hearNews = (value: object, field: string, time = 1) =>
  hearAll({
    object: 'whatsapp_business_account',
    entry: [{ id: '1022', time, changes: [{ field, value }] }],
  })

describe('news of the account', () => {
  const template = { message_template_id: 7, message_template_language: 'id' }

  test.each([
    [
      { event: 'APPROVED', reason: 'NONE', message_template_category: 'UTILITY' },
      { status: 'approved', category: 'utility' },
    ],
    [
      { event: 'REJECTED', reason: 'INVALID_FORMAT' },
      { status: 'rejected', reason: 'INVALID_FORMAT' },
    ],
    [
      { event: 'PAUSED', reason: null, other_info: { title: 'FIRST_PAUSE' } },
      { status: 'paused', reason: 'FIRST_PAUSE' },
    ],
    [{ event: 'SOMETHING_NEW' }, { status: 'unknown' }],
  ])('what became of a template: %j', (told, expected) => {
    const value = { ...template, message_template_name: 'bill_due', ...told }
    const [heard] = hearNews(value, 'message_template_status_update')
    expect(heard).toMatchObject({ chat: 'account', inbound: { what: 'template_status' } })
    expect(textOf(heard)).toEqual({ name: 'bill_due', language: 'id', ...expected })
  })

  test('a template in another category', () => {
    const told = { previous_category: 'UTILITY', new_category: 'MARKETING' }
    const value = { ...template, message_template_name: 'bill_due', ...told }
    const [heard] = hearNews(value, 'template_category_update')
    expect(textOf(heard)).toEqual({ name: 'bill_due', language: 'id', category: 'marketing' })
  })

  test('the same news is new a month later, and none when it is told twice', () => {
    const value = { ...template, message_template_name: 'bill_due', event: 'PAUSED' }
    const told = (time: number) => hearNews(value, 'message_template_status_update', time)[0]
    expect(told(1)?.providerId).toBe(told(1)?.providerId)
    expect(told(2)?.providerId).not.toBe(told(1)?.providerId)
  })

  test.each([
    ['account_update', 'account_update', { event: 'DISABLED_UPDATE' }],
    ['phone_number_quality_update', 'quality_update', { event: 'FLAGGED' }],
  ])('%s is told as it came', (field, what, value) => {
    const [heard] = hearNews(value, field)
    expect(heard?.inbound).toEqual({ kind: 'system', what, text: JSON.stringify(value) })
  })
})

function textOf(heard: ReturnType<typeof hearAll>[number] | undefined): unknown {
  return heard?.inbound.kind === 'system' ? JSON.parse(heard.inbound.text ?? '') : undefined
}

describe('advertising, as somebody chose it in WhatsApp', () => {
  test.each([
    ['stop', 'promo_stopped'],
    ['resume', 'promo_resumed'],
  ])('%s', (value, what) => {
    const chosen = { wa_id: '628123', category: 'marketing_messages', value, timestamp: 1 }
    const [heard] = hearValue({ user_preferences: [chosen] })
    expect(heard).toMatchObject({ chat: '628123', inbound: { kind: 'system', what } })
  })

  test('another choice is kept and nothing else', () => {
    const chosen = { wa_id: '628123', category: 'something_new', value: 'stop' }
    expect(hearValue({ user_preferences: [chosen] })[0]?.inbound).toEqual({ kind: 'unknown' })
  })
})
