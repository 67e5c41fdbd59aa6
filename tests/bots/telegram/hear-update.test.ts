import { describe, expect, test } from 'vitest'
import { hearUpdate } from '../../../src/bots/telegram/hear-update.ts'

const siti = {
  id: 51_234_567,
  is_bot: false,
  first_name: 'Siti',
  last_name: 'Rahma',
  username: 'sitirahma',
  language_code: 'id',
}
const privateChat = { id: siti.id, type: 'private', first_name: 'Siti', username: 'sitirahma' }
const group = { id: -1_001_234_567_890, type: 'supergroup', title: 'Tim Warnet', is_forum: true }

const hear = (update: object) =>
  hearUpdate({ update_id: 90_001, ...update }, { accountId: 7, username: 'wicara_bot' })
const message = (content: object) =>
  hear({
    message: { message_id: 411, from: siti, chat: privateChat, date: 1_795_219_720, ...content },
  })

const person = {
  from: [{ kind: 'telegram', value: '51234567' }],
  name: 'Siti Rahma',
  language: 'id',
}

describe('what a person sends in a private chat', () => {
  test('a text is heard with who said it, where, and under which number', () => {
    const heard = message({ text: 'saldo' })
    expect(heard).toMatchObject({ accountId: 7, chat: '51234567', providerId: '411' })
    expect(heard.inbound).toEqual({ kind: 'message', ...person, text: 'saldo' })
  })

  test('the raw update is kept whole', () => {
    const update = { update_id: 90_001, poll: { id: '1', question: '?', options: [] } }
    expect(hear(update).raw).toEqual(update)
  })

  test('an invitation link arrives as the text it stands for', () => {
    const entities = [{ offset: 0, length: 6, type: 'bot_command' }]
    expect(message({ text: '/start inv_Zm9v', entities }).inbound).toMatchObject({
      text: '/start inv_Zm9v',
    })
  })

  test('of a photo the largest size is kept, with its caption', () => {
    const photo = [
      { file_id: 'small', file_unique_id: 's', width: 90, height: 90, file_size: 900 },
      { file_id: 'large', file_unique_id: 'l', width: 1280, height: 720, file_size: 90_000 },
    ]
    expect(message({ photo, caption: 'bukti transfer' }).inbound).toMatchObject({
      text: 'bukti transfer',
      media: { kind: 'image', ref: 'large', mime: 'image/jpeg' },
    })
  })

  test.each([
    [
      {
        document: {
          file_id: 'D',
          file_unique_id: 'd',
          file_name: 'a.pdf',
          mime_type: 'application/pdf',
        },
      },
      { kind: 'document', ref: 'D', mime: 'application/pdf', name: 'a.pdf' },
    ],
    [
      { voice: { file_id: 'V', file_unique_id: 'v', duration: 4, mime_type: 'audio/ogg' } },
      { kind: 'audio', ref: 'V', mime: 'audio/ogg' },
    ],
    [
      {
        video: {
          file_id: 'M',
          file_unique_id: 'm',
          duration: 9,
          width: 1,
          height: 1,
          mime_type: 'video/mp4',
        },
      },
      { kind: 'video', ref: 'M', mime: 'video/mp4' },
    ],
    [
      {
        animation: { file_id: 'G', file_unique_id: 'g', duration: 1, width: 1, height: 1 },
        document: { file_id: 'G', file_unique_id: 'g' },
      },
      { kind: 'video', ref: 'G' },
    ],
    [
      { video_note: { file_id: 'N', file_unique_id: 'n', duration: 1, length: 240 } },
      { kind: 'video', ref: 'N' },
    ],
    [
      {
        sticker: {
          file_id: 'S',
          file_unique_id: 's',
          type: 'regular',
          width: 1,
          height: 1,
          emoji: '👍',
        },
      },
      { kind: 'sticker', ref: 'S' },
    ],
  ])('a file is heard as what it is: %j', (content, media) => {
    expect(message(content).inbound).toEqual({ kind: 'message', ...person, text: '', media })
  })

  test('a location has no text and still counts', () => {
    expect(message({ location: { latitude: -6.2, longitude: 106.8 } }).inbound).toMatchObject({
      text: '',
      location: { latitude: -6.2, longitude: 106.8 },
    })
  })

  test('a shared contact is heard as name and number', () => {
    const contact = { phone_number: '6281234567890', first_name: 'Budi', last_name: 'Santoso' }
    expect(message({ contact }).inbound).toMatchObject({ text: 'Budi Santoso +6281234567890' })
  })

  test('an answer to a message says which', () => {
    const reply_to_message = { message_id: 400, chat: privateChat, date: 1_795_219_000, text: 'x' }
    expect(message({ text: 'ya', reply_to_message }).inbound).toMatchObject({ replyTo: '400' })
  })

  test('a user name is not how we know somebody: another person may have it tomorrow', () => {
    const { inbound } = message({ text: 'halo' })
    expect(inbound).toMatchObject({ from: [{ kind: 'telegram', value: '51234567' }] })
  })
})

