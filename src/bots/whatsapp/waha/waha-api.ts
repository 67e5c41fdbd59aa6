import { OutcomeUnknown, Rejected, Unreachable } from '../../../domain/fault.ts'
import { neverLeft } from '../../never-left.ts'
import { readBody } from '../../read-body.ts'
import { wahaFault } from './waha-faults.ts'

export type WahaApi = ReturnType<typeof createWahaApi>

export type Question = {
  method: 'GET' | 'POST' | 'PUT'
  /** Behind the address of the server: `api/sendText`. */
  path: string
  body?: object
  signal: AbortSignal
  /** Doing it twice harms nobody: then silence is `Unreachable`, not `OutcomeUnknown`. */
  repeatable?: boolean
}

type Bytes = { bytes: Uint8Array; mime: string }

/** One WAHA server; all its sessions share this. */
export function createWahaApi({ url, apiKey }: { url: string; apiKey: string }) {
  const base = url.replace(/\/+$/, '')

  /** Redirects are not followed: the key would go along, to whoever the new address is. */
  async function call({ method, path, body, signal }: Question, accept: string) {
    // A kept connection may be closing: what is sent into it ends in doubt.
    const headers: Record<string, string> = { 'x-api-key': apiKey, accept, connection: 'close' }
    if (body) headers['content-type'] = 'application/json'
    const json = body && JSON.stringify(body)
    const how = { method, headers, signal, redirect: 'manual' as const }
    return fetch(`${base}/${path}`, { ...how, ...(json !== undefined && { body: json }) })
  }

  async function answerOf<T>(
    question: Question,
    accept: string,
    read: (answer: Response) => Promise<T>,
  ): Promise<T> {
    const { signal, repeatable = question.method === 'GET' } = question
    if (signal.aborted) throw new Unreachable('There was no time left to ask')
    try {
      const answer = await call(question, accept)
      if (!answer.ok) throw wahaFault(answer.status, await answer.text(), repeatable)
      return await read(answer)
    } catch (cause) {
      if (isFault(cause)) throw cause
      if (neverLeft(cause)) throw new Unreachable('WAHA could not be reached', { cause })
      if (repeatable) throw new Unreachable('WAHA did not answer', { cause })
      throw new OutcomeUnknown('WAHA did not answer', { cause })
    }
  }

  return {
    /** The answer's JSON; undefined where there is none. */
    ask: (question: Question): Promise<unknown> =>
      answerOf(question, 'application/json', async (answer) => {
        const text = await answer.text()
        return text === '' ? undefined : (JSON.parse(text) as unknown)
      }),

    /** Bytes of a picture or file, as many as we take. */
    fetchBytes: (path: string, signal: AbortSignal, accept = '*/*'): Promise<Bytes> =>
      answerOf({ method: 'GET', path, signal }, accept, async (answer) => ({
        bytes: await readBody(answer),
        mime: answer.headers.get('content-type') ?? 'application/octet-stream',
      })),
  }
}

const isFault = (error: unknown) =>
  error instanceof Rejected || error instanceof Unreachable || error instanceof OutcomeUnknown
