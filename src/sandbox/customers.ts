export type Customer = {
  /** The number, digits only. */
  id: string
  name: string
  /** The ad that the first message came from. */
  ad?: { headline: string; messageId: string }
}

/** The people whose phone the page can hold, newest last. */
export function createCustomers(
  introduce: (id: string, name: string) => void,
  known: Customer[] = [],
) {
  const people = new Map(known.map((customer) => [customer.id, customer]))
  const add = (id: string, name: string) => {
    const customer: Customer = { id, name }
    people.set(id, customer)
    introduce(id, name)
    return customer
  }
  if (people.size === 0) add('6281234567801', 'Budi Santoso')

  return {
    list: () => [...people.values()],
    has: (id: string) => people.has(id),
    first: () => [...people.keys()][0] ?? '',
    get: (id: string) => people.get(id),
    add,
    /** Somebody who never wrote before. */
    addNew() {
      const place = people.size
      const number = `62812${String(34_567_801 + place * 7919).padStart(8, '0')}`
      return add(number, NAMES[place % NAMES.length] ?? 'Pelanggan')
    },
  }
}

const NAMES = [
  'Budi Santoso',
  'Siti Aminah',
  'Joko Prasetyo',
  'Dewi Lestari',
  'Agus Salim',
  'Rina Marlina',
  'Hendra Gunawan',
  'Nur Hidayah',
]
