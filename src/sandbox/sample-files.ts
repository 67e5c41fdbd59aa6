import { addDays, dayOf } from '../domain/day.ts'
import { demoSubscribers } from './demo-people.ts'

export type Sample = 'customers' | 'lines' | 'mutations'
/** What a customer said he will transfer, to the rupiah. */
export type Promised = { amountRupiah: number; customer: string }
type Drawn = { name: string; mime: string; bytes: Uint8Array; caption: string }

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Files an owner has lying about, each with the command that wants it. */
export function drawSample(
  what: Sample,
  { now, timeZone, promised }: { now: Date; timeZone: string; promised: Promised[] },
): Promise<Drawn> {
  const today = dayOf(now, timeZone)
  switch (what) {
    case 'customers':
      return sheet('pelanggan.xlsx', '/impor pelanggan', [CUSTOMER_HEADS, ...customers])
    case 'lines':
      return sheet('langganan.xlsx', '/impor pppoe', [LINE_HEADS, ...lines(today)])
    case 'mutations':
      return Promise.resolve({
        name: 'mutasi.csv',
        mime: 'text/csv',
        bytes: Buffer.from(mutations(today, promised)),
        caption: '/bayar mutasi',
      })
  }
}

async function sheet(name: string, caption: string, table: string[][]): Promise<Drawn> {
  // Only whoever asks for a sheet waits for what makes them.
  const { tableWorkbook } = await import('../adapters/documents/table-workbook.ts')
  const [heads = [], ...rows] = table
  const columns = heads.map((header) => ({ header, kind: 'text' as const }))
  const bytes = await tableWorkbook({ sheets: [{ name: 'Data', columns, rows }] })
  return { name, mime: XLSX, bytes, caption }
}

const CUSTOMER_HEADS = ['Nama', 'No HP', 'Alamat', 'Catatan', 'Saldo', 'Tunggakan']
/** As such lists are: a number with dashes, one too short, one of somebody who is known. */
const customers = [
  ['Bagus Prakoso', '0860-1122-4401', 'Jl. Cempaka 3', 'Langganan lama', '', '75.000'],
  ['Wulan Ndari', '+62 860 1122 4402', 'Jl. Cempaka 8', '', '20000', ''],
  ['Toko Sinar', '86011224403', 'Jl. Raya 40', 'Titip di warung', '', ''],
  ['Rizky', '0860', 'Jl. Cempaka 11', 'Nomornya salah tulis', '', ''],
  ['Maya', `0${demoSubscribers[0]?.number.slice(2) ?? ''}`, '', 'Sudah ada', '', ''],
]

const LINE_HEADS = ['Nama', 'WhatsApp', 'Alamat', 'User PPPoE', 'Password', 'Paket', 'Aktif sampai']
function lines(today: string) {
  const ends = (days: number) => addDays(today, days)
  return [
    ['Dimas Anggara', '086011225501', 'Jl. Dahlia 2', 'dimas', 'dahlia-22', 'rumah20', ends(12)],
    ['Ratih Dewi', '086011225502', 'Jl. Dahlia 6', 'ratih', 'dahlia-66', 'rumah10', ends(5)],
    ['Salon Ayu', '086011225503', 'Jl. Raya 44', 'salonayu', 'raya-44', 'rumah50', ends(20)],
    ['Fajar', '086011225504', 'Jl. Dahlia 9', 'fajar', 'dahlia-99', 'paket-lama', ends(3)],
  ]
}

/** A week of a bank account, as internet banking hands it out: what was promised has come. */
function mutations(today: string, promised: Promised[]) {
  const [from, on] = [addDays(today, -6), (daysAgo: number) => slashed(addDays(today, -daysAgo))]
  return [
    'Informasi Rekening - Mutasi Rekening',
    'No. rekening,:,1234567890',
    `Periode,:,${slashed(from)} - ${slashed(today)}`,
    '',
    'Tanggal Transaksi,Keterangan,Cabang,Jumlah,,Saldo',
    `${on(3)},BIAYA ADM,0000,"15,000.00",DB,"8,485,000.00"`,
    `${on(2)},TRSF E-BANKING CR UMAR FARUQ,0000,"165,000.00",CR,"8,650,000.00"`,
    `${on(1)},TRSF E-BANKING CR HAMBA ALLAH,0000,"50,000.00",CR,"8,865,000.00"`,
    ...promised.map(
      ({ amountRupiah, customer }) =>
        `${on(0)},TRSF E-BANKING CR ${lettersOf(customer)},0000,"${written(amountRupiah)}",CR,""`,
    ),
    `${on(0)},TRSF E-BANKING DB PT KABEL JAYA,0000,"1,250,000.00",DB,"7,615,000.00"`,
    '',
  ].join('\r\n')
}

const lettersOf = (name: string) => name.toUpperCase().replaceAll(/[^A-Z ]/g, '')
const written = (rupiah: number) => `${rupiah.toLocaleString('en-US')}.00`
const slashed = (day: string) => day.split('-').toReversed().join('/')
