import { Rejected, Unreachable } from '../../domain/fault.ts'

/**
 * What a failed call means: a server that is late, down or busy may be asked again later; one
 * that says no, or something unreadable, would say the same again. Its own words are not passed
 * on: they may quote what was sent.
 */
export function asFault(error: unknown): Unreachable | Rejected {
  const status = statusOf(error)
  const options = { cause: error }
  if (status === undefined) {
    return isUnreadable(error)
      ? new Rejected('the model answered something unreadable', { ...options, code: 'unreadable' })
      : new Unreachable('the model did not answer', options)
  }
  if (status === 408 || status === 429 || status >= 500) {
    const retryAfterMs = retryAfterOf(error)
    return new Unreachable(`the model answered ${status}`, {
      ...options,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    })
  }
  return new Rejected(`the model answered ${status}`, { ...options, code: String(status) })
}

/** Neither JSON nor of the shape we know. A cut connection is a TypeError too, by its own words. */
function isUnreadable(error: unknown) {
  if (error instanceof SyntaxError) return true
  return error instanceof TypeError && !/terminated|fetch failed|network/i.test(error.message)
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('status' in error)) return undefined
  return typeof error.status === 'number' ? error.status : undefined
}

function retryAfterOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('headers' in error)) return undefined
  const { headers } = error
  const said = headers instanceof Headers ? Number(headers.get('retry-after')) : Number.NaN
  return Number.isFinite(said) && said > 0 ? said * 1000 : undefined
}
