/** Something outside did not work. Which of the three decides what may be done next. */

/** Nothing happened there: safe to try again. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
  /** How long the other side asks us to wait, when it says so. */
  readonly retryAfterMs: number | undefined

  constructor(message: string, options: ErrorOptions & { retryAfterMs?: number } = {}) {
    super(message, options)
    this.retryAfterMs = options.retryAfterMs
  }
}

/** It was understood and refused: never try the same again. `code` is the other side's. */
export class Rejected extends Error {
  override readonly name = 'Rejected'
  readonly code: string

  constructor(message: string, options: ErrorOptions & { code?: string } = {}) {
    super(message, options)
    this.code = options.code ?? ''
  }
}

/** It was sent and no answer came: it may have happened. Look before repeating. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown'
}

/** The program cannot start here. The message is for whoever starts it, and says what to do. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart'
}
