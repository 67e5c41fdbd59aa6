import type { DocumentWords } from '../id/documents.ts'

export const documents: DocumentWords = {
  locale: 'en-GB',

  voucher: {
    code: 'Code',
    password: 'Password',
    free: 'FREE',
    network: (network) => `WiFi: ${network}`,
    online: (duration) => `${duration} online`,
    quota: (amount) => `${amount} of data`,
    validFor: (duration) => `Valid for ${duration} from first login`,
    noTimeLimit: 'No time limit',
    stepScan: 'Scan the QR above and you are online',
    stepType: 'Open the login page and type the code',
  },

  workbook: {
    sheet: 'Vouchers',
    number: 'No',
    code: 'Code',
    password: 'Password',
    package: 'Package',
    price: 'Price',
    state: 'State',
    validity: 'Validity',
    loginLink: 'Login link',
    states: {
      created: 'Ready to sell',
      sold: 'Sold',
      active: 'In use',
      expired: 'Expired',
      revoked: 'Revoked',
    },
  },

  receipt: {
    title: 'Receipt',
    paid: 'PAID',
    number: 'Number',
    date: 'Date',
    customer: 'Customer',
    method: 'Paid by',
    total: 'Total paid',
    thanks: 'Thank you. Please keep this receipt as your proof of payment.',
  },

  brochure: {
    from: (city) => `Departing from ${city}`,
    days: (days) => `${days} days`,
    departs: 'Departs',
    returns: 'Returns',
    airline: 'Airline',
    seats: 'Seats left',
    seatsLeft: (seats) => (seats === 1 ? '1 seat' : `${seats} seats`),
    seatsFull: 'Fully booked',
    startingFrom: 'From',
    perPerson: 'per person',
    pricesTitle: 'Price per person',
    rooms: {
      quad: { name: 'Quad', share: 'Four share a room' },
      triple: { name: 'Triple', share: 'Three share a room' },
      double: { name: 'Double', share: 'Two share a room' },
    },
    bestValue: 'Best value',
    askForPrice: 'Ask us for the price',
    hotelsTitle: 'Your hotels',
    nights: (nights) => (nights === 1 ? '1 night' : `${nights} nights`),
    itineraryTitle: 'The journey, day by day',
    includedTitle: 'Included',
    excludedTitle: 'Not included',
    contactTitle: 'Questions are welcome',
    contactMore: 'Scan the QR to chat with us on WhatsApp, or call',
    contactPlain: 'Reach us at',
    contactNone: 'Reply to this chat to ask a question or reserve a seat.',
    chatText: (name, code) => `Hello, I am interested in ${name} (${code}).`,
    code: (code) => `Package code ${code}`,
  },

  chart: {
    noData: 'No data for this period yet',
  },
}
