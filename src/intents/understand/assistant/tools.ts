import { z } from 'zod'
import type { ToolCall, ToolForm } from '../../../domain/assistant/language-model.ts'
import { addDays } from '../../../domain/day.ts'
import type { Deps } from '../../../domain/deps.ts'
import type { LeadFields } from '../../../domain/leads/lead-fields.ts'
import { listDepartures } from '../../../domain/leads/list-leads.ts'
import type { Act } from '../../../domain/messages/act.ts'
import { offeredPackages } from '../../../domain/packages/offered-packages.ts'
import { leadFields } from '../../lead/lead-fields-schema.ts'
import { readFields } from './read-fields.ts'

/**
 * What a tool gave: facts to speak of, or an act that is done afterwards in the transaction.
 * No tool takes a person, a phone or a chat: all of them act for who is writing.
 */
export type ToolResult = { facts: string } | { act: Act } | { fields: LeadFields; facts: string }

type Tool = {
  about: string
  input: z.ZodType
  run: (deps: Deps, input: Record<string, unknown>, seen: string[]) => Promise<ToolResult>
}

const MOST = 5

const tools: Record<string, Tool> = {
  look_up_departures: {
    about: 'Umroh departures on sale: dates, city, airline, hotels, prices per person, seats left.',
    input: z.object({
      month: z
        .string()
        .regex(/^20\d\d-\d\d$/)
        .optional()
        .describe('like 2027-02'),
      from_city: z.string().max(60).optional(),
      package: z.string().max(60).optional(),
    }),
    async run(deps, wish) {
      const open = await listDepartures(deps)
      const fitting = open.filter((one) => fits(one, wish))
      const shown = (fitting.length > 0 ? fitting : open).slice(0, MOST)
      return {
        facts: JSON.stringify({ exact: fitting.length > 0, departures: shown.map(describe) }),
      }
    },
  },
  look_up_vouchers: {
    about: 'Hotspot packages on sale, with their prices.',
    input: z.object({}),
    async run(deps) {
      const packages = await offeredPackages(deps)
      return {
        facts: JSON.stringify(
          packages.map(({ code, name, price_rupiah: priceRupiah }) => ({
            code,
            name,
            priceRupiah,
          })),
        ),
      }
    },
  },
  send_brochure: {
    about: 'Sends the brochure of one departure that was looked up just now, by its code.',
    input: z.object({ code: z.string().max(40) }),
    async run(_deps, { code }, seen) {
      const known = seen.some((facts) => facts.includes(JSON.stringify(code)))
      if (!known) return { facts: 'unknown code: look up departures first' }
      return { act: { intent: 'lead.brochure', input: { code } } }
    },
  },
  call_a_person: {
    about: 'Hands the chat to a person of the team.',
    input: z.object({}),
    async run() {
      return { act: { intent: 'customer.human', input: {} } }
    },
  },
  remember: {
    about: 'Notes what the person said of himself and the journey he wants.',
    input: leadFields,
    async run(_deps, input) {
      return { fields: readFields(input), facts: 'noted' }
    },
  },
}

export const toolForms: ToolForm[] = Object.entries(tools).map(([name, { about, input }]) => ({
  name,
  description: about,
  schema: z.toJSONSchema(input),
}))

/** Runs one call. What is wrong with it goes back to the model as words, never as an error's text. */
export async function runTool(
  deps: Deps,
  { name, args }: ToolCall,
  seen: string[],
): Promise<ToolResult> {
  const tool = Object.hasOwn(tools, name) ? tools[name] : undefined
  if (!tool) return { facts: 'there is no such tool' }
  const input = tool.input.safeParse(args ?? {})
  if (!input.success) return { facts: 'those arguments do not fit' }
  return tool.run(deps, input.data as Record<string, unknown>, seen)
}

type Departure = Awaited<ReturnType<typeof listDepartures>>[number]

function fits(
  { departs_on, from_city, package_name, code }: Departure,
  wish: Record<string, unknown>,
) {
  return (
    within(departs_on.slice(0, 7), wish['month']) &&
    within(from_city, wish['from_city']) &&
    within(`${package_name} ${code}`, wish['package'])
  )
}

/** A wish that was not uttered is met. */
function within(whole: string, part: unknown) {
  return typeof part !== 'string' || whole.toLowerCase().includes(part.toLowerCase())
}

function describe(departure: Departure) {
  const { departs_on, returns_on, seats, seats_taken, brochure } = departure
  return {
    code: departure.code,
    package: departure.package_name,
    departsOn: departs_on,
    returnsOn: returns_on,
    days: daysBetween(departs_on, returns_on),
    fromCity: departure.from_city,
    airline: departure.airline,
    seatsLeft: seats - seats_taken,
    pricesRupiahPerPerson: departure.prices,
    hotels: brochure.hotels,
    included: brochure.included,
    notIncluded: brochure.excluded,
  }
}

function daysBetween(from: string, to: string) {
  let days = 1
  for (let day = from; day < to && days < 100; day = addDays(day, 1)) days += 1
  return days
}
