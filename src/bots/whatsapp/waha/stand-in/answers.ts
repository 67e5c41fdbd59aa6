import { type Answer, json } from '../../../stand-in/serve.ts'

/** What WAHA says no with. */
export class Refused extends Error {
  readonly status: number
  readonly body: unknown

  constructor(status: number, message: string, body?: unknown) {
    super(message)
    this.status = status
    this.body = body ?? { statusCode: status, message, error: TITLES[status] ?? 'Error' }
  }
}

export const refusal = ({ status, body }: Refused): Answer => json(status, body)

/** WAHA waits five seconds for it and says this. */
export const notReady = (session: string, status: string, expected: string) =>
  new Refused(422, 'not ready', {
    error: 'Session status is not as expected. Try again later or restart the session',
    session,
    status,
    expected: [expected],
  })

/** An error of the engine, wrapped as WAHA does. */
export const engineError = (message: string): Answer =>
  json(500, {
    statusCode: 500,
    timestamp: new Date(0).toISOString(),
    exception: { message, name: 'Error' },
    version: { version: '2026.7.1' },
  })

const TITLES: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  404: 'Not Found',
  422: 'Unprocessable Entity',
}
