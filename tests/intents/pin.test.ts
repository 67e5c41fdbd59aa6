import { pino } from 'pino'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { insertQuestion } from '../../src/domain/messages/question-queries.ts'
import { judgePin } from '../../src/domain/people/judge-pin.ts'
import { settlePin } from '../../src/domain/people/settle-pin.ts'
import { Refusal } from '../../src/domain/refusal.ts'
import type { Mind } from '../../src/intents/answer.ts'
import { defineIntent } from '../../src/intents/intent.ts'
import { talk } from '../support/talk.ts'

const PIN = '483920'
const WRONG = '739105'

/** A safe that needs a yes and a PIN, and an owner who may open it. */
async function guarded({ refuse = false, ...mind }: Partial<Mind> & { refuse?: boolean } = {}) {
  const opened: string[] = []
  const safe = defineIntent({
    name: 'safe.open',
    who: { permission: 'payments.refund' },
    command: {
      noun: 'brankas',
      verb: 'buka',
      positional: ['isi'],
      about: { id: 'Buka brankas', en: 'Open the safe' },
      examples: ['/brankas buka emas'],
    },
    arguments: [{ name: 'isi', ask: { id: 'Isinya?', en: 'What of it?' } }],
    input: z.object({ isi: z.string() }),
    pin: ({ isi }) => isi !== 'kertas',
    confirm: async (_deps, { isi }) => (isi === 'kunci' ? undefined : `Buka ${isi}?`),
    async run(_deps, { isi }) {
      if (refuse) throw new Refusal('ledger.insufficient', { purpose: 'safe' })
      opened.push(isi)
      return { text: `terbuka: ${isi}` }
    },
  })
  const shop = await talk({ more: [safe], ...mind })
  const siti = await shop.staff('owner')
  const open = async (isi = 'emas') => {
    await siti.say(`/brankas buka ${isi}`)
    return (await siti.say('ya'))[0]?.text
  }
  return {
    ...shop,
    siti,
    opened,
    open,
    /** Siti has a PIN, chosen long ago. */
    withPin: async () => {
      await siti.say('/pin ganti')
      await siti.say(PIN)
      shop.clock.pass({ hours: 1 })
    },
    said: async (text: string) => (await siti.say(text))[0]?.text,
  }
}

test('who has no PIN chooses one that is not easy, and what they asked for goes on', async () => {
  const { siti, opened, open, said } = await guarded()
  expect(await open()).toContain('6 angka pilihan Anda')
  for (const easy of ['123456', '777777', '121212', '170845', '321321']) {
    expect(await said(easy)).toContain('terlalu mudah')
  }
  expect(await said('12345')).toContain('tepat 6 angka')
  expect(opened).toEqual([])
  expect((await siti.say(PIN)).map(({ text }) => text)).toEqual(['terbuka: emas'])
  expect(opened).toEqual(['emas'])
})

test('the question for a PIN says what it is for, and ends when something else is asked', async () => {
  const { open, withPin, said, opened } = await guarded()
  await withPin()
  expect(await open()).toMatch(/^Buka emas\?\nKetik PIN/)
  await said('/tiket daftar')
  await said(PIN)
  expect(opened).toEqual([])
  await open()
  await said('/tiket cek 99')
  await said(PIN)
  expect(opened).toEqual([])
  expect(await said('/brankas buka kunci')).toMatch(/^Buka brankas\nKetik PIN/)
})

test('a PIN that was right is not asked for again in that chat for ten minutes', async () => {
  const { open, withPin, said, opened, clock } = await guarded()
  await withPin()
  expect(await open()).toContain('Ketik PIN')
  expect(await said(PIN)).toBe('terbuka: emas')
  clock.pass({ minutes: 9 })
  expect(await open('perak')).toBe('terbuka: perak')
  clock.pass({ minutes: 2 })
  expect(await open('intan')).toContain('Ketik PIN')
  expect(opened).toEqual(['emas', 'perak'])
})

