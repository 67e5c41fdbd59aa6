import { GrammyError } from 'grammy'
import { OutcomeUnknown, Rejected, Unreachable } from '../../domain/fault.ts'
import { neverLeft } from '../never-left.ts'

/**
 * Does one call of the Bot API and turns its failure into a fault. Use `repeatable` for what
 * may be done twice without harm (edits, deletions, reading): then silence is `Unreachable`.
 */
export async function calling<T>(call: () => Promise<T>, repeatable = false): Promise<T> {
  try {
    return await call()
  } catch (error) {
    throw faultOf(error, repeatable)
  }
}

/**
 * The library's errors carry the address with the bot's token in it and the text of the
 * message: neither may reach a log, so they are not kept as `cause`.
 */
export function faultOf(error: unknown, repeatable = false): Error {
  if (error instanceof GrammyError) return answered(error, repeatable)
  if (!(error instanceof Error) || FAULTS.has(error.name)) return error as Error
  const reason = `Telegram did not answer: ${reasonOf(error)}`
  return repeatable || neverLeft(error) ? new Unreachable(reason) : new OutcomeUnknown(reason)
}

function answered({ error_code, description, parameters }: GrammyError, repeatable: boolean) {
  if (error_code === 429) {
    const retryAfterMs = (parameters.retry_after ?? 1) * 1000
    return new Unreachable(description, { retryAfterMs })
  }
  if (error_code >= 500) {
    return repeatable ? new Unreachable(description) : new OutcomeUnknown(description)
  }
  return new Rejected(description, { code: codeOf(error_code, description) })
}

function codeOf(status: number, description: string) {
  // Telegram answers 404 to a token that cannot be one.
  if (status === 401 || status === 404) return 'token'
  if (status === 403) return 'blocked'
  if (/TOPIC_CLOSED/i.test(description)) return 'topic_shut'
  if (/message thread not found|TOPIC_(DELETED|ID_INVALID)/i.test(description)) return 'topic_gone'
  if (/not a forum/i.test(description)) return 'not_forum'
  if (/not enough rights|CHAT_ADMIN_REQUIRED/i.test(description)) return 'rights'
  if (/chat not found/i.test(description)) return 'chat_not_found'
  return String(status)
}

export function reasonOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error)
  const { error: inner, code, message } = error as Record<string, unknown>
  if (inner) return reasonOf(inner)
  return String(code ?? message).replaceAll(/bot\d+:[\w-]+/g, 'bot<token>')
}

const FAULTS = new Set(['Unreachable', 'Rejected', 'OutcomeUnknown'])
