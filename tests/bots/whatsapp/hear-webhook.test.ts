import { describe, expect, test } from 'vitest'
import { contact, from, hear, hearAll, hearValue, metadata, person } from './hear.ts'

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

const news = (event = 'A') => hearValue({ event }, 'business_status_update')
const said = (id: string) => ({ ...from, id, type: 'text', text: { body: id } })

const change = (...ids: string[]) => ({
  field: 'messages',
  value: { metadata, contacts: [contact], messages: ids.map(said) },
})

describe('batches and oddities', () => {
  test('entries, changes and messages are all heard, in order', () => {
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
