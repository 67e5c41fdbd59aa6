import { OutcomeUnknown, Rejected, Unreachable } from '../../domain/fault.ts'
import type { RouterRefusal } from '../../domain/routers/routers.ts'
import { CertificateRefused } from './connection.ts'
import { Trap } from './guard.ts'

/** What the texts of RouterOS mean. They have stayed the same over many versions; the codes have not. */
const REFUSALS: [RegExp, RouterRefusal][] = [
  [/already have|already exists/i, 'duplicate'],
  [/ambiguous value/i, 'ambiguous'],
  [/does not match any value of profile|unknown profile/i, 'bad_profile'],
  [/no such item/i, 'not_found'],
  [/no such command|unknown command/i, 'no_such_command'],
  [/not enough permissions|not allowed|not permitted/i, 'not_permitted'],
  [/invalid user name or password|cannot log in/i, 'auth'],
]

/** A trap that leaves open whether the command was carried out. */
const UNDECIDED = /action timed out|timeout \(13\)|^interrupted$/i

export function refusalOf(message: string): RouterRefusal {
  return REFUSALS.find(([text]) => text.test(message))?.[1] ?? 'other'
}

/** Nobody is logged in yet, so nothing can have happened on the router. */
export function connectFault(error: unknown, place: string): Unreachable | Rejected {
  if (error instanceof Unreachable || error instanceof Rejected) return error
  if (error instanceof CertificateRefused) {
    return rejected(`router ${place}: ${error.message}`, 'certificate')
  }
  if (error instanceof Trap) return rejected(error.message, 'auth')
  const cause = error as NodeJS.ErrnoException
  const hint = /SSL|TLS|EPROTO/.test(`${cause.code} ${cause.message}`)
    ? ' (api-ssl needs a certificate on the router)'
    : ''
  return new Unreachable(`router ${place}: ${cause.message || cause.code}${hint}`, { cause })
}

/** The router answered a command with a trap. */
export function trapFault(trap: Trap): Rejected | OutcomeUnknown {
  if (trap.category === 2 || UNDECIDED.test(trap.message)) {
    return new OutcomeUnknown(trap.message, { cause: trap })
  }
  return rejected(trap.message, refusalOf(trap.message))
}

function rejected(message: string, code: RouterRefusal): Rejected {
  return new Rejected(message, { code })
}
