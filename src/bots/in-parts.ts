import { OutcomeUnknown } from '../domain/fault.ts'

/**
 * Sends a message that needs more than one call, in order, and resolves with the last answer.
 * Once a part is out, the failure of a later one is `OutcomeUnknown`: the whole must not be
 * repeated as if nothing had been said.
 */
export async function inParts<T>(first: () => Promise<T>, ...rest: (() => Promise<T>)[]) {
  let answer = await first()
  for (const part of rest) {
    try {
      answer = await part()
    } catch (cause) {
      throw new OutcomeUnknown('Only a part of the message was sent', { cause })
    }
  }
  return answer
}
