import { type FormPart, readFormData } from '../../stand-in/form-data.ts'
import type { Call } from '../../stand-in/serve.ts'

/** A method's arguments, however they came: JSON, a form with files, or the address itself. */
export type Params = { values: Record<string, unknown>; files: Map<string, FormPart> }

export function readParams({ headers, body, query }: Call): Params {
  const type = headers['content-type'] ?? ''
  const given = Object.fromEntries(query)
  if (type.startsWith('application/json')) {
    const values = body.length > 0 ? (JSON.parse(body.toString()) as Record<string, unknown>) : {}
    return { values: { ...given, ...values }, files: new Map() }
  }
  if (type.startsWith('multipart/form-data')) {
    const parts = readFormData(body, type)
    const files = new Map([...parts].filter(([, part]) => part.filename !== undefined))
    const fields = [...parts].filter(([name]) => !files.has(name))
    const values = Object.fromEntries(fields.map(([name, part]) => [name, part.value]))
    return { values: { ...given, ...values }, files }
  }
  return {
    values: { ...given, ...Object.fromEntries(new URLSearchParams(body.toString())) },
    files: new Map(),
  }
}

/** What Telegram says no with. */
export class Refused extends Error {
  readonly status: number
  readonly parameters: object | undefined

  constructor(status: number, description: string, parameters?: object) {
    super(description)
    this.status = status
    this.parameters = parameters
  }
}

export const badRequest = (why: string, parameters?: object) =>
  new Refused(400, `Bad Request: ${why}`, parameters)

export function textOf(params: Params, name: string): string {
  const value = params.values[name] ?? ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

export function numberOf(params: Params, name: string): number | undefined {
  const value = params.values[name]
  if (value === undefined || value === '') return undefined
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw badRequest(`wrong parameter ${name} in request`)
  return number
}

/** Objects come as JSON inside forms. */
export function objectOf(params: Params, name: string): unknown {
  const value = params.values[name]
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    throw badRequest(`can't parse ${name} JSON object`)
  }
}