test('five wrong tries lock it for a quarter of an hour, and the owners hear of it', async () => {
  const { open, withPin, said, opened, clock, siti } = await guarded()
  await withPin()
  await open()
  for (const left of [4, 3, 2, 1]) expect(await said(WRONG)).toContain(`Sisa ${left} kali`)
  const locking = (await siti.say(WRONG)).map(({ text }) => text).join()
  expect(locking).toContain('PIN terkunci')
  expect(siti.sent().map(({ text }) => text)).toContainEqual(
    expect.stringContaining('pin.locked.staff'),
  )
  expect(await open()).toContain('PIN terkunci')
  await said(PIN)
  expect(opened).toEqual([])
  clock.pass({ minutes: 16 })
  expect(await open()).toContain('Ketik PIN')
  expect(await said(PIN)).toBe('terbuka: emas')
})

test('two wrong tries at the same moment are two', async () => {
  const { siti, withPin, deps } = await guarded()
  await withPin()
  const person = { id: siti.personId, name: 'Siti' }
  const { id: conversationId } = await deps.db
    .selectFrom('conversations')
    .where('chat', '=', '77')
    .select('id')
    .executeTakeFirstOrThrow()
  const tries = Array.from({ length: 4 }, async () => {
    const verdict = await judgePin(deps, { personId: person.id, step: 'check', text: WRONG })
    return settlePin(deps, { person, conversationId, verdict })
  })
  const left = (await Promise.all(tries)).map((one) => (one.kind === 'wrong' ? one.left : one.kind))
  expect(new Set(left)).toEqual(new Set([1, 2, 3, 4]))
  const right = await judgePin(deps, { personId: person.id, step: 'check', text: PIN })
  const wrong = await judgePin(deps, { personId: person.id, step: 'check', text: WRONG })
  expect(await settlePin(deps, { person, conversationId, verdict: wrong })).toMatchObject({
    kind: 'locked',
  })
  // Found right a moment before the lock fell: it comes too late.
  expect(await settlePin(deps, { person, conversationId, verdict: right })).toMatchObject({
    kind: 'locked',
  })
})

test('no PIN, right, wrong or easy, stands anywhere in our books, and each is taken out of the chat', async () => {
  const { siti, open, deps } = await guarded()
  const log: string[] = []
  deps.log = pino({ level: 'trace' }, { write: (line) => log.push(line) })
  await open()
  for (const typed of ['112233', PIN]) await siti.say(typed)
  await siti.say('/pin ganti')
  await siti.hear({ text: WRONG }, 'mistyped')
  await siti.edit('mistyped', PIN)
  for (const typed of [PIN, '604817']) await siti.say(typed)
  const { db } = deps
  const books = [
    await db.selectFrom('inbox').select(['inbound', 'raw', 'error']).execute(),
    await db.selectFrom('outbox').select('content').execute(),
    await db.selectFrom('questions').select(['acts', 'free']).execute(),
    await db.selectFrom('effects').select('payload').execute(),
    await db.selectFrom('audit').selectAll().execute(),
    await db.selectFrom('staff_pins').selectAll().execute(),
  ]
  const written = JSON.stringify([books, log])
  for (const pin of ['112233', PIN, WRONG, '604817']) expect(written).not.toContain(pin)
  const removed = await db
    .selectFrom('effects')
    .where('kind', '=', 'message.remove')
    .selectAll()
    .execute()
  expect(removed).toHaveLength(5)
})

test('a PIN that was typed too late is taken out of the chat, and no assistant reads it', async () => {
  const heard: string[] = []
  const { siti, open, deps, opened, withPin, clock, said } = await guarded({
    assistant: async (_deps, { text }) => {
      heard.push(text)
      return null
    },
  })
  await withPin()
  await open()
  clock.pass({ minutes: 6 })
  expect(await said(PIN)).toContain('sudah tidak berlaku')
  expect(opened).toEqual([])
  const kept = await deps.db.selectFrom('inbox').select(['inbound', 'raw']).execute()
  expect(JSON.stringify(kept)).not.toContain(PIN)
  clock.pass({ minutes: 16 })
  await siti.say('150000')
  expect(heard).toEqual(['150000'])
})