describe('taps, edits and the rest', () => {
  const query = {
    id: '4382bfdwdsb323b2d9',
    from: siti,
    chat_instance: '-55',
    data: 'q8Zk3.1',
    message: {
      message_id: 388,
      from: { id: 1, is_bot: true, first_name: 'Wicara', username: 'wicara_bot' },
      chat: privateChat,
      date: 1_795_219_000,
      text: 'Yakin?',
      reply_markup: {
        inline_keyboard: [
          [
            { text: 'Ya', callback_data: 'q8Zk3.1' },
            { text: 'Batal', callback_data: 'q8Zk3.2' },
          ],
        ],
      },
    },
  }

  test('a tap carries the key, the label, and the message it sits on', () => {
    const heard = hear({ callback_query: query })
    expect(heard).toMatchObject({ chat: '51234567', providerId: 'tap:4382bfdwdsb323b2d9' })
    expect(heard.inbound).toEqual({
      kind: 'message',
      ...person,
      text: 'Ya',
      tap: 'q8Zk3.1',
      tapOn: '388',
    })
  })

  test('a tap on a message too old to be shown still counts', () => {
    const old = { chat: privateChat, message_id: 12, date: 0 }
    expect(hear({ callback_query: { ...query, message: old } }).inbound).toMatchObject({
      text: '',
      tap: 'q8Zk3.1',
      tapOn: '12',
    })
  })

  test('two edits of one message are two things heard', () => {
    const edited_message = {
      message_id: 411,
      from: siti,
      chat: privateChat,
      date: 1,
      edit_date: 2,
      text: 'voucher 2',
    }
    const first = hear({ update_id: 1, edited_message })
    const second = hear({ update_id: 2, edited_message })
    expect(first.inbound).toEqual({ kind: 'edit', editOf: '411', ...person, text: 'voucher 2' })
    expect(first.providerId).not.toBe(second.providerId)
  })

  test.each([
    ['kicked', 'blocked'],
    ['member', 'unblocked'],
  ])('a person who turns %s: the bot is %s', (status, what) => {
    const about = {
      chat: privateChat,
      from: siti,
      date: 1,
      new_chat_member: { status, user: siti },
    }
    expect(hear({ my_chat_member: about }).inbound).toEqual({ kind: 'system', what })
  })

  test.each([
    [{ poll: { id: '1', question: '?', options: [] } }, 'none'],
    [{ inline_query: { id: '1', from: siti, query: 'x', offset: '' } }, '51234567'],
    [{ channel_post: { message_id: 1, chat: { id: -100_5, type: 'channel' }, date: 1 } }, '-1005'],
    [{ something_of_next_year: { chat: { id: 5 }, from: siti } }, '5'],
    [{ message: { message_id: 9, from: siti, chat: privateChat, date: 1, dice: {} } }, '51234567'],
    [{ message: null }, 'none'],
    [{ message: { nonsense: true } }, 'none'],
    [{ callback_query: { id: '1', from: siti, game_short_name: 'x' } }, '51234567'],
    [{}, 'none'],
  ])('an update of a kind we have no words for is kept as unknown: %j', (update, chat) => {
    expect(hear(update)).toMatchObject({ chat, inbound: { kind: 'unknown' } })
  })
})

const said = (content: object) =>
  hear({ message: { message_id: 5, from: siti, chat: group, date: 1, ...content } })

describe('groups', () => {
  test('the chat is the group, the speaker is the person', () => {
    const heard = said({ text: '/status' })
    expect(heard.chat).toBe('-1001234567890')
    expect(heard.inbound).toMatchObject({ ...person, text: '/status' })
  })

  test('a command that names our bot loses the name', () => {
    expect(said({ text: '/voucher@Wicara_Bot buat 10' }).inbound).toMatchObject({
      text: '/voucher buat 10',
    })
  })

  test('a command for another bot is not ours to answer', () => {
    expect(said({ text: '/status@other_bot' }).inbound).toEqual({ kind: 'unknown' })
  })

  test('a topic is an address of its own', () => {
    const topic = { is_topic_message: true, message_thread_id: 45 }
    const opener = { message_id: 45, chat: group, date: 1, forum_topic_created: { name: 'Budi' } }
    const heard = said({ text: 'halo', ...topic, reply_to_message: opener })
    expect(heard.chat).toBe('-1001234567890:45')
    expect(heard.inbound).not.toHaveProperty('replyTo')
  })

  test('the general topic, and reply chains outside forums, are just the group', () => {
    expect(said({ text: 'a', is_topic_message: true, message_thread_id: 1 }).chat).toBe(
      '-1001234567890',
    )
    expect(said({ text: 'a', message_thread_id: 77 }).chat).toBe('-1001234567890')
  })

  test.each([
    ['an anonymous admin', { id: 1_087_968_824, is_bot: true, first_name: 'Group' }],
    ['somebody writing as a channel', { id: 136_817_688, is_bot: true, first_name: 'Channel' }],
    ['a linked channel', { id: 777_000, is_bot: false, first_name: 'Telegram' }],
    ['another bot', { id: 5, is_bot: true, first_name: 'Bot' }],
  ])('%s has no name we could hold a permission against', (_who, from) => {
    expect(said({ from, text: '/voucher buat 1000' }).inbound).toEqual({ kind: 'unknown' })
  })

  test('a group that became a supergroup says where it went', () => {
    expect(said({ migrate_to_chat_id: -1_009_876 }).inbound).toEqual({
      kind: 'system',
      what: 'chat_moved',
      to: '-1009876',
    })
  })
})
