import type { EffectHandlers } from '../../src/domain/effects/run-effects.ts'
import { createEffects } from '../../src/domain/effects/run-effects.ts'
import { drawAgeing } from '../../src/domain/billing/draw-ageing.ts'
import { issueInvoices } from '../../src/domain/billing/issue-invoices.ts'
import { issueOnDemand } from '../../src/domain/billing/issue-on-demand.ts'
import { makeInvoicePdf, makeReceiptPdf } from '../../src/domain/billing/make-invoice-pdf.ts'
import { sendAllInvoices } from '../../src/domain/billing/send-invoice.ts'
import type { Mind } from '../../src/intents/answer.ts'
import type { Role } from '../../src/domain/people/person.ts'
import { addDays, dayOf } from '../../src/domain/day.ts'
import { hotspotWork } from '../support/hotspot-shop.ts'
import { talk } from '../support/talk.ts'

export const PIN = '483920'
export const BUDI = '+628111000001'
export const RATNA = '+628111000002'

const paperWork: EffectHandlers = {
  ...hotspotWork,
  'invoices.issue': issueOnDemand,
  'invoices.send': sendAllInvoices,
  'invoice.print': makeInvoicePdf,
  'receipt.print': makeReceiptPdf,
  'ageing.draw': drawAgeing,
}

/** A provider with a line package of Rp 100,000 a month, and Siti of the team at her phone. */
export async function billingDesk({
  role = 'owner',
  ...mind
}: Partial<Mind> & { role?: Role } = {}) {
  const place = await talk(mind)
  const { deps, routerId } = place
  const { db } = deps
  const work = createEffects(deps, { handlers: paperWork, owner: 'the desk' })
  const siti = await place.staff(role)
  await siti.say('/pin ganti')
  await siti.say(PIN)
  const { id: packageId } = await db
    .insertInto('packages')
    .values({
      kind: 'pppoe',
      code: 'rumah20',
      name: 'Rumah 20',
      price_rupiah: 100_000,
      profile: 'rumah20',
      created_at: deps.now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()

  return {
    ...place,
    siti,
    /** Says it, answers yes and gives the PIN where they are asked for; the last answer. */
    sure: async (text: string) => {
      let answer = (await siti.say(text)).at(-1)?.text ?? ''
      if (answer.includes('?')) answer = (await siti.say('ya')).at(-1)?.text ?? ''
      if (answer.includes('Ketik PIN')) answer = (await siti.say(PIN)).at(-1)?.text ?? ''
      return answer
    },
    said: async (text: string) => {
      return (await siti.say(text)).at(-1)?.text ?? ''
    },
    /** All that was asked for is done, and what it says is sent. */
    followUp: async () => {
      await work.idle()
      await place.outbox.idle()
    },
    /** Somebody who wrote once, by name. */
    known: async (phone: string, name: string) => {
      const person = place.customer(phone)
      await person.say('halo')
      const { person_id: personId } = await db
        .selectFrom('identities')
        .where('value', 'in', [phone, phone.slice(1)])
        .select('person_id')
        .executeTakeFirstOrThrow()
      await db.updateTable('people').set({ name }).where('id', '=', personId).execute()
      return { ...person, personId }
    },
    /** A line of his from today on. */
    line: async (personId: number, username: string) => {
      const today = dayOf(deps.now(), deps.business.timeZone)
      const { id } = await db
        .insertInto('subscriptions')
        .values({
          person_id: personId,
          package_id: packageId,
          router_id: routerId,
          username,
          anchor_day: Number(today.slice(8)),
          started_on: today,
          billed_until: addDays(today, -1),
          paid_until: addDays(today, -1),
          created_at: deps.now(),
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      return id
    },
    monthLater: async () => {
      place.clock.pass({ hours: 31 * 24 })
      await issueInvoices(deps)
      await place.outbox.idle()
    },
  }
}
