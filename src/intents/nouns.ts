/** What commands are about, in the order of `/bantuan`. A noun is listed once a command has it. */
export const nouns: { noun: string; aliases: string[]; about: { id: string; en: string } }[] = [
  {
    noun: 'voucher',
    aliases: ['vouchers', 'vcr'],
    about: { id: 'Voucher hotspot: buat, cek, cabut', en: 'Hotspot vouchers: make, check, revoke' },
  },
  {
    noun: 'paket',
    aliases: ['package', 'packages', 'plan'],
    about: { id: 'Paket dan harga', en: 'Packages and prices' },
  },
  {
    noun: 'router',
    aliases: ['routers', 'mikrotik'],
    about: { id: 'Router MikroTik', en: 'MikroTik routers' },
  },
  {
    noun: 'pelanggan',
    aliases: ['customer', 'customers'],
    about: { id: 'Cari dan lihat pelanggan', en: 'Find and see customers' },
  },
  {
    noun: 'tagihan',
    aliases: ['invoice', 'invoices', 'bill', 'bills'],
    about: { id: 'Tagihan: lihat, terbitkan, kirim, batalkan', en: 'Invoices' },
  },
  { noun: 'bayar', aliases: ['pay', 'payment'], about: { id: 'Pembayaran', en: 'Payments' } },
  {
    noun: 'saldo',
    aliases: ['balance', 'balances', 'wallet'],
    about: { id: 'Saldo pelanggan', en: 'Balances of customers' },
  },
  {
    noun: 'tunggakan',
    aliases: ['arrears', 'ageing', 'aging', 'utang'],
    about: { id: 'Siapa menunggak dan sejak kapan', en: 'Who owes, and since when' },
  },
  {
    noun: 'prospek',
    aliases: ['lead', 'leads'],
    about: { id: 'Calon pelanggan dari iklan', en: 'Leads from ads' },
  },
  {
    noun: 'brosur',
    aliases: ['brochure'],
    about: { id: 'Brosur keberangkatan', en: 'Departure brochures' },
  },
  {
    noun: 'umroh',
    aliases: ['umrah', 'departures'],
    about: { id: 'Paket dan jadwal umroh', en: 'Umroh packages and departures' },
  },
  {
    noun: 'chat',
    aliases: [],
    about: { id: 'Ambil alih dan kembalikan obrolan', en: 'Take over and hand back chats' },
  },
  {
    noun: 'laporan',
    aliases: ['report', 'reports'],
    about: { id: 'Laporan dan grafik', en: 'Reports and charts' },
  },
  { noun: 'tim', aliases: ['team'], about: { id: 'Orang dan peran', en: 'People and roles' } },
  { noun: 'pin', aliases: [], about: { id: 'PIN pribadi', en: 'Your PIN' } },
  { noun: 'status', aliases: ['health'], about: { id: 'Kesehatan sistem', en: 'System health' } },
  { noun: 'bantuan', aliases: ['help'], about: { id: 'Semua perintah', en: 'All commands' } },
]
