import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readDay } from '../../../src/domain/payments/read-mutations-days.ts'
import { readAmount } from '../../../src/domain/payments/read-mutations-parts.ts'
import { readMutationText } from '../../../src/domain/payments/read-mutations-text.ts'
import { readMutationRows } from '../../../src/domain/payments/read-mutations.ts'

const TODAY = '2026-12-03'

describe('exports of banks', () => {
  test('BCA: a preamble, days without a year, marks in a column without a name, sums below', () => {
    const read = rows(`
      Informasi Rekening - Mutasi Rekening
      No. rekening | :1234567890
      Periode : 25/11/2026 - 03/12/2026

      Tanggal Transaksi | Keterangan | Cabang | Jumlah | | Saldo
      '25/11 | 'TRSF E-BANKING CR 2511/FTSCY/WS95051 BUDI SANTOSO | '0000 | 150,123.00 | CR | 8,500,000.00
      '30/11 | BIAYA ADM | 0000 | 15,000.00 | DB | 8,485,000.00
      PEND | TRSF E-BANKING CR SITI | 0000 | 250000.00 | CR |
      31/11 | HARI YANG TIDAK ADA | 0000 | 1,000.00 | CR | 1
      Saldo Awal | : | 10,000,000.00
      Mutasi Kredit | : | 400,123.00
    `)
    expect(read?.mutations).toEqual([
      {
        line: 6,
        amountRupiah: 150_123,
        direction: 'in',
        day: '2026-11-25',
        text: 'TRSF E-BANKING CR 2511/FTSCY/WS95051 BUDI SANTOSO',
        reference: null,
        balanceRupiah: 8_500_000,
      },
      expect.objectContaining({ amountRupiah: 15_000, direction: 'out', day: '2026-11-30' }),
      expect.objectContaining({ amountRupiah: 250_000, day: null, balanceRupiah: null }),
    ])
    expect(read?.unread).toEqual([
      { line: 9, text: '31/11 HARI YANG TIDAK ADA 0000 1,000.00 CR 1' },
    ])
  })

  test('BCA for businesses keeps the mark in the amount itself', () => {
    const read = rows(`
      Tanggal | Keterangan | Cabang | Jumlah | Saldo
      02/12/2026 | TRSF E-BANKING CR | 0000 | 287,490.00 CR | 120,604,675.40
      02/12/2026 | BIAYA | 0000 | 2,500.00 DB | 120,602,175.40
    `)
    expect(brief(read)).toEqual([
      ['in', 287_490, '2026-12-02'],
      ['out', 2_500, '2026-12-02'],
    ])
    expect(read?.mutations[0]?.balanceRupiah).toBe(120_604_675)
  })

  test('Mandiri: two columns of amounts of which one is nothing, and a text in two columns', () => {
    const read = rows(`
      Account No | Date | Val. Date | Transaction Code | Description | Description | Reference No. | Debit | Credit
      0060003911777 | 22/11/26 | 22/11/26 | 7820 | MCM InhouseTrf | DARI DOMPET ANAK | WLST1e62 | .00 | 41,300.00
      0060003911777 | 23/11/26 | 23/11/26 | 6902 | BIAYA | | | 6,500.00 | .00
    `)
    expect(brief(read)).toEqual([
      ['in', 41_300, '2026-11-22'],
      ['out', 6_500, '2026-11-23'],
    ])
    expect(read?.mutations[0]).toMatchObject({
      text: 'MCM InhouseTrf DARI DOMPET ANAK',
      reference: 'WLST1e62',
      balanceRupiah: null,
    })
    const older = rows(`
      AccountNo | Ccy | PostDate | Remarks | AdditionalDesc | Credit Amount | Debit Amount | Close Balance
      123 | IDR | 2026-11-22 08:15:00 | SETORAN | TUNAI | 1,000,000.00 | 0.00 | 5,000,000.00
    `)
    expect(brief(older)).toEqual([['in', 1_000_000, '2026-11-22']])
  })

  test('BRI and BNI, with their own names for everything', () => {
    const bri = rows(`
      ID | NOREK | TGL_TRAN | TGL_EFEKTIF | DESK_TRAN | SALDO_AWAL_MUTASI | MUTASI_DEBET | MUTASI_KREDIT | SALDO_AKHIR_MUTASI
      1 | 003301 | 2026-12-02 | 2026-12-01 | TRANSFER DARI BUDI | 10000000.00 | 0.00 | 150123.00 | 10150123.00
    `)
    expect(bri?.mutations).toEqual([
      expect.objectContaining({
        amountRupiah: 150_123,
        direction: 'in',
        day: '2026-12-02',
        balanceRupiah: 10_150_123,
      }),
    ])
    const bni = rows(`
      Post Date | Value Date | Branch | Journal No. | Description | Debit | Credit | Balance
      21/11/26 10.20.30 | 21/11/26 | 0123 | 998877 | TRANSFER DARI SITI | | 250.000,00 | 900.000,00
      Tanggal Transaksi | Uraian Transaksi | Tipe | Nominal | Saldo
    `)
    expect(bni?.mutations[0]).toMatchObject({
      amountRupiah: 250_000,
      reference: '998877',
      day: '2026-11-21',
    })
    const wondr = rows(`
      Tanggal Transaksi | Uraian Transaksi | Tipe | Nominal | Saldo
      21-Nov-2026 | TRANSFER DARI SITI | K | 250.000 | 900.000
      21 Nov 2026 | BELANJA | D | Rp 50.000,- | -850.000
    `)
    expect(brief(wondr)).toEqual([
      ['in', 250_000, '2026-11-21'],
      ['out', 50_000, '2026-11-21'],
    ])
    expect(wondr?.mutations[1]?.balanceRupiah).toBe(-850_000)
  })

  test('a text that goes on in the next row belongs to its mutation', () => {
    const read = rows(`
      Tanggal | Keterangan | Debit | Kredit | Saldo
      02/12/2026 | SETORAN | - | 100.000,00 | 100.000,00
       | DARI BUDI INV/2026/12/000123 | | |
      02/12/2026 | DUA-DUANYA | 5.000,00 | 5.000,00 | 100.000,00
      02/12/2026 | TANPA JUMLAH | | | 100.000,00
    `)
    expect(read?.mutations.map(({ text }) => text)).toEqual([
      'SETORAN DARI BUDI INV/2026/12/000123',
    ])
    expect(read?.unread.map(({ line }) => line)).toEqual([4, 5])
  })

  test('an amount that does not say which way it went is left to a person', () => {
    const read = rows(`
      Tanggal | Keterangan | Jumlah | Catatan
      02/12/2026 | SESUATU | 100.000 | -
    `)
    expect(read?.mutations).toEqual([])
    expect(read?.unread).toHaveLength(1)
  })

  test('a table of something else is none of a bank', () => {
    expect(rows('Nama | HP | Paket\nBudi | 0812 | Rumah')).toBeUndefined()
    expect(readMutationRows([], TODAY)).toBeUndefined()
  })
})

