import { describe, expect, test } from 'vitest'
import { Unreachable } from '../../../src/domain/fault.ts'
import { createGroupPace } from '../../../src/bots/telegram/group-pace.ts'
import { BUDI, soon, telegramWithDoor } from './open-door.ts'

async function forum(
  rights: { topics: boolean; pin: boolean } | null = { topics: true, pin: true },
) {
  const all = await telegramWithDoor()
  const group = all.telegram.createGroup({ by: BUDI, title: 'Tim', forum: true })
  if (rights) all.telegram.setRights({ by: BUDI, group, rights })
  else all.telegram.setRights({ by: BUDI, group })
  const { topics } = all.door
  if (!topics) throw new Error('the door knows no topics')
  return { ...all, group, chat: String(group), topics }
}
const file = (key: string, mime: string) => ({ key, name: key, mime })
const budi = { name: 'Budi · 6789', colour: 'blue' as const }

describe('topics of a group', () => {
  test('what keeps us from making them is known beforehand', async () => {
    const { topics, chat, telegram } = await forum()
    expect(await topics.look(chat, soon())).toBe('fine')
    const plain = telegram.createGroup({ by: BUDI, title: 'Biasa' })
    expect(await topics.look(String(plain), soon())).toBe('not_forum')
    expect(await topics.look('-1', soon())).toBe('away')
    const weak = await forum(null)
    expect(await weak.topics.look(weak.chat, soon())).toBe('rights')
  })

  test('one is made, written in, closed and opened, twice over too', async () => {
    const { topics, chat, group, door, telegram } = await forum()
    const address = await topics.create(chat, budi, soon())
    const { providerId } = await door.send(address, { text: 'kartu' }, soon())
    await topics.pin(address, providerId, soon())
    expect(telegram.messages(group)).toMatchObject([{ text: 'kartu', pinned: true }])
    await topics.close(address, soon())
    await topics.close(address, soon())
    const shut = await door.send(address, { text: 'x' }, soon()).catch((error: unknown) => error)
    expect(shut).toMatchObject({ name: 'Rejected', code: 'topic_shut' })
    await topics.reopen(address, soon())
    await topics.reopen(address, soon())
    expect(telegram.topics(group)).toMatchObject([{ name: 'Budi · 6789', closed: false }])
    telegram.removeTopic(group, telegram.topics(group)[0]?.id ?? 0)
    const gone = await topics.reopen(address, soon()).catch((error: unknown) => error)
    expect(gone).toMatchObject({ name: 'Rejected', code: 'topic_gone' })
  })

  test('one whose making was not written down is found behind what was said before it', async () => {
    const { topics, chat, door } = await forum()
    const { providerId } = await door.send(chat, { text: 'terakhir' }, soon())
    const after = Number(providerId)
    expect(await topics.find(chat, { after, known: [] }, soon())).toBeUndefined()
    const address = await topics.create(chat, budi, soon())
    expect(await topics.find(chat, { after, known: [] }, soon())).toBe(address)
    expect(await topics.find(chat, { after, known: [address] }, soon())).toBeUndefined()
  })

  test('what is for a topic that is not made yet waits', async () => {
    const { door } = await forum()
    const error = await door.send('topic:12', { text: 'x' }, soon()).catch((one: unknown) => one)
    expect(error).toMatchObject({ name: 'Unreachable' })
  })

  test('an emoji goes on a message, and one that Telegram has not is said beneath it', async () => {
    const { door, chat, group, telegram } = await forum()
    const id = telegram.say(BUDI, 'halo', { chat: group })
    const react = (emoji: string) =>
      door.send(chat, { text: '', reaction: { to: String(id), emoji } }, soon())
    expect(await react('👍')).toEqual({ providerId: `reaction:${id}` })
    expect(telegram.messages(group)[0]).toMatchObject({ reaction: '👍' })
    await react('🦜')
    expect(telegram.messages(group).at(-1)).toMatchObject({ text: '🦜', replyTo: id })
  })

  test('a quote of what is gone is left out, and the words go', async () => {
    const { door, chat, group, telegram } = await forum()
    await door.send(chat, { text: 'tetap', replyTo: '1' }, soon())
    expect(telegram.messages(group).at(-1)?.text).toBe('tetap')
    expect(telegram.messages(group).at(-1)?.replyTo).toBeUndefined()
  })

  test('voices and films are sent as what they are', async () => {
    const { door, chat, group, telegram, files } = await forum()
    files.set('a.ogg', Buffer.from('OggS'))
    files.set('b.mp4', Buffer.from('film'))
    await door.send(chat, { text: '', file: file('a.ogg', 'audio/ogg') }, soon())
    await door.send(chat, { text: 'lihat', file: file('b.mp4', 'video/mp4') }, soon())
    const sent = telegram.messages(group).map((one) => one.file?.kind)
    expect(sent).toEqual(['voice', 'video'])
  })

  test('reactions of people are heard where the bot is an admin, and never its own', async () => {
    const { telegram, group, door, book, chat } = await forum()
    await door.start()
    const id = telegram.say(BUDI, 'halo', { chat: group })
    await door.send(chat, { text: '', reaction: { to: String(id), emoji: '👍' } }, soon())
    telegram.react(BUDI, id, '🔥', { chat: group })
    await expect
      .poll(() =>
        book.written.flatMap(({ inbound }) => (inbound.kind === 'reaction' ? [inbound] : [])),
      )
      .toMatchObject([{ to: String(id), emoji: '🔥' }])
  })
})

function retryOf(work: () => void) {
  try {
    work()
  } catch (error) {
    return error instanceof Unreachable ? error.retryAfterMs : undefined
  }
  return 0
}

describe('the pace of a group', () => {
  test('a quiet group takes a minute’s worth at once, and then one in three seconds', () => {
    let now = 1_000_000
    const pace = createGroupPace({ now: () => now })
    const take = (address: string) => retryOf(() => pace.take(address))
    for (let one = 0; one < 20; one++) expect(take('-100:1')).toBe(0)
    expect(take('-100:1')).toBe(3_000)
    expect(take('-100:2')).toBe(6_000)
    // Nobody is pushed aside: whoever came first goes first.
    now += 3_000
    expect(take('-100:3')).toBe(6_000)
    expect(take('-100:1')).toBe(0)
    expect(take('-100:2')).toBe(3_000)
    now += 3_000
    expect(take('-100:2')).toBe(0)
    expect(take('-200')).toBe(0)
    expect(take('77')).toBe(0)
  })

  test('after a refusal the whole group waits as long as Telegram says', () => {
    let now = 1_000_000
    const pace = createGroupPace({ now: () => now })
    pace.shut('-100:1', new Unreachable('Too Many Requests', { retryAfterMs: 40_000 }))
    expect(retryOf(() => pace.take('-100:2'))).toBe(40_000)
    expect(retryOf(() => pace.take('-300'))).toBe(0)
    now += 40_001
    expect(retryOf(() => pace.take('-100:2'))).toBe(0)
  })
})
