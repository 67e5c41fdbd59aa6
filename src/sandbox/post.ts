import type { z } from 'zod'
import { json, Problem, type Route, type RouteRequest } from '../adapters/web/route.ts'

/** A route that the sandbox page posts JSON of one shape to. */
export function post<T>(
  path: string,
  shape: z.ZodType<T>,
  handle: (body: T) => object | Promise<object>,
  { bodyLimit }: Pick<Route, 'bodyLimit'> = {},
): Route {
  return {
    ...(bodyLimit !== undefined && { bodyLimit }),
    method: 'POST',
    path: `/sandbox/${path}`,
    audience: 'machines',
    handle: async (request) => {
      refuseOtherSites(request.headers)
      return json(await handle(read(shape, request)))
    },
  }
}

/** A page of another site must not be able to press buttons here. */
function refuseOtherSites({ origin, host }: RouteRequest['headers']) {
  // A page without an address says "null".
  if (origin === undefined || (URL.canParse(origin) && new URL(origin).host === host)) return
  throw new Problem(403, 'other_site', 'This is for the sandbox page alone.')
}

function read<T>(shape: z.ZodType<T>, { body }: RouteRequest): T {
  const read = shape.safeParse(parse(body))
  if (read.success) return read.data
  const [first] = read.error.issues
  const where = first?.path.join('.') ?? ''
  throw new Problem(400, 'malformed', [where, first?.message].filter(Boolean).join(': '))
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw new Problem(400, 'malformed', 'This is not JSON.')
  }
}