describe('notices as people paste them', () => {
  test.each([
    ['Transfer masuk Rp 150.123,00 dari BUDI SANTOSO tgl 21/11/26', 'in', 150_123, '2026-11-21'],
    ['Dana masuk Rp1.500.123', 'in', 1_500_123, null],
    [
      'Anda menerima transfer sebesar IDR 1,500,123.00 dari SITI. Ref: 123ABC',
      'in',
      1_500_123,
      null,
    ],
    ['m-Transfer dari BUDI BERHASIL Rp150.123,00 21/11 10:22:45', 'in', 150_123, '2026-11-21'],
    ['Pembayaran QRIS Rp50.000 berhasil diterima dari Budi S. MDR Rp350', 'in', 50_000, null],
    ['Saldo Anda bertambah Rp 75.000. Saldo akhir Rp 1.200.000', 'in', 75_000, null],
    ['Saldo Rp1.200.000. Transfer masuk Rp50.000 dari ANI', 'in', 50_000, null],
    ['BUDI mengirimkan Rp 20.000 kepada kamu. Saldo kamu Rp 90.000', 'in', 20_000, null],
    ['QRIS payment of Rp 45.000 from ANDI, total Rp 45.000', 'in', 45_000, null],
    ['21/11 TRSF E-BANKING CR BUDI 150,123.00 saldo 2,000,000.00', 'in', 150_123, '2026-11-21'],
    ['Transfer Rp 50.000 ke BCA 1234567890 BERHASIL, terima kasih', 'out', 50_000, null],
    ['Anda telah mengirim Rp 80.000 ke SITI. Saldo Anda Rp 10.000', 'out', 80_000, null],
    ['Transaksi kartu debit di KOPI SENJA sebesar Rp 35.000', 'out', 35_000, null],
    ['Debit Rp. 6.500,- biaya admin 30 Nov 2026', 'out', 6_500, '2026-11-30'],
    ['30/11 BIAYA ADM 15,000.00 DB', 'out', 15_000, '2026-11-30'],
  ] as const)('%s', (text, direction, amountRupiah, day) => {
    const { mutations, unread } = readMutationText(text, TODAY)
    expect(unread).toEqual([])
    expect(mutations).toEqual([expect.objectContaining({ direction, amountRupiah, day, text })])
  })

  test('keep the reference and the balance they name', () => {
    const text = 'Dana masuk Rp 150.123 dari BUDI No. Ref: 20261121ABC99 Saldo: Rp 2.150.123,50'
    expect(readMutationText(text, TODAY).mutations).toEqual([
      expect.objectContaining({ reference: '20261121ABC99', balanceRupiah: 2_150_123, day: null }),
    ])
  })

  test('several in one paste, of several lines each, with other talk between them', () => {
    const { mutations, unread } = readMutationText(
      [
        'BCA mobile',
        'Info Rekening',
        'Transfer masuk Rp320.000',
        'dari 9876543210 a.n RINA SUSANTI',
        'BCA mobile',
        'Info Rekening',
        'Transfer masuk Rp150.123',
        'dari 1234567890 a.n BUDI',
        '',
        'pagi bu, ini dua transfer kemarin ya',
        '',
        'Nominal Rp 99.000',
        'Biaya admin Rp 2.500',
        'Total Rp 101.500',
        'Diterima dari: ANDI',
      ].join('\n'),
      TODAY,
    )
    expect(mutations.map(({ line, amountRupiah, text }) => [line, amountRupiah, text])).toEqual([
      [
        1,
        320_000,
        'BCA mobile Info Rekening Transfer masuk Rp320.000 dari 9876543210 a.n RINA SUSANTI',
      ],
      [5, 150_123, 'BCA mobile Info Rekening Transfer masuk Rp150.123 dari 1234567890 a.n BUDI'],
      [12, 99_000, expect.stringContaining('ANDI')],
    ])
    expect(unread).toEqual([{ line: 10, text: 'pagi bu, ini dua transfer kemarin ya' }])
  })

  test('a list from the screen of a bank begins each at its day', () => {
    const { mutations } = readMutationText(
      `21/11
TRSF E-BANKING CR
2111/FTFVA/WS95221
BUDI SANTOSO
150,123.00
CR
22/11
BIAYA ADM
15,000.00
DB`,
      TODAY,
    )
    expect(
      mutations.map(({ amountRupiah, direction, day }) => [amountRupiah, direction, day]),
    ).toEqual([
      [150_123, 'in', '2026-11-21'],
      [15_000, 'out', '2026-11-22'],
    ])
  })

  test.each([
    'Kirim 150.000 dari BUDI masuk',
    'Rp 150.123 BUDI',
    'Dana masuk Rp 1,5 jt dari BUDI',
    'Dana masuk Rp 10.000 dan Rp 20.000',
    'Dana masuk Rp 10.000 dari BUDI, dana masuk Rp 10.000 dari ANI',
    'Dana masuk Rp 0',
    'Kode OTP 123456, rahasiakan',
    'Saldo Anda Rp 1.000.000',
  ])('what does not plainly say how much went which way is left to a person: %s', (text) => {
    expect(readMutationText(text, TODAY)).toEqual({ mutations: [], unread: [{ line: 1, text }] })
  })
})

