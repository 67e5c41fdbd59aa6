import { describe, expect, test } from 'vitest'
import { Rejected, Unreachable } from '../../../src/domain/fault.ts'
import type { Template } from '../../../src/domain/messages/message.ts'
import {
  createTemplateShelf,
  type NewTemplate,
} from '../../../src/bots/whatsapp/cloud/template-shelf.ts'
import type { CloudApiOptions } from '../../../src/bots/whatsapp/cloud/stand-in/cloud-api.ts'
import { until } from '../../support/until.ts'
import { SITI, soon, whatsappWithDoor } from './open-door.ts'

const PDF = Buffer.from('%PDF-1.7\nTagihan')
const invoice = { key: 't1', name: 'Tagihan.pdf', mime: 'application/pdf' }
const due: NewTemplate = {
  name: 'bill_due',
  language: 'id',
  category: 'utility',
  body: 'Halo {{1}}, tagihan {{2}} jatuh tempo besok.',
  examples: ['Siti', 'Rp 150.000'],
}
const fault = (error: unknown) => error as Error & { code?: string }

async function withShelf(api: CloudApiOptions = {}) {
  const all = await whatsappWithDoor({}, api)
  const { whatsapp, files } = all
  files.set('t1', PDF)
  const shelf = createTemplateShelf({
    graphUrl: whatsapp.url,
    token: whatsapp.token,
    wabaId: whatsapp.wabaId,
    readFile: async ({ key }) => files.get(key) ?? Buffer.from(''),
  })
  return { ...all, shelf }
}

describe('the shelf of templates', () => {
  test('what is handed in waits for Meta, and stands there as it was handed in', async () => {
    const { shelf } = await withShelf()
    expect(await shelf.create(due, soon())).toMatchObject({
      status: 'pending',
      category: 'utility',
    })
    expect(await shelf.list(soon())).toMatchObject([
      { name: 'bill_due', language: 'id', category: 'utility', status: 'pending', body: due.body },
    ])
  })

  test('what Meta decided is seen, with its reason', async () => {
    const { whatsapp, shelf } = await withShelf()
    for (const name of ['one', 'two', 'three']) await shelf.create({ ...due, name }, soon())
    whatsapp.templates.approve('one')
    whatsapp.templates.reject('two', 'TAG_CONTENT_MISMATCH')
    whatsapp.templates.pause('three')
    whatsapp.templates.recategorise('one', 'MARKETING')
    const [one, two, three] = await shelf.list(soon())
    expect(one).toMatchObject({ status: 'approved', category: 'marketing' })
    expect(one).not.toHaveProperty('reason')
    expect(two).toMatchObject({ status: 'rejected', reason: 'TAG_CONTENT_MISMATCH' })
    expect(three).toMatchObject({ status: 'paused' })
  })

  test('and heard, as news of the account', async () => {
    const { whatsapp, shelf, book } = await withShelf()
    await shelf.create(due, soon())
    whatsapp.templates.approve('bill_due')
    whatsapp.templates.recategorise('bill_due', 'MARKETING')
    await whatsapp.webhooks.settled()
    const told = book.written.map(({ inbound }) =>
      inbound.kind === 'system' && inbound.what === 'template_status'
        ? (JSON.parse(inbound.text ?? '') as unknown)
        : undefined,
    )
    const about = { name: 'bill_due', language: 'id' }
    expect(told).toEqual([
      { ...about, status: 'approved', category: 'utility' },
      { ...about, category: 'marketing' },
    ])
  })

  test('more than fit on a page are all found', async () => {
    const { shelf } = await withShelf({ templatesPerPage: 2 })
    const names = ['a', 'b', 'c', 'd', 'e']
    for (const name of names) await shelf.create({ ...due, name }, soon())
    expect((await shelf.list(soon())).map(({ name }) => name)).toEqual(names)
  })

  test('a header is shown to Meta first', async () => {
    const { shelf } = await withShelf()
    await shelf.create({ ...due, header: invoice }, soon())
    expect(await shelf.list(soon())).toMatchObject([{ header: 'document' }])
    const odd = { ...due, name: 'odd', header: { ...invoice, mime: 'text/csv' } }
    expect(await shelf.create(odd, soon()).catch(fault)).toMatchObject({ code: 'template_invalid' })
  })

  test('a name is taken once in each language', async () => {
    const { shelf } = await withShelf()
    await shelf.create(due, soon())
    expect(await shelf.create(due, soon()).catch(fault)).toMatchObject({ code: 'template_exists' })
    await shelf.create({ ...due, language: 'en_US' }, soon())
  })

  test('what Meta finds wrong is said in its words', async () => {
    const { shelf } = await withShelf()
    const bare = { ...due, examples: [] }
    const refused = await shelf.create(bare, soon()).catch(fault)
    expect(refused).toBeInstanceOf(Rejected)
    expect(refused).toMatchObject({ code: 'template_invalid' })
    expect((refused as Error).message).toContain('example')
  })

  test('removing one that is gone is fine', async () => {
    const { shelf } = await withShelf()
    await shelf.create(due, soon())
    await shelf.remove('bill_due', soon())
    await shelf.remove('bill_due', soon())
    expect(await shelf.list(soon())).toEqual([])
  })

  test('trouble on the way may be tried again, a refused token may not', async () => {
    const { whatsapp, shelf } = await withShelf()
    for (const does of ['server-error', 'reset-after', 'reset-before'] as const) {
      whatsapp.fail({ on: 'message_templates', does })
      await expect(shelf.list(soon())).rejects.toBeInstanceOf(Unreachable)
    }
    whatsapp.fail({ on: 'message_templates', does: 'refuse', code: 190 })
    expect(await shelf.list(soon()).catch(fault)).toMatchObject({ code: 'token' })
  })
})

