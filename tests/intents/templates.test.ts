import { expect, test } from 'vitest'
import { findMetaTemplates } from '../../src/domain/templates/find-meta-templates.ts'
import { tell } from '../../src/domain/messages/tell.ts'
import { createTemplateBook } from '../../src/domain/templates/template-book.ts'
import type { MetaStatus } from '../../src/domain/templates/meta-template.ts'
import {
  followTemplates,
  handInTemplate,
  submitTemplate,
} from '../../src/domain/templates/submit-template.ts'
import { createTemplateShelf } from '../../src/bots/whatsapp/cloud/template-shelf.ts'
import { declared, isTemplateKey } from '../../src/intents/wording/templates/declared.ts'
import { defaultText } from '../../src/intents/wording/templates/default-texts.ts'
import type { ShelvedTemplate, TemplateShelf } from '../../src/domain/templates/template-shelf.ts'
import { Rejected } from '../../src/domain/fault.ts'
import { wordNotice } from '../../src/intents/wording/word-notice.ts'
import { whatsappWithDoor } from '../bots/whatsapp/open-door.ts'
import { talk } from '../support/talk.ts'

/** A shop whose notices are said in words, by a process that keeps the texts in memory. */
async function shop() {
  let speak = wordNotice({ pay: () => 'https://shop/pay/1' })
  const place = await talk({ word: (notice, language, reader) => speak(notice, language, reader) })
  const book = createTemplateBook(place.deps)
  speak = wordNotice({ pay: () => 'https://shop/pay/1' }, book)
  const owner = await place.staff()
  const budi = place.customer()
  await budi.say('halo')
  const { id: conversationId } = await place.deps.db
    .selectFrom('conversations')
    .where('account_id', '=', place.cloud.door.accountId)
    .select('id')
    .executeTakeFirstOrThrow()
  const signal = AbortSignal.timeout(10_000)
  return {
    ...place,
    book,
    owner,
    /** What Budi reads when he is told of his balance. */
    told: async () => {
      await book.refresh()
      const balanceRupiah = 50_000
      await tell(place.deps, conversationId, {
        code: 'balance.reminder',
        details: { balanceRupiah },
      })
      await place.settle()
      return budi.sent().at(-1)
    },
    texts: (said: { text: string }[]) => said.map(({ text }) => text).join('\n'),
    /** What the worker would do after the commit. */
    handIn: async (shelf: TemplateShelf | undefined) => {
      const rows = await place.deps.db.selectFrom('meta_templates').select('id').execute()
      for (const { id } of rows)
        await handInTemplate(place.deps, { shelf, signal }, { metaTemplateId: id })
      await place.settle()
    },
    follow: async (shelf: TemplateShelf | undefined, asker: number | null = null) => {
      await followTemplates(place.deps, { shelf, signal }, { conversationId: asker })
      await place.settle()
    },
  }
}

/** Meta, as far as it matters here. */
function metaShelf() {
  const shelved: ShelvedTemplate[] = []
  const shelf: TemplateShelf = {
    list: async () => shelved.map((one) => ({ ...one })),
    create: async ({ name, language, category, body }) => {
      if (shelved.some((one) => one.name === name && one.language === language)) {
        throw new Rejected('taken', { code: 'template_exists' })
      }
      shelved.push({ name, language, category, body, status: 'pending' })
      return { status: 'pending', category }
    },
  }
  const decide = (
    name: string,
    status: Exclude<MetaStatus, 'asked' | 'failed'>,
    reason?: string,
  ) => {
    const found = shelved.find((one) => one.name === name)
    if (!found) throw new Error(`no template ${name}`)
    found.status = status
    if (reason) found.reason = reason
  }
  return { shelf, shelved, decide }
}

test('a customer gets the words the owner wrote, and the old ones after an undo', async () => {
  const { owner, told, texts } = await shop()
  const before = (await told())?.text
  expect(before).toBe(
    'Anda punya saldo Rp 50.000. Saldo ini otomatis dipakai untuk tagihan berikutnya.',
  )
  const asked = texts(
    await owner.say(
      '/template ubah balance.reminder Halo {{customer_name}},\nsaldo Anda {{balance}}!',
    ),
  )
  expect(asked).toContain('Simpan teks baru "Pengingat saldo" (Indonesia)?')
  expect(asked).toContain('Halo Budi,\nsaldo Anda Rp 50.000!')
  expect((await told())?.text).toBe(before)
  expect(texts(await owner.tap('Ya, lanjutkan'))).toContain('Tersimpan')
  expect((await told())?.text).toMatch(/^Halo .+,\nsaldo Anda Rp 50\.000!$/)

  await owner.say('/template kembalikan balance.reminder')
  expect(texts(await owner.tap('Ya, lanjutkan'))).toContain('kembali ke teks sebelumnya')
  expect((await told())?.text).toBe(before)
  expect(texts(await owner.say('/template kembalikan balance.reminder'))).toContain(
    'belum pernah diubah',
  )
})