// Every way a bank writes an amount; the sen are there or not.
const WAYS = [
  (rupiah: number) => `Rp${dotted(rupiah)},00`,
  (rupiah: number) => `Rp ${dotted(rupiah)}`,
  (rupiah: number) => `Rp. ${dotted(rupiah)},-`,
  (rupiah: number) => `IDR ${commaed(rupiah)}.00`,
  (rupiah: number) => `Rp${rupiah}`,
  (rupiah: number) => `Rp ${commaed(rupiah)}.00`,
]
const amounts = fc.integer({ min: 1, max: 2_000_000_000 })
const days = fc
  .integer({ min: 0, max: 700 })
  .map((back) => new Date(Date.parse(TODAY) - back * 86_400_000).toISOString().slice(0, 10))

describe('whatever the amount and the day', () => {
  test('an amount is read as it was written, with its mark', () => {
    fc.assert(
      fc.property(amounts, fc.constantFrom(...WAYS), fc.boolean(), (rupiah, write, isIn) => {
        expect(readAmount(write(rupiah))).toEqual({ rupiah })
        const marked = { rupiah, direction: isIn ? 'in' : 'out' }
        expect(readAmount(`${commaed(rupiah)}.00 ${isIn ? 'CR' : 'DB'}`)).toEqual(marked)
        expect(readAmount(isIn ? `+${dotted(rupiah)}` : `-${dotted(rupiah)}`)).toEqual(marked)
      }),
    )
  })

  test('a day is read back from every way to write it', () => {
    fc.assert(
      fc.property(days, (day) => {
        const [year = '', month = '', date = ''] = day.split('-')
        const name = new Intl.DateTimeFormat('id-ID', { month: 'long', timeZone: 'UTC' }).format(
          new Date(day),
        )
        for (const written of [
          day,
          `${day} 10:22:33`,
          `${date}/${month}/${year}`,
          `tgl ${date}-${month}-${year.slice(2)} jam 10.11.12`,
          `${date}.${month}.${year}`,
          `${Number(date)} ${name} ${year}, 10.22`,
          `${date}-${name.slice(0, 3)}-${year.slice(2)}`,
        ]) {
          expect(readDay(written, TODAY)).toBe(day)
        }
        const yearless = readDay(`${date}/${month}`, day)
        expect(yearless).toBe(day)
      }),
    )
  })

  test('many notices in one paste are all found again, in order', () => {
    const notice = fc.record({
      amountRupiah: amounts,
      day: days,
      write: fc.constantFrom(...WAYS),
      balance: fc.option(amounts),
      reference: fc.option(fc.stringMatching(/^[A-N]{2}\d{6}$/)),
      template: fc.constantFrom(
        { direction: 'in' as const, words: 'Transfer masuk # dari BUDI SANTOSO' },
        { direction: 'in' as const, words: 'Anda menerima pembayaran QRIS sebesar # dari SITI' },
        { direction: 'out' as const, words: 'Transfer # ke 1234567890 a.n ANDI berhasil' },
        { direction: 'in' as const, words: 'BCA: CR # TRSF E-BANKING' },
      ),
      isBroken: fc.boolean(),
    })
    const notices = fc.array(notice, { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(notices, fc.constantFrom('\n', '\n\n', '\r\n\r\n'), (sent, between) => {
        const paste = sent.map(({ template, write, ...rest }) => {
          const first = template.words.replace('#', write(rest.amountRupiah))
          const reference = rest.reference === null ? '' : ` Ref ${rest.reference}`
          const balance = rest.balance === null ? '' : `. Saldo: ${write(rest.balance)}`
          return `${first} tgl ${rest.day}${rest.isBroken ? '\n' : ''}${reference}${balance}`
        })
        const { mutations, unread } = readMutationText(paste.join(between), TODAY)
        expect(unread).toEqual([])
        expect(mutations.map(({ line: _line, text: _text, ...mutation }) => mutation)).toEqual(
          sent.map(({ amountRupiah, day, balance, reference, template }) => ({
            amountRupiah,
            day,
            reference,
            balanceRupiah: balance,
            direction: template.direction,
          })),
        )
      }),
    )
  })

  test('rows come back from an export of any bank', () => {
    const entry = fc.record({ amountRupiah: amounts, day: days, isIn: fc.boolean() })
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 8 }), (entries) => {
        for (const write of EXPORTS) {
          const [head, ...cells] = write(entries)
          const read = readMutationRows([['Bank'], head ?? [], ...cells], TODAY)
          expect(read?.unread).toEqual([])
          expect(
            read?.mutations.map(({ amountRupiah, day, direction, line }) => ({
              amountRupiah,
              day,
              isIn: direction === 'in',
              line,
            })),
          ).toEqual(entries.map((one, place) => ({ ...one, line: place + 3 })))
        }
      }),
    )
  })

  test('nothing a person can paste makes it fall over', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.array(fc.array(fc.string())),
        (text, cells) => {
          const pasted = readMutationText(`Rp ${text}\n${text} Rp 1.000 masuk`, TODAY)
          const read = readMutationRows([['Tanggal', 'Keterangan', 'Kredit'], ...cells], TODAY)
          for (const { amountRupiah } of [...pasted.mutations, ...(read?.mutations ?? [])]) {
            expect(Number.isSafeInteger(amountRupiah) && amountRupiah > 0).toBe(true)
          }
        },
      ),
    )
  })
})

