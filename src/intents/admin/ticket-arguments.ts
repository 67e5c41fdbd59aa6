import type { Deps } from '../../domain/deps.ts'
import type { TicketKind } from '../../domain/messages/line-notices.ts'
import { may, type Permission } from '../../domain/people/permission.ts'
import { listStaff } from '../../domain/people/list-staff.ts'
import { Refusal } from '../../domain/refusal.ts'
import { listTickets } from '../../domain/tickets/choose-ticket.ts'
import type { Argument } from '../intent.ts'
import { typed } from '../typed.ts'
import { readCount } from '../understand/read-quantity.ts'

/** `12`, `#12`. */
export const numberTyped = typed((text) => readCount(text.replace(/^#/, '')))

export const ticketNumber: Argument = {
  name: 'tiket',
  aliases: ['ticket', 'nomor'],
  ask: { id: 'Tiket nomor berapa?', en: 'Which ticket?' },
  offer: (deps) => offerTickets(deps),
}

/** Those that are open, of one kind alone where only they will do. */
export async function offerTickets(deps: Deps, only?: TicketKind) {
  const cards = await listTickets(deps)
  return cards
    .filter(({ kind }) => only === undefined || kind === only)
    .slice(0, 8)
    .map(({ ticketId, customer }) => ({
      value: String(ticketId),
      label: `#${ticketId} ${customer}`,
    }))
}

/** Those of the team who may do it, for a button each. */
export async function offerStaff(deps: Deps, permission: Permission) {
  const staff = await listStaff(deps)
  return staff
    .filter((one) => may(one, permission))
    .map(({ id, name }) => ({ value: String(id), label: name ?? `#${id}` }))
}

/** Somebody of the team, by his number or his name. */
export async function chooseStaff(
  deps: Deps,
  { said, permission }: { said: string; permission: Permission },
) {
  const staff = (await listStaff(deps)).filter((one) => may(one, permission))
  const named = staff.filter(({ name }) => name?.toLowerCase().includes(said.toLowerCase()))
  const one =
    staff.find(({ id }) => String(id) === said.replace(/^#/, '')) ??
    (named.length === 1 ? named[0] : undefined)
  if (!one) throw new Refusal('staff.not_staff', { name: said })
  return { id: one.id, name: one.name ?? `#${one.id}` }
}
