import { z } from 'zod'
import type { Deps } from '../../domain/deps.ts'
import { Refusal } from '../../domain/refusal.ts'
import { findSession, listSessions } from '../../domain/sessions/list-sessions.ts'
import { nameOf, type Session } from '../../domain/sessions/session.ts'
import type { Argument } from '../intent.ts'

export const sessionName: Argument = {
  name: 'nama',
  aliases: ['name', 'nomor', 'number'],
  ask: { id: 'Nomor yang mana?', en: 'Which number?' },
  offer: async (deps) =>
    (await listSessions(deps)).map((one) => ({ label: nameOf(one), value: nameOf(one) })),
}

/** What people type names it; a button carries its id, which stays when it is renamed. */
const which = {
  nama: z.string().trim().min(1).optional(),
  id: z.int().positive().optional(),
  /** The message that is the panel. */
  slot: z.string().max(80).optional(),
}

export const sessionInput = withWhich({})

/** Somebody must be named; whatever else the command takes comes with it. */
export function withWhich<Shape extends z.ZodRawShape>(more: Shape) {
  return z.object({ ...which, ...more }).refine(isNamed, { path: ['nama'] })
}

function isNamed(input: object) {
  return ('nama' in input && input.nama !== undefined) || ('id' in input && input.id !== undefined)
}

export async function sessionOf(
  deps: Pick<Deps, 'db' | 'now' | 'business'>,
  { nama = '', id }: { nama?: string | undefined; id?: number | undefined },
): Promise<Session> {
  if (id === undefined) return findSession(deps, nama)
  const all = await listSessions(deps)
  const found = all.find((one) => one.id === id)
  if (!found) throw new Refusal('session.unknown', { query: `#${id}`, known: all.map(nameOf) })
  return found
}
