import { describe, expect, test } from 'vitest'
import { hearWebhook } from '../../../src/bots/whatsapp/cloud/hear-webhook.ts'

const metadata = { display_phone_number: '6281100009999', phone_number_id: '106540352242922' }
const contact = {
  profile: { name: 'Siti Rahma' },
  wa_id: '6281234567890',
  user_id: 'ID.1349120865',
}
const from = { from: '6281234567890', from_user_id: 'ID.1349120865' }

const hearAll = (body: object) =>
  hearWebhook(body, { accountId: 7, phoneNumberId: '106540352242922' })
const hearValue = (value: object, field = 'messages') =>
  hearAll({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '1022',
        changes: [{ field, value: { messaging_product: 'whatsapp', metadata, ...value } }],
      },
    ],
  })
const hear = (message: object, contacts: object[] = [contact]) => {
  const wire = { ...from, id: 'wamid.HBgM', timestamp: '1795219720', ...message }
  const [heard] = hearValue({ contacts, messages: [wire] })
  return heard
}

const person = {
  from: [
    { kind: 'phone', value: '+6281234567890' },
    { kind: 'bsuid', value: 'ID.1349120865' },
  ],
  name: 'Siti Rahma',
}

describe('what a customer sends', () => {
  test('a text is heard with every name we have for who said it', () => {
    const heard = hear({ type: 'text', text: { body: 'mau beli voucher' } })
    expect(heard).toMatchObject({ accountId: 7, chat: '6281234567890', providerId: 'wamid.HBgM' })
    expect(heard?.inbound).toEqual({ kind: 'message', ...person, text: 'mau beli voucher' })
    expect(heard?.raw).toMatchObject({ message: { text: { body: 'mau beli voucher' } }, contact })
  })

  test('somebody who hides his number is known and answered by his business-scoped id', () => {
    const wire = {
      from_user_id: 'ID.77',
      id: 'wamid.X',
      timestamp: '1',
      type: 'text',
      text: { body: 'halo' },
    }
    const contacts = [{ profile: { name: 'Dewi', username: 'dewi.umroh' }, user_id: 'ID.77' }]
    const [heard] = hearValue({ contacts, messages: [wire] })
    expect(heard).toMatchObject({
      chat: 'ID.77',
      inbound: {
        from: [
          { kind: 'bsuid', value: 'ID.77' },
          { kind: 'username', value: 'dewi.umroh' },
        ],
        name: 'Dewi',
      },
    })
  })

  test('a tapped button carries its key, its words, and the message it sits on', () => {
    const interactive = { type: 'button_reply', button_reply: { id: 'q8Zk.1', title: 'Ya' } }
    const context = { from: '6281100009999', id: 'wamid.OURS' }
    expect(hear({ type: 'interactive', interactive, context })?.inbound).toEqual({
      kind: 'message',
      ...person,
      text: 'Ya',
      tap: 'q8Zk.1',
      tapOn: 'wamid.OURS',
    })
  })

  test('a chosen row of a list is a tap too', () => {
    const list_reply = { id: 'q8Zk.4', title: 'Paket Harian', description: '24 jam' }
    const interactive = { type: 'list_reply', list_reply }
    expect(hear({ type: 'interactive', interactive })?.inbound).toMatchObject({
      text: 'Paket Harian',
      tap: 'q8Zk.4',
    })
  })

  test('and so is the button of a template', () => {
    const button = { payload: 'promo.1', text: 'Lihat promo' }
    expect(hear({ type: 'button', button })?.inbound).toMatchObject({
      text: 'Lihat promo',
      tap: 'promo.1',
    })
  })

  test.each([
    ['image', { id: '275', mime_type: 'image/jpeg', caption: 'bukti' }, 'bukti', {}],
    [
      'document',
      { id: '276', mime_type: 'application/pdf', filename: 'ktp.pdf' },
      '',
      { name: 'ktp.pdf' },
    ],
    ['audio', { id: '277', mime_type: 'audio/ogg; codecs=opus', voice: true }, '', {}],
    ['video', { id: '278', mime_type: 'video/mp4' }, '', {}],
    ['sticker', { id: '279', mime_type: 'image/webp', animated: false }, '', {}],
  ])('a file (%s) is heard with where it can be fetched', (type, about, text, name) => {
    expect(hear({ type, [type]: about })?.inbound).toEqual({
      kind: 'message',
      ...person,
      text,
      media: { kind: type, ref: about.id, mime: about.mime_type, ...name },
    })
  })

  test('a location has words where it has a name', () => {
    const location = { latitude: '-6.2', longitude: 106.8, name: 'Kantor', address: 'Jl. Melati 1' }
    expect(hear({ type: 'location', location })?.inbound).toMatchObject({
      text: 'Kantor, Jl. Melati 1',
      location: { latitude: -6.2, longitude: 106.8 },
    })
  })

  test('shared contacts are heard as names and numbers', () => {
    const contacts = [
      { name: { formatted_name: 'Budi' }, phones: [{ phone: '+62 812-1', type: 'CELL' }] },
      { name: { formatted_name: 'Ani' } },
    ]
    expect(hear({ type: 'contacts', contacts })?.inbound).toMatchObject({
      text: 'Budi +62 812-1\nAni',
    })
  })

  test('an answer to one of our messages says which', () => {
    const context = { from: '6281100009999', id: 'wamid.OURS' }
    expect(hear({ type: 'text', text: { body: 'ini' }, context })?.inbound).toMatchObject({
      replyTo: 'wamid.OURS',
    })
  })

  test('an edit is kept as an edit of the first message', () => {
    const edited = { type: 'text', text: { body: 'voucher 2' } }
    const edit = { original_message_id: 'wamid.FIRST', message: edited }
    expect(hear({ type: 'edit', edit })?.inbound).toEqual({
      kind: 'edit',
      editOf: 'wamid.FIRST',
      ...person,
      text: 'voucher 2',
    })
  })

  test.each([
    [
      { type: 'reaction', reaction: { message_id: 'wamid.O', emoji: '👍' } },
      { kind: 'reaction', ...person, to: 'wamid.O', emoji: '👍' },
    ],
    // Taken away again: Meta leaves the emoji out.
    [
      { type: 'reaction', reaction: { message_id: 'wamid.O' } },
      { kind: 'reaction', ...person, to: 'wamid.O', emoji: '' },
    ],
    [
      { type: 'revoke', revoke: { original_message_id: 'wamid.F' } },
      { kind: 'revoke', ...person, of: 'wamid.F' },
    ],
  ])('an emoji, or a message taken back, says of which message: %j', (message, expected) => {
    expect(hear(message)?.inbound).toEqual(expected)
  })

  const known = { kind: 'bsuid', value: 'ID.1349120865' }
  const oldPhone = { kind: 'phone', value: '+6281234567890' }
  const newPhone = { kind: 'phone', value: '+628999' }

  test.each([
    [
      { type: 'user_changed_number', wa_id: '628999' },
      {
        what: 'number_changed',
        to: '+628999',
        renamed: { was: [oldPhone, known], now: [newPhone] },
      },
    ],
    [
      { type: 'customer_changed_number', new_wa_id: '628999' },
      {
        what: 'number_changed',
        to: '+628999',
        renamed: { was: [oldPhone, known], now: [newPhone] },
      },
    ],
    [
      {
        type: 'user_changed_number',
        wa_id: '628999',
        user_id: 'ID.2',
        previous_user_id: 'ID.1349120865',
      },
      {
        what: 'number_changed',
        to: '+628999',
        renamed: { was: [oldPhone, known], now: [newPhone, { kind: 'bsuid', value: 'ID.2' }] },
      },
    ],
    [{ type: 'customer_identity_changed' }, { what: 'customer_identity_changed' }],
  ])('a changed number says what it was and what it is now: %j', (system, expected) => {
    const heard = hear({ type: 'system', system })
    expect(heard).toMatchObject({ chat: '6281234567890' })
    expect(heard?.inbound).toEqual({ kind: 'system', ...expected })
  })

  test('a changed id of somebody who hides his number is news of the chat it was known by', () => {
    const system = { type: 'user_changed_user_id', user_id: 'ID.2', previous_user_id: 'ID.1' }
    const wire = { from_user_id: 'ID.2', id: 'wamid.S', timestamp: '1', type: 'system', system }
    expect(hearValue({ messages: [wire] })).toMatchObject([
      {
        chat: 'ID.1',
        inbound: {
          what: 'id_changed',
          to: 'ID.2',
          renamed: { was: [{ value: 'ID.1' }], now: [{ value: 'ID.2' }] },
        },
      },
    ])
  })

  test.each([
    { type: 'unsupported', errors: [{ code: 131_051, title: 'Message type unknown' }] },
    { type: 'order', order: { catalog_id: '1', product_items: [] } },
    { type: 'something_of_next_year', something_of_next_year: {} },
    { type: 'interactive', interactive: { type: 'call_permission_reply' } },
    { type: 'text', text: { body: 'hi' }, group_id: 'G.1' },
    {},
  ])('what we have no words for is kept as unknown: %j', (message) => {
    expect(hear(message)).toMatchObject({ providerId: 'wamid.HBgM', inbound: { kind: 'unknown' } })
  })
})

