/** Connection exceptions, operator intervention; and what the system says of a broken line. */
const CODES = /^(08|57P0|ECONN|EPIPE|ETIMEDOUT)/
const WORDS = /^(Connection terminated|timeout exceeded when trying to connect)/

/** The database went away under the work: that is no fault of the work. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return CODES.test('code' in error ? String(error.code) : '') || WORDS.test(error.message)
}
