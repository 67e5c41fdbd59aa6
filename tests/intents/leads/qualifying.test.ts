import { expect, test } from 'vitest'
import { effectHandlers } from '../../../src/main/effect-handlers.ts'
import { createEffects } from '../../../src/domain/effects/run-effects.ts'
import { understandRest, understandRules } from '../../../src/intents/understand/rules.ts'
import { sellDeparture } from '../../support/departures.ts'
import { talk } from '../../support/talk.ts'

const ad = {
  source: 'ad' as const,
  adId: '1203',
  clickId: 'click-77',
  headline: 'Umroh hemat 2027',
}

async function agency() {
  const shop = await talk({ rules: understandRules, assistant: understandRest })
  await sellDeparture(shop.deps)
  const effects = createEffects(shop.deps, {
    handlers: effectHandlers({
      doors: new Map(),
      payChanged: () => {},
      showMenu: async () => {},
    }),
    owner: 'test',
  })
  return {
    ...shop,
    deliver: async () => {
      await effects.idle()
      await shop.outbox.idle()
    },
    leads: () => shop.deps.db.selectFrom('leads').selectAll().execute(),
  }
}

test('a click on an ad without a word is a lead with its source, and is asked one question', async () => {
  const { customer, leads } = await agency()
  const [hello] = await customer().hear({ text: '', referral: ad })
  expect(hello?.text).toMatch(/Assalamu.*berapa orang\?/s)
  expect(await leads()).toMatchObject([
    { source: 'ad', ad_id: '1203', click_id: 'click-77', stage: 'contacted', referral: ad },
  ])
})

test('who tells everything at once is asked nothing and gets the brochure that fits', async () => {
  const { customer, staff, deliver, leads, deps } = await agency()
  await sellDeparture(deps, { code: 'TURKI', packageName: 'Plus Turki', departsOn: '2027-06-10' })
  const siti = await staff('sales')
  const budi = customer()
  const [answer] = await budi.hear({
    text: 'Saya Hasan dari Bogor, mau umroh februari berdua sama istri, paspor siap',
    referral: ad,
  })
  expect(answer?.text).toContain('Umroh Berkah 12 Hari')
  await deliver()
  const brochure = budi.sent().at(-1)
  expect(brochure?.text).toContain('lead.brochure')
  expect(brochure?.text).toContain('brochures/BRKH-12-id.pdf')
  expect(siti.sent().at(-1)?.text).toContain('"score":70')
  expect(await leads()).toMatchObject([
    { stage: 'brochure_sent', fields: { name: 'Hasan', pilgrims: 2, passport: 'ready' } },
  ])
})

test('short answers fill what is missing, one question at a time', async () => {
  const { customer, leads } = await agency()
  const budi = customer()
  await budi.hear({ text: '', referral: ad })
  const [when] = await budi.say('berempat')
  expect(when?.text).toContain('bulan apa')
  const [city] = await budi.say('awal maret')
  expect(city?.text).toContain('kota mana')
  const [done] = await budi.say('batang')
  expect(done?.text).toContain('Umroh Berkah')
  expect((await leads())[0]?.fields).toEqual({
    pilgrims: 4,
    when: { from: '2027-03-01', to: '2027-03-10' },
    city: 'Batang',
  })
})

test('a question is answered from the departures before ours is asked again', async () => {
  const { customer } = await agency()
  const budi = customer()
  await budi.hear({ text: 'info umroh dong', referral: ad })
  const [price] = await budi.say('harganya berapa kak?')
  expect(price?.text).toMatch(/Rp 29\.900\.000.*Rp 33\.900\.000.*berapa orang/s)
  const [dates] = await budi.say('jadwalnya kapan aja')
  expect(dates?.text).toMatch(/15 Februari 2027.*sisa 45 kursi.*berapa orang/s)
  const [back] = await budi.say('hotelnya deket ga?')
  expect(back?.text).toContain('berapa orang')
})

test('who wants to book gets a person, and the bot is silent', async () => {
  const { customer, staff } = await agency()
  const siti = await staff()
  const budi = customer()
  await budi.hear({ text: 'mau umroh', referral: ad })
  const [answer] = await budi.say('saya mau daftar sekarang, DP ke rekening mana?')
  expect(answer?.text).toContain('pendaftaran')
  expect(siti.sent().at(-1)?.text).toContain('chat.wants_human')
  expect(await budi.say('halo?')).toHaveLength(0)
})

test('a correction changes the lead and sends the brochure of the other month', async () => {
  const { customer, deliver, deps, leads } = await agency()
  await sellDeparture(deps, { code: 'JUNI', packageName: 'Umroh Juni', departsOn: '2027-06-10' })
  const budi = customer()
  await budi.hear({ text: 'umroh februari berdua dari solo', referral: ad })
  await deliver()
  const [changed] = await budi.say('eh ralat, umrohnya juni aja')
  expect(changed?.text).toContain('Umroh Juni')
  await deliver()
  expect(await leads()).toMatchObject([{ fields: { pilgrims: 2, city: 'Solo' } }])
  const brochures = budi.sent().filter(({ text }) => text.startsWith('lead.brochure'))
  expect(brochures).toHaveLength(2)
})

test('no seats, no brochure: a person is asked to look', async () => {
  const { customer, staff, deps } = await agency()
  await deps.db.updateTable('departures').set({ seats_taken: 44 }).execute()
  const siti = await staff('sales')
  const [answer] = await customer().hear({
    text: 'umroh februari ber5 dari depok',
    referral: ad,
  })
  expect(answer?.text).toContain('Tim kami akan menghubungi')
  expect(siti.sent().at(-1)?.text).toContain('"departure":null')
})

test('the same ad clicked twice is one lead', async () => {
  const { customer, leads } = await agency()
  const budi = customer()
  await budi.hear({ text: '', referral: ad })
  await budi.hear({ text: 'halo', referral: { ...ad, clickId: 'click-78' } })
  expect(await leads()).toHaveLength(1)
})

test.each([
  ['Halo, mau info umroh kode HEMAT12', 'code_word'],
  ['kak, saya tau umroh di sini dari tetangga, maret ada?', 'word_of_mouth'],
  ['mau umroh maret', 'chat'],
])('%s came by %s', async (text, source) => {
  const { customer, leads } = await agency()
  await customer().say(text)
  expect(await leads()).toMatchObject([{ source }])
})

test('plain wishes for a voucher are no journey', async () => {
  const { customer, leads } = await agency()
  await customer().say('mau beli vcr harian dua')
  await customer('+62812777').say('wifi lemot dari tadi')
  expect(await leads()).toHaveLength(0)
})
