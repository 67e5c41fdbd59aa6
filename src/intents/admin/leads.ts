import { z } from 'zod'
import { askForBrochure } from '../../domain/leads/ask-for-brochure.ts'
import { findDeparture, listDepartures, listLeads } from '../../domain/leads/list-leads.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'

export const showLeads = defineIntent({
  name: 'leads.list',
  who: { permission: 'leads.work' },
  command: {
    noun: 'prospek',
    verb: '',
    aliases: ['daftar', 'list'],
    about: { id: 'Prospek terbaru dan corongnya', en: 'Newest leads and the funnel' },
    examples: ['/prospek'],
  },
  input: z.object({}),
  async run(deps, _input, turn) {
    const { leads: say } = words(turn)
    const { leads, stages } = await listLeads(deps)
    if (leads.length === 0) return { text: say.none }
    const funnel = stages.map(({ stage, leads: count }) => `${say.stages[stage]} ${count}`)
    const lines = leads.map(({ id, name, fields, stage, score }) =>
      say.line({
        id,
        name: fields.name ?? name ?? say.unnamed,
        stage: say.stages[stage],
        score,
        about: say.about(fields),
      }),
    )
    const choices = leads.slice(0, 5).map(({ conversation_id, fields, name, id }) => ({
      label: say.take(fields.name ?? name ?? `#${id}`),
      act: { intent: 'chat.take', input: { conversationId: conversation_id } },
    }))
    return { text: say.list(funnel, lines), choices }
  },
})

export const sendLeadBrochure = defineIntent({
  name: 'leads.send_brochure',
  who: { permission: 'leads.work' },
  command: {
    noun: 'brosur',
    verb: 'kirim',
    aliases: ['send'],
    positional: ['keberangkatan', 'prospek'],
    about: { id: 'Kirim brosur ke seorang prospek', en: 'Send a brochure to a lead' },
    examples: ['/brosur kirim RJB-0212 12'],
  },
  arguments: [
    {
      name: 'keberangkatan',
      aliases: ['departure', 'kode'],
      ask: { id: 'Keberangkatan yang mana?', en: 'Which departure?' },
      offer: async (deps) =>
        (await listDepartures(deps)).map(({ code, package_name }) => ({
          value: code,
          label: `${code} · ${package_name}`,
        })),
    },
    {
      name: 'prospek',
      aliases: ['lead'],
      ask: { id: 'Ke prospek nomor berapa? (lihat /prospek)', en: 'To which lead? (see /prospek)' },
      offer: async (deps) =>
        (await listLeads(deps)).leads.map(({ id, name, fields }) => ({
          value: String(id),
          label: `${id} · ${fields.name ?? name ?? '-'}`,
        })),
    },
  ],
  input: z.object({
    keberangkatan: z.string().trim().max(40),
    prospek: z.coerce.number().int().positive(),
  }),
  async run(deps, { keberangkatan, prospek }, turn) {
    const departure = await findDeparture(deps, keberangkatan)
    await askForBrochure(deps, { leadId: prospek, departureId: departure.id })
    return { text: words(turn).leads.brochureQueued(departure.code) }
  },
})
