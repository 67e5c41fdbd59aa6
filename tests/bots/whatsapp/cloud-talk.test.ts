import { describe, expect, test } from 'vitest'
import { Rejected, Unreachable } from '../../../src/domain/fault.ts'
import { createThrottle } from '../../../src/bots/whatsapp/cloud/throttle.ts'
import { graphFault } from '../../../src/bots/whatsapp/cloud/graph-faults.ts'
import { SITI, soon, whatsappWithDoor } from './open-door.ts'

const choices = (...labels: string[]) => labels.map((label, n) => ({ key: `q.${n}`, label }))

async function inConversation() {
  const all = await whatsappWithDoor()
  const theirs = all.whatsapp.say(SITI, 'halo')
  return { ...all, theirs, last: () => all.whatsapp.messages(SITI).at(-1) }
}

describe('a conversation', () => {
  test('what we answer is quoted, on the first part of it', async () => {
    const { whatsapp, door, files, theirs, last } = await inConversation()
    await door.send(SITI, { text: 'halo juga', replyTo: theirs }, soon())
    expect(last()).toMatchObject({ text: 'halo juga', replyTo: theirs })
    files.set('b1', Buffer.from('%PDF-1.7'))
    const file = { key: 'b1', name: 'Brosur.pdf', mime: 'application/pdf' }
    await door.send(SITI, { text: 'x'.repeat(1025), file, replyTo: theirs }, soon())
    const [first, second] = whatsapp.messages(SITI).slice(-2)
    expect(first).toMatchObject({ file: { name: 'Brosur.pdf' }, replyTo: theirs })
    expect(second).not.toHaveProperty('replyTo')
  })

  test('an emoji goes on their message and says nothing else; an empty one takes it away', async () => {
    const { whatsapp, door, theirs } = await inConversation()
    await door.send(SITI, { text: '', reaction: { to: theirs, emoji: '👍' } }, soon())
    expect(whatsapp.messages(SITI)).toMatchObject([{ id: theirs, reaction: '👍' }])
    await door.send(SITI, { text: '', reaction: { to: theirs, emoji: '' } }, soon())
    expect(whatsapp.messages(SITI)).toMatchObject([{ id: theirs, reaction: '' }])
    const none = { text: '', reaction: { to: 'wamid.none', emoji: '👍' } }
    await expect(door.send(SITI, none, soon())).rejects.toBeInstanceOf(Rejected)
  })

  test('reading the last of their messages ticks them all', async () => {
    const { whatsapp, door, theirs } = await inConversation()
    const second = whatsapp.say(SITI, 'ada orang?')
    await door.markRead?.(SITI, [theirs, second], soon())
    expect(whatsapp.messages(SITI).map(({ fate }) => fate)).toEqual(['read', 'read'])
    await door.markRead?.(SITI, [], soon())
  })

  test('they see that we write, until we have written or half a minute has passed', async () => {
    const { whatsapp, door, clock, theirs } = await inConversation()
    await door.showTyping?.(SITI, { on: true, to: theirs }, soon())
    expect(whatsapp.isTyping(SITI)).toBe(true)
    await door.send(SITI, { text: 'halo' }, soon())
    expect(whatsapp.isTyping(SITI)).toBe(false)
    await door.showTyping?.(SITI, { on: true, to: theirs }, soon())
    clock.pass({ seconds: 26 })
    expect(whatsapp.isTyping(SITI)).toBe(false)
  })

  test('nothing is shown where there is nothing to show it on', async () => {
    const { whatsapp, door } = await inConversation()
    await door.showTyping?.(SITI, { on: true }, soon())
    await door.showTyping?.(SITI, { on: false }, soon())
    expect(whatsapp.posted()).toEqual([])
  })

  test('a row too long for its title goes on under it, and is tapped as one', async () => {
    const { whatsapp, door, book, last } = await inConversation()
    const offered = choices('Harian · Rp 5.000 untuk 24 jam penuh', 'Batal')
    const { providerId } = await door.send(SITI, { text: 'Pilih', choices: offered }, soon())
    expect(last()?.list?.rows).toEqual([
      { id: 'q.0', title: 'Harian', description: 'Rp 5.000 untuk 24 jam penuh' },
      { id: 'q.1', title: 'Batal' },
    ])
    whatsapp.tapButton(SITI, providerId, 'q.0')
    await whatsapp.webhooks.settled()
    expect(book.written.at(-1)?.inbound).toMatchObject({ kind: 'message', tap: 'q.0' })
  })

  test('two rows that would read the same are numbers to type', async () => {
    const { door, last } = await inConversation()
    const offered = choices('Umroh Januari · hotel bintang 5', 'Umroh Januari · hotel bintang 3')
    await door.send(SITI, { text: 'Pilih', choices: offered }, soon())
    expect(last()?.text).toContain('2. Umroh Januari · hotel bintang 3')
  })

  test('what failed after it was accepted says why in the words of the policy', async () => {
    const { whatsapp, door, book } = await inConversation()
    whatsapp.fail({ on: 'messages', does: 'fail-later', code: 131_049 })
    const { providerId } = await door.send(SITI, { text: 'promo' }, soon())
    await whatsapp.webhooks.settled()
    expect(book.written.at(-1)?.inbound).toMatchObject({
      messageId: providerId,
      fate: 'failed',
      error: expect.stringMatching(/^marketing_limit · 131049 · /),
    })
  })
})

function throttled() {
  let now = 0
  const throttle = createThrottle({ perSecond: 80, now: () => now })
  const learn = () => throttle.learn(graphFault(429, { code: 130_429 }))
  return { throttle, learn, pass: (ms: number) => void (now += ms) }
}

describe('going too fast', () => {
  test('halves what this number sends for a minute, and makes nobody wait in line', async () => {
    const { whatsapp, door } = await inConversation()
    expect(door.pace).toEqual({ perSecond: 80, burst: 80 })
    whatsapp.fail({ on: 'messages', does: 'refuse', code: 130_429 })
    await door.send(SITI, { text: 'satu' }, soon()).catch(() => {})
    expect(door.pace).toEqual({ perSecond: 40, burst: 4 })
    const posted = whatsapp.posted().length
    const early = await door.send(SITI, { text: 'dua' }, soon()).catch((error: unknown) => error)
    expect(early).toBeInstanceOf(Unreachable)
    expect((early as Unreachable).retryAfterMs).toBeLessThanOrEqual(2_000)
    expect(whatsapp.posted()).toHaveLength(posted)
  })

  test('what was refused for the same haste counts once, haste after the pause again', () => {
    const { throttle, learn, pass } = throttled()
    for (let n = 0; n < 10; n++) learn()
    expect(throttle.pace().perSecond).toBe(40)
    expect(() => throttle.pass()).toThrow('slower')
    pass(2_000)
    throttle.pass()
    learn()
    expect(throttle.pace().perSecond).toBe(20)
  })

  test('after a minute all is as it was', () => {
    const { throttle, learn, pass } = throttled()
    learn()
    pass(60_000)
    throttle.pass()
    expect(throttle.pace()).toEqual({ perSecond: 80, burst: 80 })
  })

  test('one customer who got too much slows nobody else', () => {
    const { throttle } = throttled()
    throttle.learn(graphFault(400, { code: 131_056 }))
    throttle.pass()
    expect(throttle.pace().perSecond).toBe(80)
  })
})