test('buttons lead from the groups to the text, and the text to the question for a new one', async () => {
  const { owner, told, texts } = await shop()
  const home = await owner.say('/template')
  expect(texts(home)).toContain('Semuanya masih bawaan')
  await owner.tap('Pembayaran & saldo')
  const shown = texts(await owner.tap('Pengingat saldo'))
  expect(shown).toContain('Anda punya saldo Rp 50.000.')
  expect(shown).toContain('You have a balance of Rp 50.000.')
  expect(shown).toContain('{{balance}}: saldo sekarang, wajib')
  const asked = texts(await owner.tap('Ubah (Indonesia)'))
  expect(asked).toContain('Anda punya saldo {{balance}}.')
  expect(texts(await owner.say('Sisa saldo: {{balance}} ya.'))).toContain(
    'Sisa saldo: Rp 50.000 ya.',
  )
  await owner.tap('Ya, lanjutkan')
  expect((await told())?.text).toBe('Sisa saldo: Rp 50.000 ya.')
  expect(texts(await owner.say('/template'))).toContain('1 sudah diubah')
  const group = await owner.tap('Pembayaran & saldo')
  expect(group[0]?.choices?.map(({ label }) => label)).toContain('✏️ Pengingat saldo')
})

test('an English owner changes the English words, and gives them back', async () => {
  const { owner, texts, deps } = await shop()
  await deps.db
    .updateTable('people')
    .set({ language: 'en' })
    .where('id', '=', owner.personId)
    .execute()
  const asked = texts(
    await owner.say('/template edit balance.reminder Hi {{customer_name}}: {{balance}}.'),
  )
  expect(asked).toContain('Save the new text of "Reminder of a balance" (English)?')
  expect(texts(await owner.tap('Yes, go on'))).toContain('Saved')
  expect(texts(await owner.say('/template show balance.reminder'))).toContain('Hi Budi: Rp 50.000.')
  expect(texts(await owner.say('/template reset balance.reminder'))).toContain('You have a balance')
  expect(texts(await owner.tap('Yes, go on'))).toContain('has the text it came with again')
  expect(texts(await owner.say('/template reset balance.reminder'))).toContain(
    'has the text it came with.',
  )
})

test.each([
  [
    'a variable there is not',
    'balance.reminder Saldo {{balanse}} {{balance}}',
    'Maksudnya {{balance}}?',
  ],
  [
    'a bill without its payment link',
    'invoice.issued Bayar {{open_amount}} ya',
    '{{pay_url}} harus ada (tautan pembayaran)',
  ],
  ['a text of nothing known', 'balance.remindr Saldo {{balance}}', 'Maksudnya balance.reminder?'],
  ['braces left open', 'balance.reminder {{balance}} dan {{nama', 'kurung kurawal'],
])('%s is not saved', async (_title, typed, answer) => {
  const { owner, texts, deps } = await shop()
  expect(texts(await owner.say(`/template ubah ${typed}`))).toContain(answer)
  expect(await deps.db.selectFrom('templates').selectAll().execute()).toEqual([])
})

test('whoever may not change texts may still read them', async () => {
  const { staff, texts } = await shop()
  const joko = await staff('operator', '88')
  const shown = await joko.say('/template lihat balance.reminder')
  expect(texts(shown)).toContain('Anda punya saldo')
  expect(shown[0]?.choices ?? []).toEqual([])
  expect(texts(await joko.say('/template ubah balance.reminder x {{balance}}'))).toMatch(
    /hak akses|izin|tidak bisa/,
  )
})