describe('the first message after an ad', () => {
  const referral = {
    source_url: 'https://fb.me/abc',
    source_type: 'ad',
    source_id: '120212345',
    headline: 'Umroh Januari',
    body: 'Berangkat bareng',
    media_type: 'image',
    image_url: 'https://scontent/x.jpg',
    ctwa_clid: 'ARAkLkA8rmlFeiCktEJQ',
  }
  const expected = {
    source: 'ad',
    adId: '120212345',
    clickId: 'ARAkLkA8rmlFeiCktEJQ',
    url: 'https://fb.me/abc',
    headline: 'Umroh Januari',
    body: 'Berangkat bareng',
  }

  test('says where the person came from', () => {
    const { inbound } = hear({ type: 'text', text: { body: 'Halo' }, referral }) ?? {}
    expect(inbound).toMatchObject({ kind: 'message', text: 'Halo', referral: expected })
  })

  test('counts even when nothing was said yet, or what was said cannot be shown', () => {
    for (const type of ['request_welcome', 'unsupported', 'something_of_next_year']) {
      const { inbound } = hear({ type, referral }) ?? {}
      expect(inbound).toMatchObject({ kind: 'message', ...person, text: '', referral: expected })
    }
  })

  test('an ad clicked on a desktop leaves less behind', () => {
    const { inbound } =
      hear({ type: 'text', text: { body: 'x' }, referral: { source_id: '1' } }) ?? {}
    expect(inbound).toMatchObject({ referral: { source: 'ad', adId: '1' } })
  })

  test('a post is not an ad', () => {
    const { inbound } = hear({ type: 'text', referral: { source_type: 'post' } }) ?? {}
    expect(inbound).toMatchObject({ text: '', referral: { source: 'post' } })
  })
})

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

