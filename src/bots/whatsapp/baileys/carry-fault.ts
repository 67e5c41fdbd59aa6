import { OutcomeUnknown, Rejected, Unreachable } from '../../../domain/fault.ts'
import type { Fault } from './host-protocol.ts'

/** What went wrong, in a form that another process can be told. */
export function packFault(error: unknown): Fault {
  if (error instanceof Rejected) {
    return { name: error.name, message: error.message, code: error.code }
  }
  if (error instanceof Unreachable) {
    const { retryAfterMs } = error
    return { name: error.name, message: error.message, ...(retryAfterMs && { retryAfterMs }) }
  }
  const known = error instanceof Error
  return { name: known ? error.name : 'Error', message: known ? error.message : String(error) }
}

export function unpackFault({ name, message, code, retryAfterMs }: Fault): Error {
  if (name === 'Rejected') return new Rejected(message, { ...(code !== undefined && { code }) })
  if (name === 'Unreachable') {
    return new Unreachable(message, { ...(retryAfterMs !== undefined && { retryAfterMs }) })
  }
  // Whatever it was, it may have gone out.
  return new OutcomeUnknown(message)
}