test('every change is in the audit, with what was there before', async () => {
  const { owner, deps } = await shop()
  await owner.say('/template ubah balance.reminder Saldo {{balance}} ya.')
  await owner.tap('Ya, lanjutkan')
  const rows = await deps.db
    .selectFrom('audit')
    .where('subject', '=', 'template:balance.reminder:id')
    .select(['action', 'person_id', 'before', 'after'])
    .execute()
  expect(rows).toEqual([
    {
      action: 'template.changed',
      person_id: owner.personId,
      before: { text: null },
      after: { text: 'Saldo {{balance}} ya.' },
    },
  ])
})

test('another process sees a change at its next look, and reads nothing where none was', async () => {
  const { owner, deps } = await shop()
  const other = createTemplateBook(deps)
  await other.refresh()
  await owner.say('/template ubah balance.reminder Saldo {{balance}} ya.')
  await owner.tap('Ya, lanjutkan')
  expect(other.text('balance.reminder', 'id')).toBeUndefined()
  await other.refresh()
  expect(other.text('balance.reminder', 'id')).toBe('Saldo {{balance}} ya.')
})

test('a text goes to Meta, and once approved it goes along with the notice', async () => {
  const { owner, told, texts, handIn, follow } = await shop()
  const meta = metaShelf()
  const asked = texts(await owner.say('/template ajukan balance.reminder'))
  expect(asked).toContain('Anda punya saldo Rp 50.000.')
  expect(texts(await owner.tap('Ya, lanjutkan'))).toContain('balance_reminder')
  await handIn(meta.shelf)
  expect(meta.shelved).toMatchObject([
    {
      name: 'balance_reminder',
      language: 'id',
      category: 'utility',
      body: 'Anda punya saldo {{1}}. Saldo ini otomatis dipakai untuk tagihan berikutnya.',
    },
  ])
  expect(await told()).not.toHaveProperty('outsideWindow')
  expect(texts(await owner.say('/template ajukan balance.reminder'))).toContain('sedang dinilai')

  meta.decide('balance_reminder', 'approved')
  await follow(meta.shelf)
  expect(owner.sent().at(-1)?.text).toContain('✅ Template "Pengingat saldo"')
  expect((await told())?.outsideWindow).toEqual({
    name: 'balance_reminder',
    language: 'id',
    values: ['Rp 50.000'],
  })
  await follow(meta.shelf)
  expect(owner.sent().filter(({ text }) => text.startsWith('✅ Template'))).toHaveLength(1)
})

test('a changed text is a new template, and the old one is used until it is approved', async () => {
  const { owner, told, handIn, follow } = await shop()
  const meta = metaShelf()
  await owner.say('/template ajukan balance.reminder')
  await owner.tap('Ya, lanjutkan')
  await handIn(meta.shelf)
  meta.decide('balance_reminder', 'approved')
  await follow(meta.shelf)
  await owner.say(
    '/template ubah balance.reminder Halo {{customer_name}}, saldo Anda {{balance}} masih ada.',
  )
  await owner.tap('Ya, lanjutkan')
  await owner.say('/template ajukan balance.reminder')
  await owner.tap('Ya, lanjutkan')
  await handIn(meta.shelf)
  expect(meta.shelved.map(({ name }) => name)).toEqual(['balance_reminder', 'balance_reminder_2'])
  const waiting = await told()
  expect(waiting?.text).toContain('masih ada.')
  expect(waiting?.outsideWindow).toMatchObject({ name: 'balance_reminder', values: ['Rp 50.000'] })
  meta.decide('balance_reminder_2', 'approved')
  await follow(meta.shelf)
  expect((await told())?.outsideWindow).toMatchObject({ name: 'balance_reminder_2' })
})

test('what Meta would refuse is not handed in, and says what to change', async () => {
  const { owner, texts, deps } = await shop()
  await owner.say('/template ubah balance.reminder Saldo Anda sekarang masih {{balance}}')
  await owner.tap('Ya, lanjutkan')
  expect(texts(await owner.say('/template ajukan balance.reminder'))).toContain(
    'Tambahkan kalimat setelah {{balance}}',
  )
  expect(await deps.db.selectFrom('meta_templates').selectAll().execute()).toEqual([])
})

