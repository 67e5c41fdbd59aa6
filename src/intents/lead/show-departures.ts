import { z } from 'zod'
import { listDepartures } from '../../domain/leads/list-leads.ts'
import { pickDeparture } from '../../domain/leads/pick-departure.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'
import { leadFields } from './lead-fields-schema.ts'
import { sayPrices, saySchedule } from './say-departures.ts'

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
    return { text: saySchedule(turn, await listDepartures(deps)) }
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
    return {
      text: sayPrices(turn, departure),
      choices: [{ label: leads.wantBrochure, act: { intent: 'lead.qualify', input: {} } }],
    }
  },
})