type Entry = { amountRupiah: number; day: string; isIn: boolean }

const EXPORTS: ((entries: Entry[]) => string[][])[] = [
  (entries) => [
    ['Tanggal', 'Keterangan', 'Cabang', 'Jumlah', '', 'Saldo'],
    ...entries.map(({ amountRupiah, day, isIn }) => [
      day.split('-').toReversed().join('/'),
      'TRSF',
      '0000',
      `${commaed(amountRupiah)}.00`,
      isIn ? 'CR' : 'DB',
      '1,000.00',
    ]),
  ],
  (entries) => [
    ['Posting Date', 'Remark', 'Reference No', 'Debit', 'Credit', 'Balance'],
    ...entries.map(({ amountRupiah, day, isIn }) => [
      day,
      'DARI BUDI',
      '',
      isIn ? '0,00' : `${dotted(amountRupiah)},00`,
      isIn ? `${dotted(amountRupiah)},00` : '',
      '0',
    ]),
  ],
  (entries) => [
    ['TGL_TRAN', 'DESK_TRAN', 'MUTASI'],
    ...entries.map(({ amountRupiah, day, isIn }) => [
      day,
      'X',
      `${isIn ? '+' : '-'}${amountRupiah}.00`,
    ]),
  ],
]

function dotted(rupiah: number) {
  return String(rupiah).replace(/\B(?=(\d{3})+$)/g, '.')
}

function commaed(rupiah: number) {
  return dotted(rupiah).replaceAll('.', ',')
}

/** A table as it looks, with bars between its cells. */
function rows(table: string) {
  const lines = table.trim().split('\n')
  return readMutationRows(
    lines.map((line) => line.split('|').map((cell) => cell.trim())),
    TODAY,
  )
}

function brief(read: ReturnType<typeof rows>) {
  return read?.mutations.map(({ direction, amountRupiah, day }) => [direction, amountRupiah, day])
}