test('a rejection is told to the team with its reason', async () => {
  const { owner, handIn, follow } = await shop()
  const meta = metaShelf()
  await owner.say('/template ajukan balance.reminder')
  await owner.tap('Ya, lanjutkan')
  await handIn(meta.shelf)
  meta.decide('balance_reminder', 'rejected', 'INVALID_FORMAT')
  await follow(meta.shelf)
  const [last] = owner.sent().slice(-1)
  expect(last?.text).toContain(
    '❌ Template "Pengingat saldo" (Indonesia, balance_reminder) ditolak.',
  )
  expect(last?.text).toContain('Alasan: bentuk atau variabelnya tidak diterima')
})

test('a lost answer is no second template, and a name that another text has gives way', async () => {
  const { owner, handIn, deps } = await shop()
  const meta = metaShelf()
  await owner.say('/template ajukan balance.reminder')
  await owner.tap('Ya, lanjutkan')
  // Meta took it, and its answer was lost.
  const [row] = await deps.db.selectFrom('meta_templates').selectAll().execute()
  meta.shelved.push({
    name: 'balance_reminder',
    language: 'id',
    category: 'utility',
    status: 'pending',
    body: row?.body ?? '',
  })
  await handIn(meta.shelf)
  expect(meta.shelved).toHaveLength(1)

  meta.shelved.push({
    name: 'service_restored',
    language: 'id',
    category: 'utility',
    status: 'approved',
    body: 'Milik orang lain',
  })
  await owner.say('/template ajukan service.restored')
  await owner.tap('Ya, lanjutkan')
  await handIn(meta.shelf)
  await handIn(meta.shelf)
  expect(meta.shelved.at(-1)?.name).toBe('service_restored_2')
})

test('/template meta shows what is known at once, and Meta’s own list when it comes', async () => {
  const { owner, texts, follow, deps } = await shop()
  const meta = metaShelf()
  meta.shelved.push({
    name: 'promo',
    language: 'id',
    category: 'marketing',
    status: 'paused',
    body: 'x',
  })
  expect(texts(await owner.say('/template meta'))).toContain('Belum ada template yang diajukan')
  const asked = await deps.db
    .selectFrom('effects')
    .where('kind', '=', 'template.follow')
    .selectAll()
    .executeTakeFirstOrThrow()
  const { conversationId } = asked.payload as { conversationId: number }
  await follow(meta.shelf, conversationId)
  expect(owner.sent().at(-1)?.text).toContain(
    '⏸ promo · Indonesia · promosi · dijeda Meta · dibuat di Meta',
  )
  await follow(undefined, conversationId)
  expect(owner.sent().at(-1)?.text).toContain('WHATSAPP_CLOUD_WABA_ID')
})

test('what Meta tells of a template is looked up, and never believed by itself', async () => {
  const { customer, deps } = await shop()
  await customer().news({ what: 'template_status' })
  const asked = await deps.db
    .selectFrom('effects')
    .where('kind', '=', 'template.follow')
    .select('payload')
    .execute()
  expect(asked).toEqual([{ payload: { conversationId: null } }])
})

test('Meta takes every text as it came, and what it decides is followed', async () => {
  const { deps, follow, owner, book } = await shop()
  const { whatsapp } = await whatsappWithDoor()
  const { url: graphUrl, token, wabaId } = whatsapp
  const shelf = createTemplateShelf({
    graphUrl,
    token,
    wabaId,
    readFile: async () => Buffer.from(''),
  })
  const signal = AbortSignal.timeout(30_000)
  for (const key of Object.keys(declared).filter(isTemplateKey)) {
    for (const language of ['id', 'en'] as const) {
      const { variables, category } = declared[key]
      const examples = Object.fromEntries(variables.map((one) => [one.name, one.example[language]]))
      const text = defaultText(key, language)
      const asked = { key, language, category, text, variables, examples, by: owner.personId }
      await submitTemplate(deps, asked)
    }
  }
  const rows = await deps.db.selectFrom('meta_templates').select(['id', 'name']).execute()
  for (const { id } of rows) {
    await handInTemplate(deps, { shelf, signal }, { metaTemplateId: id })
  }
  const standing = await deps.db
    .selectFrom('meta_templates')
    .select(['name', 'status', 'reason'])
    .execute()
  expect(standing.filter(({ status }) => status !== 'pending')).toEqual([])
  whatsapp.templates.approve('voucher_delivered')
  await follow(shelf)
  await book.refresh()
  expect(book.approved('voucher.delivered', 'id')?.name).toBe('voucher_delivered')
  const usable = await findMetaTemplates(deps)
  expect(usable.map(({ name }) => name)).toContain('voucher_delivered')
})
