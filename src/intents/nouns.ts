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
    noun: 'pppoe',
    aliases: ['ppp', 'langganan', 'subscription', 'subscriptions'],
    about: {
      id: 'Langganan PPPoE: buat, ubah, isolir, cek',
      en: 'PPPoE subscriptions: make, change, isolate, check',
    },
  },
  {
    noun: 'tiket',
    aliases: ['ticket', 'tickets'],
    about: { id: 'Laporan gangguan pelanggan', en: 'Troubles customers report' },
  },
  {
    noun: 'pasang',
    aliases: ['registration', 'registrations', 'install', 'pendaftaran'],
    about: { id: 'Pendaftaran dan pemasangan baru', en: 'New registrations and installations' },
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
  {
    noun: 'reseller',
    aliases: ['resellers', 'agen'],
    about: { id: 'Reseller: harga, deposit, daftar', en: 'Resellers: prices, deposits, list' },
  },
  {
    noun: 'jual',
    aliases: ['sell'],
    about: { id: 'Jual voucher dari deposit', en: 'Sell vouchers from your deposit' },
  },
  {
    noun: 'deposit',
    aliases: ['topup'],
    about: { id: 'Isi deposit', en: 'Top up your deposit' },
  },
  {
    noun: 'mutasi',
    aliases: ['saldo', 'balance', 'statement'],
    about: { id: 'Deposit dan mutasinya', en: 'Your deposit and what moved it' },
  },
  {
    noun: 'harga',
    aliases: ['price', 'prices'],
    about: { id: 'Harga Anda per paket', en: 'Your price of each package' },
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
    noun: 'impor',
    aliases: ['import'],
    about: { id: 'Masukkan data dari file atau router', en: 'Bring in data from a file or router' },
  },
  {
    noun: 'ekspor',
    aliases: ['export'],
    about: { id: 'Unduh data sebagai Excel', en: 'Take data out as Excel' },
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
    noun: 'siaran',
    aliases: ['broadcast', 'broadcasts', 'blast'],
    about: { id: 'Satu pesan ke banyak orang', en: 'One message to many people' },
  },
  {
    noun: 'template',
    aliases: ['templates', 'templat'],
    about: {
      id: 'Kata-kata yang kami kirim ke pelanggan, dan persetujuan Meta',
      en: 'What we say to customers, and Meta’s approval',
    },
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
  {
    noun: 'wa',
    aliases: ['whatsapp', 'nomor', 'number', 'numbers'],
    about: { id: 'Nomor WhatsApp: tautkan, jeda, putus', en: 'WhatsApp numbers' },
  },
  { noun: 'tim', aliases: ['team'], about: { id: 'Orang dan peran', en: 'People and roles' } },
  { noun: 'pin', aliases: [], about: { id: 'PIN pribadi', en: 'Your PIN' } },
  { noun: 'status', aliases: ['health'], about: { id: 'Kesehatan sistem', en: 'System health' } },
  { noun: 'bantuan', aliases: ['help'], about: { id: 'Semua perintah', en: 'All commands' } },
]
