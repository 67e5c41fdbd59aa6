/** Nobody has a number that begins like these. */
const number = (place: number) => `62860112233${String(place).padStart(2, '0')}`

export type DemoSubscriber = {
  number: string
  name: string
  address: string
  username: string
  package: string
  startedDaysAgo: number
  /** For the first month, in cash. */
  paysRupiah: number
  /** The invoice of the second month was issued then. */
  billedDaysAgo?: number
}

/** One month's price of each; what is paid is a matter of the story. */
const RUMAH10 = 110_000
const RUMAH20 = 165_000

/** Subscribers in every state there is: paid, soon due, isolated, with money left over. */
export const demoSubscribers: DemoSubscriber[] = [
  {
    number: number(1),
    name: 'Maya Sari',
    address: 'Jl. Melati 5, RT 02',
    username: 'maya',
    package: 'rumah20',
    startedDaysAgo: 26,
    paysRupiah: RUMAH20,
    billedDaysAgo: 1,
  },
  {
    number: number(2),
    name: 'Umar Faruq',
    address: 'Jl. Kenanga 12, RT 03',
    username: 'umar',
    package: 'rumah20',
    startedDaysAgo: 41,
    paysRupiah: RUMAH20,
    billedDaysAgo: 16,
  },
  {
    number: number(3),
    name: 'Lina Kartika',
    address: 'Jl. Melati 9, RT 02',
    username: 'lina',
    package: 'rumah10',
    startedDaysAgo: 12,
    paysRupiah: 500_000,
  },
  {
    number: number(4),
    name: 'Hasan Basri',
    address: 'Jl. Mawar 1, RT 01',
    username: 'hasan',
    package: 'rumah20',
    startedDaysAgo: 18,
    paysRupiah: RUMAH20,
  },
  {
    number: number(5),
    name: 'Yuni Astuti',
    address: 'Jl. Mawar 7, RT 01',
    username: 'yuni',
    package: 'rumah10',
    startedDaysAgo: 9,
    paysRupiah: RUMAH10,
  },
  {
    number: number(6),
    name: 'Warung Pak Slamet',
    address: 'Jl. Raya 21',
    username: 'slamet',
    package: 'rumah10',
    startedDaysAgo: 6,
    paysRupiah: RUMAH10,
  },
  {
    number: number(7),
    name: 'Kos Ibu Tuti',
    address: 'Gg. Anggrek 4',
    username: 'kostuti',
    package: 'rumah20',
    startedDaysAgo: 15,
    paysRupiah: RUMAH20,
  },
]

/** Sells vouchers out of what he put down. */
export const demoReseller = {
  number: number(20),
  name: 'Toko Berkah',
  depositRupiah: 300_000,
}