const said = (id: string) => ({ ...from, id, type: 'text', text: { body: id } })

describe('batches and oddities', () => {
  test('entries, changes and messages are all heard, in order', () => {
    const change = (...ids: string[]) => ({
      field: 'messages',
      value: { metadata, contacts: [contact], messages: ids.map(said) },
    })
    const statuses = [{ id: 'S', status: 'read', timestamp: '1', recipient_id: '1' }]
    const entry = [
      {
        id: '1',
        changes: [change('a', 'b'), { field: 'messages', value: { metadata, statuses } }],
      },
      { id: '1', changes: [change('c')] },
    ]
    expect(hearAll({ entry }).map(({ providerId }) => providerId)).toEqual([
      'a',
      'b',
      'S:read',
      'c',
    ])
  })

  test('in a batch of several people each is heard under his own name', () => {
    const other = { profile: { name: 'Budi' }, wa_id: '628555', user_id: 'ID.5' }
    const messages = [
      { from: '628555', id: 'a', type: 'text', text: { body: 'a' } },
      { ...from, id: 'b', type: 'text', text: { body: 'b' } },
    ]
    const names = hearValue({ contacts: [contact, other], messages }).map(({ inbound }) =>
      inbound.kind === 'message' ? inbound.name : '',
    )
    expect(names).toEqual(['Budi', 'Siti Rahma'])
  })

  test('one broken message does not take the others with it', () => {
    const good = { ...from, id: 'a', type: 'text', text: { body: 'a' } }
    const messages = [null, { ...good, id: 5, contacts: 'x', type: 'contacts' }, good]
    const heard = hearValue({ contacts: [contact], messages })
    expect(heard.map(({ inbound }) => inbound.kind)).toEqual(['unknown', 'unknown', 'message'])
  })

  test('a message for another number of the same business is kept and not answered', () => {
    const theirs = { display_phone_number: '1', phone_number_id: '999' }
    const messages = [{ ...from, id: 'a', type: 'text', text: { body: 'a' } }]
    const heard = hearValue({ metadata: theirs, contacts: [contact], messages })
    expect(heard).toMatchObject([{ chat: 'account', inbound: { kind: 'unknown' } }])
  })

  test('an answer typed on the phone that shares our number is noticed, with its words', () => {
    const echo = {
      from: '6281100009999',
      to: '6281234567890',
      id: 'wamid.E',
      type: 'text',
      text: { body: 'ok' },
    }
    expect(hearValue({ message_echoes: [echo] }, 'smb_message_echoes')).toMatchObject([
      { chat: '6281234567890', inbound: { kind: 'system', what: 'typed_on_phone', text: 'ok' } },
    ])
  })

  test('what we do not know of the account is kept once, however often it is told', () => {
    const news = (event = 'A') => hearValue({ event }, 'business_status_update')
    expect(news()).toMatchObject([{ chat: 'account', inbound: { kind: 'unknown' } }])
    expect(news()[0]?.providerId).toBe(news()[0]?.providerId)
    expect(news('B')[0]?.providerId).not.toBe(news()[0]?.providerId)
  })

  test.each([{ entry: [] }, { entry: [null] }, { entry: [{}] }, { entry: [{ changes: [] }] }])(
    'an empty post says nothing: %j',
    (body) => expect(hearAll(body)).toEqual([]),
  )

  test.each([
    { entry: [{ changes: [null] }] },
    { entry: [{ changes: [{ value: null }] }] },
    { entry: [{ changes: [{ value: { messages: {} } }] }] },
  ])('a shape nobody promised is kept as unknown: %j', (body) =>
    expect(hearAll(body)).toMatchObject([{ inbound: { kind: 'unknown' } }]),
  )
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