async function approved(changed: Partial<NewTemplate> = {}) {
  const all = await withShelf()
  await all.shelf.create({ ...due, ...changed }, soon())
  all.whatsapp.templates.approve('bill_due')
  const send = (template: Partial<Template> = {}, to = SITI) => {
    const values = ['Siti', 'Rp 150.000']
    const whole = { name: 'bill_due', language: 'id', values, ...template }
    return all.door.send(to, { text: 'untuk catatan', template: whole }, soon())
  }
  return { ...all, send, last: () => all.whatsapp.messages(SITI).at(-1) }
}

describe('sending one', () => {
  test('it arrives with its values, long after the window has closed', async () => {
    const { whatsapp, clock, send, last } = await approved()
    whatsapp.say(SITI, 'halo')
    clock.pass({ days: 3 })
    const { providerId } = await send()
    expect(last()).toMatchObject({
      id: providerId,
      text: 'Halo Siti, tagihan Rp 150.000 jatuh tempo besok.',
    })
  })

  test('it may be the first that somebody hears of us', async () => {
    const { whatsapp, send } = await approved()
    await send({}, '6285550001111')
    expect(whatsapp.messages('6285550001111')).toHaveLength(1)
  })

  test('a value goes in one line, and none is a dash', async () => {
    const { send, last } = await approved()
    await send({ values: ['Siti\nRahma\t     Dewi', ''] })
    expect(last()?.text).toBe('Halo Siti Rahma Dewi, tagihan - jatuh tempo besok.')
  })

  test('one with a document brings it along', async () => {
    const { send, last } = await approved({ header: invoice })
    await send({ file: invoice })
    expect(last()).toMatchObject({ file: { name: 'Tagihan.pdf' } })
    expect(await send().catch(fault)).toMatchObject({ code: 'template_values' })
  })

  test('one without values has none', async () => {
    const { whatsapp, send, last } = await approved({ body: 'Kantor tutup besok.', examples: [] })
    await send({ values: [] })
    expect(last()?.text).toBe('Kantor tutup besok.')
    expect(whatsapp.posted().at(-1)).toMatchObject({
      template: { name: 'bill_due', language: { code: 'id' } },
    })
  })

  test.each([
    ['too few values', { values: ['Siti'] }, 'template_values'],
    ['another language', { language: 'en_US' }, 'template_missing'],
    ['a name nobody handed in', { name: 'bill_paid' }, 'template_missing'],
  ])('what does not fit is refused: %s', async (_what, template, code) => {
    const { send } = await approved()
    expect(await send(template).catch(fault)).toMatchObject({ name: 'Rejected', code })
  })

  test('a paused one is refused until it is approved again', async () => {
    const { whatsapp, send } = await approved()
    whatsapp.templates.pause('bill_due')
    expect(await send().catch(fault)).toMatchObject({ code: 'template_paused' })
    whatsapp.templates.approve('bill_due')
    await send()
  })

  test('a code does not go to somebody who hides his number', async () => {
    const { whatsapp, send } = await approved({ category: 'authentication' })
    whatsapp.introduce('628777', { hidesNumber: true })
    const sent = send({}, whatsapp.bsuid('628777'))
    expect(await sent.catch(fault)).toMatchObject({ code: 'needs_phone' })
  })

  test('what it costs is told with its status', async () => {
    const { whatsapp, clock, book, send } = await approved()
    const price = async (id: string) => {
      const isAbout = ({ providerId }: { providerId: string }) => providerId === `${id}:sent`
      const heard = await until(
        () => book.written.find(isAbout),
        (seen) => seen !== undefined,
      )
      return heard?.inbound.kind === 'status' ? heard.inbound.price : undefined
    }
    const { providerId: cold } = await send()
    expect(await price(cold)).toEqual({ category: 'utility', type: 'regular' })
    whatsapp.say(SITI, 'halo')
    const { providerId: talking } = await send()
    expect(await price(talking)).toEqual({ category: 'utility', type: 'free_customer_service' })
    whatsapp.say(SITI, 'dari iklan', { referral: { source_id: '12' } })
    clock.pass({ hours: 71 })
    const { providerId: fromAd } = await send()
    expect(await price(fromAd)).toEqual({ category: 'utility', type: 'free_entry_point' })
  })
})