test('neither a button nor a model gets past the PIN', async () => {
  const { siti, deps, opened, withPin, customer } = await guarded()
  await withPin()
  const { id: conversationId } = await deps.db
    .selectFrom('conversations')
    .where('chat', '=', '77')
    .select('id')
    .executeTakeFirstOrThrow()
  const act = { intent: 'safe.open', input: { isi: 'kunci' } }
  const question = {
    id: 'brankas123456789',
    kind: 'confirm' as const,
    acts: [{ label: 'Buka', act }],
    free: null,
  }
  await insertQuestion(deps.db, { conversationId, question, at: deps.now() })
  const [asked] = await siti.hear({ tap: 'brankas123456789.0' })
  expect(asked?.text).toContain('Ketik PIN')
  expect((await siti.say('ya'))[0]?.text).toContain('tepat 6 angka')
  expect((await siti.say('batal'))[0]?.text).toContain('dibatalkan')
  await customer().say('/brankas buka kunci')
  expect(opened).toEqual([])

  const tricked = await talk({ assistant: async () => ({ intent: 'payment.refund', input: {} }) })
  const [reply] = await tricked.customer().say('tolong kembalikan uang saya sekarang ya')
  expect(reply?.text).toContain('di luar hak akses')
})

test('in a group the PIN is not asked for', async () => {
  const { siti, withPin, opened, deps } = await guarded()
  await withPin()
  const group = siti.inGroup('-500')
  for (const command of ['/brankas buka emas', '/pin ganti']) {
    expect((await group.say(command)).map(({ text }) => text)).toEqual([
      expect.stringContaining('chat pribadi'),
    ])
  }
  expect(opened).toEqual([])
  const asked = await deps.db
    .selectFrom('questions')
    .where('free', 'is not', null)
    .select('id')
    .execute()
  expect(asked).toHaveLength(1)
})

test('changing it asks for the old one first, even a moment after it was right', async () => {
  const { said, open, withPin } = await guarded()
  await withPin()
  await open()
  await said(PIN)
  expect(await said('/pin ganti')).toContain('yang sekarang')
  expect(await said(WRONG)).toContain('Sisa 4')
  expect(await said(PIN)).toContain('PIN baru')
  expect(await said('604817')).toContain('PIN disimpan')
  expect(await said('/pin ganti')).toContain('yang sekarang')
  expect(await said(PIN)).toContain('Sisa 4')
})

test('an owner takes away what somebody forgot, never their own, and it is on record', async () => {
  const { siti, staff, said, deps, withPin } = await guarded()
  await withPin()
  const joko = await staff('finance', '88')
  await deps.db
    .updateTable('people')
    .set({ name: 'Joko' })
    .where('id', '=', joko.personId)
    .execute()
  expect(await said('/pin hapus joko')).toContain('Hapus PIN Joko?')
  expect(await said('ya')).toContain('belum punya PIN')
  await joko.say('/pin ganti')
  await joko.say('604817')
  await said('/pin hapus joko')
  expect(await said('ya')).toContain('PIN Joko sudah dihapus')
  expect((await joko.say('/pin ganti'))[0]?.text).toContain('PIN baru')
  expect((await joko.say(`/pin hapus ${siti.personId}`))[0]?.text).toContain('di luar hak akses')
  expect(await said(`/pin hapus ${siti.personId}`)).toContain('/pin ganti')
  const pins = await deps.db.selectFrom('staff_pins').select('person_id').execute()
  expect(pins).toEqual([{ person_id: siti.personId }])
  const audit = await deps.db
    .selectFrom('audit')
    .where('action', '=', 'pin.reset')
    .selectAll()
    .execute()
  expect(audit).toMatchObject([{ person_id: siti.personId, subject: `person:${joko.personId}` }])
})

test('a right PIN counts as right although the business then says no', async () => {
  const { open, withPin, said } = await guarded({ refuse: true })
  await withPin()
  await open()
  expect(await said(WRONG)).toContain('Sisa 4')
  expect(await said(PIN)).toBe('Saldo tidak cukup.')
  expect(await open('perak')).toBe('Saldo tidak cukup.')
})
