import { expect, test } from 'vitest'
import type { PaymentView } from '../../../src/domain/payments/payment-view.ts'
import { Refusal } from '../../../src/domain/refusal.ts'
import { aCharge, fakeOrder, NOW, startWeb, TOKEN } from './test-web.ts'

/** The page as text, without its styles and scripts. */
async function pageFor(view: Partial<PaymentView>, query = '') {
  const order = fakeOrder(view)
  const { ask } = await startWeb({ pay: order.pay })
  const answer = await ask(`/pay/${TOKEN}${query}`)
  const whole = await answer.text()
  const body = whole.slice(whole.indexOf('<body>')).replace(/<script>.*<\/script>/s, '')
  return { answer, whole, body, text: body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ') }
}

test('an open order shows what is bought, for how much, until when, and how to pay', async () => {
  const { answer, text, body } = await pageFor({})
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(text).toContain('Voucher WiFi 1 hari Rp 5.000')
  expect(text).toContain('Bayar sebelum 22 Nov, 09.00 WIB')
  expect(text).toContain('Kopi &#38; WiFi Bu Sari')
  expect(body).toContain(`<form method="post" action="/pay/${TOKEN}/qris">`)
  expect(body).toContain(`<form method="post" action="/pay/${TOKEN}/transfer">`)
})

test('nobody else learns of the page: no cache, no index, no referrer, no frame, no foreign script', async () => {
  const { answer, whole } = await pageFor({})
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
  expect(answer.headers.get('x-frame-options')).toBe('DENY')
  const policy = answer.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).toMatch(/script-src 'sha256-[\w+/=]+'/)
  expect(policy).not.toContain('unsafe')
  expect(whole).toContain('<meta name="robots" content="noindex, nofollow"')
  expect(whole).not.toMatch(/(src|href)="(https?:)?\/\/(?!wa\.me)/)
  expect(whole).not.toMatch(/ (style|on\w+)="/)
})

test('the page is small enough for a slow phone', async () => {
  const views: Partial<PaymentView>[] = [
    {},
    { charge: aCharge({ details: {} }) },
    { state: 'delivered', codes: ['H1-7KQ4', 'H1-W3TN'], paidAt: NOW, receiptNumber: 'KW/1' },
  ]
  for (const view of views) {
    const { whole } = await pageFor(view)
    expect(Buffer.byteLength(whole)).toBeLessThan(30_000)
  }
})

async function refreshOf(view: Partial<PaymentView>) {
  const { whole } = await pageFor(view)
  return /<noscript><meta http-equiv="refresh" content="(.*?)"/.exec(whole)?.[1]
}

test('without JavaScript the page asks again by itself, until there is nothing to wait for', async () => {
  expect(await refreshOf({})).toBe(`20;url=/pay/${TOKEN}`)
  expect(await refreshOf({ charge: aCharge({ state: 'reserved', details: {} }) })).toMatch(/^4;/)
  expect(await refreshOf({ state: 'paid' })).toMatch(/^4;/)
  for (const state of ['delivered', 'expired', 'cancelled', 'refunded'] as const) {
    expect(await refreshOf({ state })).toBeUndefined()
  }
})

test('a QRIS charge shows its code', async () => {
  const { body, text } = await pageFor({ charge: aCharge() })
  expect(body).toMatch(/<svg\s[^>]*aria-label="Kode QRIS untuk membayar Rp 5\.000"/)
  expect(text).toContain('Sisa waktu')
  expect(text).toContain('Menunggu pembayaran')
  expect(body).toContain('data-left="900"')
})

test('a text that fits no code does not break the page', async () => {
  const { answer, text } = await pageFor({ charge: aCharge({ details: { qr: 'x'.repeat(9000) } }) })
  expect(answer.status).toBe(200)
  expect(text).toContain('Kode QR tidak bisa ditampilkan')
})

test('a virtual account is copied without its spaces', async () => {
  const code = { label: 'Nomor VA BCA', value: '3901 0812 3456' }
  const { body } = await pageFor({
    charge: aCharge({ label: 'BCA Virtual Account', details: { code } }),
  })
  expect(body).toContain('3901 0812 3456')
  expect(body).toContain('data-copy="390108123456"')
  expect(body).toContain('aria-label="Salin nomor Nomor VA BCA"')
})

test('a transfer stresses the digits it is recognised by, and says where the extra goes', async () => {
  const account = { bank: 'BCA', number: '8410-123-456', holder: 'Sari Wulandari' }
  const transfer = (uniqueCode: number) =>
    pageFor({
      amountRupiah: 150_000,
      openRupiah: 150_000,
      charge: aCharge({ amountRupiah: 150_000 + uniqueCode, uniqueCode, details: { account } }),
    })
  const { body, text } = await transfer(123)
  expect(body).toContain('Rp 150.<mark>123</mark>')
  expect(body).toContain('data-copy="150123"')
  expect(body).toContain('data-copy="8410123456"')
  expect(text).toContain('Atas nama Sari Wulandari')
  expect(text).toContain('Selisih Rp 123 tidak hilang: masuk ke saldo Anda.')
  expect((await transfer(1_234)).body).toContain('Rp 15<mark>1.234</mark>')
})

test('what has arrived already is taken off what is asked', async () => {
  const { text } = await pageFor({ paidRupiah: 2000, openRupiah: 3000 })
  expect(text).toContain('Total bayar Rp 3.000')
  expect(text).toContain('Sudah dibayar -Rp 2.000')
})

test('a method that failed is said so, and the others are offered', async () => {
  const { text } = await pageFor({ failed: { label: 'DANA', why: 'not_made' } })
  expect(text).toContain('DANA sedang tidak bisa dipakai')
  expect(text).toContain('Pilih cara bayar')
})

test('a payment that did not go through is not blamed on the method', async () => {
  const { text } = await pageFor({ failed: { label: 'DANA', why: 'not_paid' } })
  expect(text).toContain('Pembayaran lewat DANA tidak berhasil')
  expect(text).not.toContain('sedang tidak bisa dipakai')
})

test('each end of an order says what to do next', async () => {
  const paid = { paidAt: NOW, receiptNumber: 'KW/2026/11/000042' }
  const ends: [Partial<PaymentView>, string[]][] = [
    [{ state: 'paid', ...paid }, ['Pembayaran diterima', 'Unduh kwitansi', 'KW/2026/11/000042']],
    [{ state: 'delivered', codes: ['H1-7KQ4'], ...paid }, ['ini voucher Anda', 'H1-7KQ4', 'Salin']],
    [{ state: 'delivered', ...paid }, ['Pembayaran selesai', 'lewat chat']],
    [{ state: 'expired' }, ['sudah lewat', 'Tulis &#34;beli voucher&#34;', 'Kembali ke chat']],
    [{ state: 'cancelled' }, ['Pesanan dibatalkan']],
    [{ state: 'refunded', ...paid }, ['Uang sudah dikembalikan']],
  ]
  for (const [view, words] of ends) {
    const { text, body } = await pageFor(view)
    for (const word of words) expect(text).toContain(word)
    expect(body).not.toContain('<form')
  }
})

test('the page speaks the language of the customer, or the one he taps', async () => {
  expect((await pageFor({ language: 'en' })).text).toContain('How would you like to pay?')
  const { whole, body } = await pageFor({}, '?lang=en')
  expect(whole).toContain('<html lang="en">')
  expect(body).toContain('How would you like to pay?')
  expect(body).toContain(`action="/pay/${TOKEN}/qris?lang=en"`)
  expect((await pageFor({}, '?lang=xx')).text).toContain('Pilih cara bayar')
})

test('names and labels of others stay text', async () => {
  const evil = `"><img src=x onerror=alert(1)>'</script>`
  const order = fakeOrder({
    lines: [{ kind: 'text', text: evil, amountRupiah: 5000 }],
    methods: [{ method: 'x', label: evil }],
    failed: { label: evil, why: 'not_paid' },
    charge: aCharge({
      label: evil,
      details: {
        code: { label: evil, value: evil },
        account: { bank: evil, number: evil, holder: evil },
        payUrl: 'javascript:alert(1)',
      },
    }),
    codes: [evil],
  })
  const { ask } = await startWeb({ pay: { ...order.pay, shop: async () => ({ name: evil }) } })
  const pages = [await (await ask(`/pay/${TOKEN}`)).text()]
  order.view.state = 'delivered'
  pages.push(await (await ask(`/pay/${TOKEN}`)).text())
  for (const page of pages) {
    expect(page).toContain('&#34;&#62;&#60;img')
    expect(page).not.toContain('<img')
    expect(page).not.toContain('javascript:')
  }
})

test('choosing a method leads back to the page', async () => {
  const { ask, order } = await startWeb()
  const answer = await ask(`/pay/${TOKEN}/qris?lang=en`, { method: 'POST', body: 'x=1' })
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe(`/pay/${TOKEN}?lang=en`)
  expect(order.chosen).toEqual(['qris'])
})

test('behind a proxy that serves us below a path, all links stay below it', async () => {
  const { ask } = await startWeb({}, { publicUrl: 'https://toko.example/wicara' })
  const page = await (await ask(`/pay/${TOKEN}`)).text()
  expect(page).toContain(`action="/wicara/pay/${TOKEN}/qris"`)
  expect(page).toContain(`data-events="/wicara/pay/${TOKEN}/events"`)
  const chosen = await ask(`/pay/${TOKEN}/qris`, { method: 'POST' })
  expect(chosen.headers.get('location')).toBe(`/wicara/pay/${TOKEN}`)
})

test('two taps at once are one choice', async () => {
  const order = fakeOrder()
  const chosen = Promise.withResolvers<void>()
  let choices = 0
  const choose = async () => {
    choices++
    await chosen.promise
  }
  const { ask } = await startWeb({ pay: { ...order.pay, choose } })
  const taps = [1, 2, 3].map(() => ask(`/pay/${TOKEN}/qris`, { method: 'POST' }))
  // A look at the page in between: by its answer the taps have arrived.
  await ask(`/pay/${TOKEN}`)
  chosen.resolve()
  expect((await Promise.all(taps)).map(({ status }) => status)).toEqual([303, 303, 303])
  expect(choices).toBe(1)

  await ask(`/pay/${TOKEN}/qris`, { method: 'POST' })
  expect(choices).toBe(2)
})

test('a choice that is refused is explained on the page, which can be opened again', async () => {
  const order = fakeOrder()
  const refuse = (refusal: Refusal) =>
    startWeb({
      pay: { ...order.pay, choose: () => Promise.reject(refusal) },
    })
  const { ask } = await refuse(new Refusal('charge.too_many_open', { max: 3 }))
  const answer = await ask(`/pay/${TOKEN}/qris`, { method: 'POST' })
  expect(answer.status).toBe(409)
  expect(await answer.text()).toContain('Sudah ada 3 pembayaran yang masih terbuka')
  // The browser asks for the address it is on.
  const again = await ask(`/pay/${TOKEN}/qris`)
  expect(again.status).toBe(303)
  expect(again.headers.get('location')).toBe(`/pay/${TOKEN}`)

  const closed = await refuse(new Refusal('order.closed', { state: 'paid' }))
  expect((await closed.ask(`/pay/${TOKEN}/qris`, { method: 'POST' })).status).toBe(303)
  const unknown = await refuse(new Refusal('input.invalid', { field: 'method', problem: 'x' }))
  expect((await unknown.ask(`/pay/${TOKEN}/x`, { method: 'POST' })).status).toBe(404)
})

test('a link that is none of ours is answered the same, whatever is wrong with it', async () => {
  const { ask, order } = await startWeb()
  for (const token of [
    'x',
    'another-link-that-is-not-ours',
    'a'.repeat(300),
    "';drop table orders--",
    '%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00',
    '%3Cscript%3Ealert(1)%3C%2Fscript%3E',
  ]) {
    const answers = [
      await ask(`/pay/${token}`),
      await ask(`/pay/${token}/events`),
      await ask(`/pay/${token}/receipt.pdf`),
      await ask(`/pay/${token}/qris`, { method: 'POST' }),
    ]
    expect({ token, status: answers.map(({ status }) => status) }).toEqual({
      token,
      status: [404, 404, 404, 404],
    })
    expect(await answers[0]?.text()).toContain('Halaman tidak ditemukan')
  }
  expect(order.chosen).toEqual([])
  expect((await ask(`/pay/${TOKEN}/QR%20IS`, { method: 'POST' })).status).toBe(404)
})

test('a receipt is there once something is paid', async () => {
  const { ask, order } = await startWeb()
  const early = await ask(`/pay/${TOKEN}/receipt.pdf`)
  expect(early.status).toBe(404)
  expect(await early.text()).toContain('Kwitansi belum ada')

  Object.assign(order.view, { state: 'paid', paidAt: NOW, receiptNumber: 'KW/2026/11/000042' })
  const receipt = await ask(`/pay/${TOKEN}/receipt.pdf`)
  expect(receipt.status).toBe(200)
  expect(receipt.headers.get('content-type')).toBe('application/pdf')
  expect(receipt.headers.get('content-disposition')).toContain('filename="KW_2026_11_000042.pdf"')
  expect(await receipt.text()).toBe('%PDF-1.7 receipt')
})

test('when the business does not answer, the page says whose fault it is', async () => {
  const order = fakeOrder()
  order.pay.show = () => Promise.reject(new Error('the database is away'))
  const { ask } = await startWeb({ pay: order.pay })
  const answer = await ask(`/pay/${TOKEN}`)
  expect(answer.status).toBe(500)
  const page = await answer.text()
  expect(page).toContain('Pembayaran yang sudah masuk tetap aman')
  expect(page).not.toContain('database')
})
