type Both = { id: string; en: string }
/** What a variable stands for, said to whoever writes a text, and a value to show it with. */
export type Meaning = { about: Both; example: Both }

const same = (id: string, en: string, example: string): Meaning => ({
  about: { id, en },
  example: { id: example, en: example },
})
const each = (about: [string, string], example: [string, string]): Meaning => ({
  about: { id: about[0], en: about[1] },
  example: { id: example[0], en: example[1] },
})

/** Every variable a text may have. One name means the same in every text. */
export const vocabulary = {
  customer_name: same('nama pelanggan', 'name of the customer', 'Budi'),
  business_name: same('nama usaha kita', 'name of our business', 'Warung Net'),
  phone: same('nomor HP pelanggan', 'phone number of the customer', '0812-3456-7890'),
  package: same('nama paket', 'name of the package', 'Rumah 20'),
  package_before: same('paket sebelumnya', 'the package before', 'Rumah 10'),
  username: same('user PPPoE', 'PPPoE user', 'pppoe-0001'),
  invoice_number: same('nomor tagihan', 'number of the invoice', 'INV/2026/11/000001'),
  order_number: same('nomor pesanan', 'number of the order', '1204'),
  total: same('jumlah tagihan', 'what the invoice comes to', 'Rp 165.000'),
  amount: same('jumlah uangnya', 'the amount', 'Rp 165.000'),
  paid: same('yang sudah masuk', 'what has arrived', 'Rp 100.000'),
  open_amount: same('yang masih harus dibayar', 'what is still to pay', 'Rp 65.000'),
  carried: same('sisa tagihan sebelumnya', 'left from earlier invoices', 'Rp 20.000'),
  from_balance: same('yang dibayar dari saldo', 'what the balance paid', 'Rp 10.000'),
  to_balance: same('yang kembali ke saldo', 'what went to the balance', 'Rp 50.000'),
  unique_code: same('kode unik', 'the unique code', 'Rp 123'),
  surplus: same('kelebihan bayar', 'paid too much', 'Rp 5.000'),
  balance: same('saldo sekarang', 'balance now', 'Rp 50.000'),
  deposit: same('deposit sekarang', 'deposit now', 'Rp 200.000'),
  deposit_limit: same('batas deposit rendah', 'when a deposit counts as low', 'Rp 100.000'),
  method: each(['cara bayar', 'way of paying'], ['transfer bank', 'bank transfer']),
  due_date: each(
    ['tanggal jatuh tempo', 'day it is due'],
    ['24 November 2026', '24 November 2026'],
  ),
  due_in: each(
    ['besok, atau berapa hari lagi', 'tomorrow, or in how many days'],
    ['3 hari lagi', 'in 3 days'],
  ),
  paid_until: each(['terbayar sampai', 'paid until'], ['31 Desember 2026', '31 December 2026']),
  pay_url: same('tautan pembayaran', 'payment link', 'https://chat.example.com/pay/abc123'),
  receipt_url: same(
    'tautan kwitansi',
    'link to the receipt',
    'https://chat.example.com/pay/abc123/receipt.pdf',
  ),
  receipt_number: same('nomor kwitansi', 'number of the receipt', 'KW/2026/11/000001'),
  reason: each(['alasannya', 'the reason'], ['permintaan pelanggan', 'asked by the customer']),
  what: each(['untuk apa uangnya', 'what the money is for'], ['voucher Harian', 'voucher Daily']),
  quantity: same('jumlah voucher', 'how many vouchers', '3'),
  codes: each(['kode voucher', 'voucher codes'], ['Kode: 3MPRHNHJ', 'Code: 3MPRHNHJ']),
  validity: each(
    ['masa berlaku', 'how long it is good'],
    ['berlaku 1 hari sejak login pertama', 'valid 1 day from the first login'],
  ),
  network: same('nama WiFi', 'name of the WiFi', 'WARUNG-NET'),
  login_step: each(
    ['cara membuka halaman login', 'how to get to the login page'],
    [
      'Buka http://wifi.lokal (atau pindai QR), masukkan kodenya.',
      'Open http://wifi.lokal (or scan the QR) and enter the code.',
    ],
  ),
  ticket_number: same('nomor tiket', 'number of the ticket', '42'),
  trouble: each(['jenis gangguannya', 'kind of trouble'], ['internet mati', 'internet is down']),
  note: each(
    ['apa yang dikerjakan', 'what was done'],
    ['kabel sudah diganti', 'the cable was replaced'],
  ),
  install_date: each(
    ['tanggal pemasangan', 'day of the installation'],
    ['25 November 2026', '25 November 2026'],
  ),
  technician: same('nama teknisi', 'name of the technician', 'Joko'),
  departure_date: each(
    ['tanggal berangkat', 'day of departure'],
    ['2 Februari 2027', '2 February 2027'],
  ),
  price_from: same('harga mulai dari', 'price from', 'Rp 29.500.000'),
  news: each(
    ['isi kabarnya', 'the news itself'],
    [
      'Malam ini pukul 01.00 sampai 02.00 ada perawatan jaringan.',
      'Tonight from 1 to 2 the network is being maintained.',
    ],
  ),
} satisfies Record<string, Meaning>

export type VariableName = keyof typeof vocabulary
