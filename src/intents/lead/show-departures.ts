import { z } from 'zod'
import { listDepartures } from '../../domain/leads/list-leads.ts'
import { lowestPrice, pickDeparture } from '../../domain/leads/pick-departure.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'
import { leadFields } from './lead-fields-schema.ts'

const brochureChoice = (label: string) => ({
  label,
  act: { intent: 'lead.qualify', input: {} },
})

/** Dates and seats, from the departures themselves and nothing else. */
export const showSchedule = defineIntent({
  name: 'lead.schedule',
  who: 'everyone',
  when: 'The person asks when departures are or whether seats are left.',
  command: {
    noun: 'umroh',
    verb: 'jadwal',
    aliases: ['schedule', 'daftar', 'list'],
    about: { id: 'Keberangkatan yang dibuka', en: 'Open departures' },
    examples: ['/umroh jadwal'],
  },
  input: z.object({}),
  async run(deps, _input, turn) {
    const { leads } = words(turn)
    const departures = await listDepartures(deps)
    if (departures.length === 0) return { text: leads.noSchedule }
    const lines = departures.map(
      ({ package_name, departs_on, from_city, prices, seats, seats_taken }) =>
        leads.scheduleLine({
          name: package_name,
          departsOn: departs_on,
          from: from_city,
          rupiah: lowestPrice(prices),
          seats: seats - seats_taken,
        }),
    )
    return { text: leads.schedule(lines) }
  },
})

export const showPrices = defineIntent({
  name: 'lead.prices',
  who: 'everyone',
  when: 'The person asks what umroh costs.',
  input: z.object({ fields: leadFields.optional() }),
  async run(deps, { fields = {} }, turn) {
    const { leads } = words(turn)
    const departure = pickDeparture(await listDepartures(deps), fields)
    if (!departure) return { text: leads.noSchedule }
    const { quad, triple, double } = departure.prices
    const lines = (
      [
        ['quad', quad],
        ['triple', triple],
        ['double', double],
      ] as const
    ).flatMap(([room, rupiah]) =>
      rupiah === undefined ? [] : [leads.priceLine(leads.rooms[room], rupiah)],
    )
    return {
      text: leads.prices(departure.package_name, departure.departs_on, lines),
      choices: [brochureChoice(leads.wantBrochure)],
    }
  },
})
