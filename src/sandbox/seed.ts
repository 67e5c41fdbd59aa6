import type { Deps } from '../domain/deps.ts'
import { addPackage } from '../domain/packages/add-package.ts'
import { insertDeparture } from '../domain/leads/departure-queries.ts'
import { findSetting, saveSetting } from '../domain/business/business-queries.ts'
import { nameBusiness } from '../domain/business/name-business.ts'
import { addRouter } from '../domain/routers/add-router.ts'
import { inspectRouter } from '../domain/routers/inspect-router.ts'
import { moveRouter } from '../domain/routers/move-router.ts'
import { chooseRouter } from '../domain/routers/choose-router.ts'
import { addDays, dayOf } from '../domain/day.ts'
import { ROUTER_LOGIN } from './sandbox.ts'

const HOUR = 3600
const DAY = 24 * HOUR

/** Demo data, once: a shop with packages, a router, and a departure to sell. */
export async function seedDemo(
  deps: Deps,
  {
    ownerId,
    conversationId,
    routerPort,
  }: { ownerId: number; conversationId: number; routerPort: number },
) {
  const router = { name: 'pusat', host: '127.0.0.1', port: routerPort }
  if (await findSetting(deps.db, 'demo')) {
    // The stand-in may have had to take another port this time.
    await moveRouter(deps, router)
    return
  }
  await nameBusiness(deps, { name: 'Wicara Net', by: ownerId })
  await addRouter(
    deps,
    {
      ...router,
      tls: false,
      username: ROUTER_LOGIN.user,
      password: ROUTER_LOGIN.password,
      loginUrl: 'http://wifi.wicara.lokal/login',
      network: 'Wicara Net',
    },
    { by: ownerId, conversationId },
  )
  await inspectRouter(deps, await chooseRouter(deps, 'pusat'))
  for (const terms of packages)
    await addPackage(deps, { ...terms, routers: ['pusat'] }, { by: ownerId })
  const today = dayOf(deps.now(), deps.business.timeZone)
  for (const departure of departuresFrom(today))
    await insertDeparture(deps.db, departure, deps.now())
  await saveSetting(deps.db, { key: 'demo', value: true, by: ownerId, at: deps.now() })
}

const packages = [
  {
    code: 'harian',
    name: 'Harian',
    price_rupiah: 5_000,
    cost_rupiah: 1_500,
    reseller_price_rupiah: 4_000,
    profile: 'harian',
    online_seconds: 12 * HOUR,
    calendar_seconds: DAY,
  },
  {
    code: 'mingguan',
    name: 'Mingguan',
    price_rupiah: 25_000,
    cost_rupiah: 9_000,
    reseller_price_rupiah: 20_000,
    profile: 'mingguan',
    calendar_seconds: 7 * DAY,
  },
  {
    code: 'bulanan',
    name: 'Bulanan',
    price_rupiah: 85_000,
    cost_rupiah: 35_000,
    reseller_price_rupiah: 72_000,
    profile: 'bulanan',
    calendar_seconds: 30 * DAY,
    shared_users: 2,
  },
]

function departuresFrom(today: string) {
  const first = addDays(today, 75)
  const second = addDays(today, 110)
  return [
    {
      code: 'BRKH-12',
      packageName: 'Umroh Berkah 12 Hari',
      departsOn: first,
      returnsOn: addDays(first, 11),
      fromCity: 'Jakarta',
      airline: 'Saudia',
      seats: 45,
      seatsTaken: 18,
      prices: { quad: 29_900_000, triple: 31_500_000, double: 33_900_000 },
      brochure: {
        pitch:
          'Dua belas hari yang tenang: hotel berjalan kaki ke masjid, pembimbing yang sabar, dan jadwal yang memberi waktu untuk ibadah.',
        hotels: [
          { city: 'Makkah', name: 'Anjum Hotel', stars: 5, nights: 5 },
          { city: 'Madinah', name: 'Saja Al Madinah', stars: 4, nights: 4 },
        ],
        itinerary: [
          { day: 1, text: 'Berkumpul di Soekarno-Hatta, terbang ke Jeddah.' },
          { day: 2, text: 'Tiba di Madinah, istirahat, shalat di Masjid Nabawi.' },
          { day: 4, text: 'Ziarah kota: Masjid Quba, Jabal Uhud, kebun kurma.' },
          { day: 6, text: 'Miqat di Bir Ali, menuju Makkah, umroh pertama.' },
          { day: 8, text: 'Ziarah Makkah: Jabal Tsur, Arafah, Mina, Muzdalifah.' },
          { day: 11, text: 'Tawaf wada, menuju Jeddah, terbang pulang.' },
          { day: 12, text: 'Tiba di Jakarta.' },
        ],
        included: [
          'Tiket pesawat pulang pergi',
          'Visa umroh',
          'Hotel dan makan tiga kali sehari',
          'Bus AC',
          'Muthawwif',
          'Perlengkapan dan manasik',
        ],
        excluded: ['Pembuatan paspor', 'Vaksin meningitis', 'Pengeluaran pribadi'],
      },
    },
    {
      code: 'PLUS-TR',
      packageName: 'Umroh Plus Turki 14 Hari',
      departsOn: second,
      returnsOn: addDays(second, 13),
      fromCity: 'Surabaya',
      airline: 'Turkish Airlines',
      seats: 40,
      seatsTaken: 6,
      prices: { quad: 38_500_000, triple: 40_900_000, double: 44_500_000 },
      brochure: {
        pitch: 'Umroh yang khusyuk, lalu menyusuri jejak sejarah Islam di Istanbul dan Bursa.',
        hotels: [
          { city: 'Makkah', name: 'Swissôtel Al Maqam', stars: 5, nights: 4 },
          { city: 'Madinah', name: 'Pullman Zamzam', stars: 5, nights: 3 },
          { city: 'Istanbul', name: 'Ramada Istanbul', stars: 4, nights: 3 },
        ],
        itinerary: [
          { day: 1, text: 'Terbang dari Surabaya ke Istanbul.' },
          { day: 2, text: 'Hagia Sophia, Masjid Biru, Istana Topkapi.' },
          { day: 3, text: 'Bursa: Masjid Agung dan pasar sutra.' },
          { day: 5, text: 'Terbang ke Madinah.' },
          { day: 8, text: 'Menuju Makkah, umroh.' },
          { day: 13, text: 'Tawaf wada, terbang pulang.' },
          { day: 14, text: 'Tiba di Surabaya.' },
        ],
        included: [
          'Tiket pesawat',
          'Visa umroh dan e-visa Turki',
          'Hotel dan makan',
          'Bus dan pemandu',
          'Perlengkapan',
        ],
        excluded: ['Tips pemandu Turki', 'Pengeluaran pribadi'],
      },
    },
  ]
}
