/** Words on paper and pictures. A person holds these without us beside him to explain. */
export const documents = {
  locale: 'id-ID',

  voucher: {
    code: 'Kode',
    password: 'Sandi',
    free: 'GRATIS',
    network: (network: string) => `WiFi: ${network}`,
    online: (duration: string) => `Internetan ${duration}`,
    quota: (amount: string) => `Kuota ${amount}`,
    validFor: (duration: string) => `Berlaku ${duration} sejak login pertama`,
    noTimeLimit: 'Tanpa batas waktu',
    stepScan: 'Pindai QR di atas, langsung tersambung',
    stepType: 'Buka halaman login, ketik kode',
  },

  workbook: {
    sheet: 'Voucher',
    number: 'No',
    code: 'Kode',
    password: 'Sandi',
    package: 'Paket',
    price: 'Harga',
    state: 'Status',
    validity: 'Masa berlaku',
    loginLink: 'Tautan login',
    states: {
      created: 'Siap dijual',
      sold: 'Terjual',
      active: 'Dipakai',
      expired: 'Habis',
      revoked: 'Dicabut',
    },
  },

  receipt: {
    title: 'Kwitansi',
    paid: 'LUNAS',
    number: 'Nomor',
    date: 'Tanggal',
    customer: 'Pelanggan',
    method: 'Cara bayar',
    total: 'Total dibayar',
    thanks: 'Terima kasih. Simpan kwitansi ini sebagai bukti pembayaran yang sah.',
  },

  brochure: {
    from: (city: string) => `Berangkat dari ${city}`,
    days: (days: number) => `${days} hari`,
    departs: 'Berangkat',
    returns: 'Pulang',
    airline: 'Maskapai',
    seats: 'Sisa kursi',
    seatsLeft: (seats: number) => `${seats} kursi`,
    seatsFull: 'Penuh',
    startingFrom: 'Mulai dari',
    perPerson: 'per orang',
    pricesTitle: 'Harga per orang',
    rooms: {
      quad: { name: 'Quad', share: 'Sekamar berempat' },
      triple: { name: 'Triple', share: 'Sekamar bertiga' },
      double: { name: 'Double', share: 'Sekamar berdua' },
    },
    bestValue: 'Paling hemat',
    askForPrice: 'Hubungi kami untuk harga',
    hotelsTitle: 'Hotel Anda',
    nights: (nights: number) => `${nights} malam`,
    itineraryTitle: 'Perjalanan hari demi hari',
    includedTitle: 'Sudah termasuk',
    excludedTitle: 'Belum termasuk',
    contactTitle: 'Tanya dulu juga boleh',
    contactMore: 'Pindai QR untuk chat WhatsApp dengan kami, atau hubungi',
    contactPlain: 'Hubungi kami di',
    contactNone: 'Balas chat ini untuk bertanya atau memesan kursi.',
    chatText: (name: string, code: string) => `Assalamualaikum, saya tertarik ${name} (${code}).`,
    code: (code: string) => `Kode paket ${code}`,
  },

  chart: {
    noData: 'Belum ada data untuk masa ini',
  },
}

export type DocumentWords = typeof documents
