import { OutcomeUnknown, Unreachable } from '../../../domain/fault.ts'
import { neverLeft } from '../../never-left.ts'
import { postJson } from './post-json.ts'
import { graphFault, type GraphError } from './graph-faults.ts'

/** Meta's Graph API, seen from one number. `base` includes the version. */
export type Graph = { base: string; token: string }

export type Question = {
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  /** JSON, or a form for files. */
  body?: object | FormData
  signal: AbortSignal
  /** Doing it twice harms nobody: then silence is `Unreachable`, not `OutcomeUnknown`. */
  repeatable?: boolean
}

/** The answer's JSON. Throws `Unreachable`, `Rejected` or `OutcomeUnknown`. */
export async function askGraph(graph: Graph, question: Question): Promise<unknown> {
  const { signal, repeatable = false } = question
  if (signal.aborted) throw new Unreachable('There was no time left to ask')
  const unclear = (why: string, cause?: unknown) =>
    repeatable ? new Unreachable(why, { cause }) : new OutcomeUnknown(why, { cause })

  const { status, text } = await ask(graph, question).catch((cause: unknown) => {
    if (neverLeft(cause)) throw new Unreachable('WhatsApp could not be reached', { cause })
    throw unclear('WhatsApp did not answer', cause)
  })
  const said = parse(text)
  if (status >= 500) throw unclear(`WhatsApp answered ${status}`)
  if (status >= 400) throw graphFault(status, said?.error ?? {})
  if (!said) throw unclear('WhatsApp answered something that is no JSON')
  return said
}

async function ask({ base, token }: Graph, { method, path, body, signal }: Question) {
  const url = `${base}/${path}`
  if (body && !(body instanceof FormData)) {
    return postJson({ url, token, body: JSON.stringify(body), signal })
  }
  const headers = { authorization: `Bearer ${token}` }
  const answer = await fetch(url, { method, headers, signal, ...(body && { body }) })
  return { status: answer.status, text: await answer.text() }
}

function parse(text: string) {
  try {
    return JSON.parse(text) as { error?: GraphError } | null
  } catch {
    return null
  }
}

/** `META_GRAPH_URL` may or may not name a version. */
export function graphBase(url: string) {
  const base = url.replace(/\/+$/, '')
  return /\/v\d+\.\d+$/.test(base) ? base : `${base}/${VERSION}`
}

export const OFFICIAL_GRAPH = 'https://graph.facebook.com'
const VERSION = 'v25.0'
