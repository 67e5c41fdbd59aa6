import { formatRupiah } from '../../../domain/money.ts'
import { commissionOf, type Sales } from '../../../domain/resellers/reseller.ts'
import type { ResellerNotices, ResellerReplies } from '../reseller-words.ts'
import { methodNames } from './billing.ts'

const count = (pieces: number) => `${pieces.toLocaleString('id-ID')} voucher`

const sold = (sales: Sales) =>
  sales.pieces === 0
    ? 'belum ada penjualan'
    : `${count(sales.pieces)}, ${formatRupiah(sales.amountRupiah)}, komisi ${formatRupiah(commissionOf(sales))}`

const kinds = { top_up: 'Isi deposit', sale: 'Jual', refund: 'Pengembalian', other: 'Penyesuaian' }

export const resellers: ResellerReplies = {
  menu: (name, deposit) =>
    `Halo${name ? ` ${name}` : ''}! Deposit ${deposit}.\nTulis "jual 1 harian", atau dengan nomor pembelinya: "jual 1 harian 081234567890".`,
  menuSell: 'Jual voucher',
  menuTopUp: 'Isi deposit',
  menuStatement: 'Deposit & mutasi',
  menuSales: 'Penjualan bulan ini',
  menuPrices: 'Harga saya',
  choose: 'Jual voucher yang mana?',
  offer: (name, price, terms) => `${name} · ${price} · ${terms}`,
  noneForSale: 'Belum ada voucher yang bisa dijual saat ini.',
  unknownPackage: (typed) => `Paket "${typed}" tidak ada. Pilih salah satu, ya:`,
  badPhone: (typed) =>
    `Nomor ${typed} belum benar, jadi belum ada yang dijual. Contoh: jual 1 harian 081234567890`,
  tooMany: (max) => `Sekali jual paling banyak ${max} voucher. Pecah menjadi beberapa kali.`,
  sellAsk: ({ quantity, package: name, amount, to }) =>
    `Jual ${quantity} ${name}${to ? ` ke ${to}` : ''}? ${amount} dipotong dari deposit.`,
  sold: (sale) =>
    [
      `✅ Terjual ${sale.quantity} × ${sale.package}. ${formatRupiah(sale.amountRupiah)} dari deposit, sisa ${formatRupiah(sale.depositRupiah)}.`,
      sale.retailRupiah > sale.amountRupiah
        ? `Harga jual ${formatRupiah(sale.retailRupiah)}, komisi ${formatRupiah(commissionOf(sale))}.`
        : '',
      `No. kwitansi: ${sale.receiptNumber}. Kodenya segera menyusul.`,
    ]
      .filter(Boolean)
      .join('\n'),
  short: ({ quantity, package: name, amount, deposit, missing }) =>
    `Deposit belum cukup untuk ${quantity} × ${name} (${amount}): ada ${deposit}, kurang ${missing}. Belum ada yang dijual.`,
  topUpBy: (amount) => `Isi ${amount}`,
  topUp: ({ amount, url, until }) =>
    [
      `Isi deposit ${amount}. Bayar di sini:`,
      url,
      `Deposit bertambah sendiri begitu lunas. Tautan berlaku sampai ${until}.`,
    ].join('\n'),
  standing: ({ depositRupiah, today, month, movements }) =>
    [
      `Deposit: ${formatRupiah(depositRupiah)}`,
      `Hari ini: ${sold(today)}`,
      `Bulan ini: ${sold(month)}`,
      ...(movements.length > 0 ? ['', 'Mutasi terakhir:', ...movements] : []),
    ].join('\n'),
  movement: ({ at, kind, amount, what, to }) =>
    `• ${at} · ${kinds[kind]}${what ? ` ${what}` : ''} · ${amount}${to ? ` · ${to}` : ''}`,
  kinds,
  account: 'Deposit reseller',
  thisMonthPdf: 'PDF bulan ini',
  lastMonthPdf: 'PDF bulan lalu',
  drawing: (month) => `Mutasi ${month} sedang disiapkan.`,
  badMonth: (typed) => `Bulan "${typed}" belum benar. Contoh: 2026-11, oktober, atau bulan lalu.`,
  sales: (month, lines, total) => [`Penjualan ${month}: ${sold(total)}`, ...lines].join('\n'),
  noSales: (month) => `Belum ada penjualan di ${month}.`,
  salesLine: (name, sales) => `• ${name}: ${sold(sales)}`,
  otherMonth: (month) => `Lihat ${month}`,
  prices: (lines) => `Harga Anda:\n${lines.join('\n')}`,
  priceLine: (name, price, retail) => `• ${name}: ${price}, harga jual ${retail}`,

  added: ({ name, isNew, told, low, deposit }) =>
    [
      isNew ? `${name} sekarang reseller.` : `${name} memang reseller; datanya disimpan.`,
      `Deposit ${deposit}, diingatkan bila di bawah ${low}.`,
      isNew && !told
        ? 'Minta ia mengirim "menu" ke WhatsApp kita dari nomor itu; dari situ ia bisa mengisi deposit dan berjualan.'
        : '',
    ]
      .filter(Boolean)
      .join('\n'),
  list: (lines, total) => `Reseller:\n${lines.join('\n')}\nJumlah deposit ${total}.`,
  listLine: ({ id, name, phone, deposit, pieces, left }) =>
    `• ${id} · ${name}${phone && phone !== name ? ` · ${phone}` : ''} · deposit ${deposit} · bulan ini ${count(pieces)}${left ? ' · sudah keluar' : ''}`,
  none: 'Belum ada reseller. Tambahkan dengan /reseller tambah 081234567890 "Toko Berkah".',
  card: ({ id, name, phone, low, left }) =>
    `${name} (${id})${phone && phone !== name ? `, ${phone}` : ''}${left ? ', sudah keluar' : ''}\nDiingatkan di bawah ${low}`,
  priceAsk: ({ who, package: name, price, above, below }) =>
    [
      `Harga ${name} untuk ${who ?? 'semua reseller'} menjadi ${price}?`,
      above
        ? `⚠️ Ini di atas harga jual ${above}: reseller rugi bila menjual dengan harga itu.`
        : '',
      below ? `⚠️ Ini di bawah modal ${below}: setiap penjualan merugi.` : '',
    ]
      .filter(Boolean)
      .join('\n'),
  priceSet: ({ who, package: name, price }) =>
    who
      ? `Harga ${name} untuk ${who} sekarang ${price}.`
      : `Harga ${name} untuk reseller sekarang ${price}, kecuali yang punya harga sendiri.`,
  priceReset: ({ who, package: name }) =>
    who
      ? `${who} sekarang memakai harga reseller biasa untuk ${name}.`
      : `${name} tidak lagi punya harga reseller: berlaku harga jual, kecuali yang punya harga sendiri.`,
  depositAsk: (name, amount) => `Terima tunai ${amount} sebagai deposit ${name}?`,
  deposited: (name, amount, deposit, receipt) =>
    `Deposit ${name} bertambah ${amount}, sekarang ${deposit}.${receipt ? `\nNo. kwitansi: ${receipt}` : ''}`,
  report: (month, { rows, total }) =>
    [
      `Penjualan reseller ${month}`,
      ...rows.map(
        (row) => `• ${row.name}: ${sold(row)} · deposit ${formatRupiah(row.depositRupiah)}`,
      ),
      '',
      `Jumlah: ${sold(total)}`,
      `Nilai jual ${formatRupiah(total.retailRupiah)} · deposit tersimpan ${formatRupiah(total.depositRupiah)}`,
    ].join('\n'),
  noReport: (month) => `Belum ada penjualan reseller di ${month}.`,
  paper: (month) => ({
    title: `Penjualan reseller ${month}`,
    reseller: 'Reseller',
    pieces: 'Voucher',
    paid: 'Dibayar dari deposit',
    retail: 'Harga jual',
    commission: 'Komisi',
    deposit: 'Deposit sekarang',
    total: 'Jumlah',
  }),
}

const by = (method: string) => methodNames[method] ?? method

export const resellerNotices: ResellerNotices = {
  'reseller.deposited.staff': ({ reseller, amountRupiah, depositRupiah, method }) => ({
    text: `💰 ${reseller} mengisi deposit ${formatRupiah(amountRupiah)} lewat ${by(method)}, sekarang ${formatRupiah(depositRupiah)}.`,
  }),
  'reseller.passed_on': ({ package: name, buyerPhone, sent }) => ({
    text: sent
      ? `Voucher ${name} sudah dikirim ke WhatsApp ${buyerPhone}. Ini salinannya:`
      : `Belum ada chat WhatsApp dengan ${buyerPhone} yang bisa kami kirimi, jadi teruskan sendiri pesan berikut kepadanya:`,
  }),
}
