import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import {
  json,
  Problem,
  type Route,
  type RouteAnswer,
  type RouteRequest,
} from '../adapters/web/route.ts'
import { customerBubbles, ownerBubbles } from './phones.ts'
import type { Customers } from './customers.ts'
import { OWNER, type Sandbox } from './sandbox.ts'
import { act, worldView } from './world.ts'

export type SandboxPage = {
  sandbox: Sandbox
  timeZone: string
  business: () => Promise<string>
  /** Something about time or machines changed: look at it now rather than at the next tick. */
  tick: () => void
}

const POLICY =
  "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; frame-src 'self'; object-src 'self'; frame-ancestors 'self'"
const FOLDER = new URL('page/', import.meta.url)
const FILES = {
  '': ['index.html', 'text/html'],
  'style.css': ['style.css', 'text/css'],
  'app.js': ['app.js', 'text/javascript'],
} as const

/** The chat page: two phones that are clients of the stand-ins, and a panel that plays the world. */
export function sandboxRoutes(page: SandboxPage): Route[] {
  const { sandbox } = page
  const { customers } = sandbox
  const common = { audience: 'people' as const }
  const pages = Object.entries(FILES).map(([path, [name, type]]): Route => ({
    ...common,
    method: 'GET',
    path: path === '' ? '/sandbox' : `/sandbox/${path}`,
    handle: async () => ({
      type: `${type}; charset=utf-8`,
      headers: { 'content-security-policy': POLICY, 'cache-control': 'no-store' },
      body: await readFile(new URL(name, FOLDER)),
    }),
  }))
  return [
    ...pages,
    {
      ...common,
      method: 'GET',
      path: '/',
      handle: async () => ({ status: 302, headers: { location: '/sandbox' } }),
    },
    {
      method: 'GET',
      path: '/sandbox/state',
      audience: 'machines',
      handle: async ({ query }) => json(await stateOf(page, query['customer'])),
    },
    {
      method: 'GET',
      path: '/sandbox/events',
      audience: 'machines',
      stream: true,
      handle: events(sandbox),
    },
    {
      method: 'GET',
      path: '/sandbox/file/:phone/:id',
      audience: 'machines',
      handle: fileFrom(sandbox),
    },
    post('say', async (body) => {
      const { phone, customer, text } = said.parse(body)
      if (phone === 'wa') sandbox.whatsapp?.say(known(customers, customer), text)
      else sandbox.telegram?.say(OWNER.id, text)
      return json({})
    }),
    post('tap', async (body) => {
      const { phone, customer, messageId, key } = tapped.parse(body)
      try {
        if (phone === 'wa') sandbox.whatsapp?.tapButton(known(customers, customer), messageId, key)
        else sandbox.telegram?.tap(OWNER.id, Number(messageId), key)
      } catch (cause) {
        throw new Problem(409, 'no_such_button', String(cause))
      }
      return json({})
    }),
    post('world', async (body) => json(await act(page, body))),
  ]
}

function post(path: string, handle: (body: unknown) => Promise<RouteAnswer>): Route {
  return {
    method: 'POST',
    path: `/sandbox/${path}`,
    audience: 'machines',
    handle: async (request) => handle(readJson(request)),
  }
}

const phone = z.enum(['wa', 'tg'])
const said = z.object({ phone, customer: z.string(), text: z.string().min(1).max(8000) })
const tapped = z.object({ phone, customer: z.string(), messageId: z.string(), key: z.string() })

function readJson(request: RouteRequest): unknown {
  // A page of another site must not be able to press buttons here.
  const origin = request.headers['origin']
  if (origin !== undefined && new URL(origin).host !== request.headers['host']) {
    throw new Problem(403, 'other_site', 'This is for the sandbox page alone.')
  }
  try {
    return JSON.parse(request.body.toString('utf8'))
  } catch {
    throw new Problem(400, 'malformed', 'This is not JSON.')
  }
}

function known(customers: Customers, id: string) {
  if (!customers.has(id)) throw new Problem(404, 'no_such_customer', 'There is no such customer.')
  return id
}

async function stateOf(page: SandboxPage, asked: string | undefined) {
  const { sandbox, timeZone } = page
  const { customers, telegram, whatsapp } = sandbox
  const id = asked !== undefined && customers.has(asked) ? asked : customers.first()
  if (whatsapp) whatsapp.markRead(id)
  return {
    timeZone,
    business: await page.business(),
    customers: customers.list().map(({ id: number, name }) => ({ id: number, name })),
    customer: {
      id,
      messages: whatsapp ? customerBubbles(whatsapp, id, customers.get(id)?.ad) : [],
      shown: whatsapp !== undefined,
    },
    owner: {
      messages: telegram ? ownerBubbles(telegram) : [],
      commands: telegram?.commands(OWNER.id, 'id') ?? [],
      shown: telegram !== undefined,
    },
    world: worldView(sandbox),
  }
}

function events(sandbox: Sandbox) {
  return async ({ signal }: RouteRequest): Promise<RouteAnswer> => ({
    type: 'text/event-stream',
    headers: { 'cache-control': 'no-store' },
    body: changes(sandbox, signal),
  })
}

/** One line per change; what changed is asked for by the page, so that nothing is told twice. */
async function* changes({ telegram, whatsapp }: Sandbox, signal: AbortSignal) {
  let changed = Promise.withResolvers<void>()
  const tell = () => changed.resolve()
  const ends = [telegram?.onChange(tell), whatsapp?.onChange(tell)]
  signal.addEventListener('abort', tell)
  try {
    yield 'retry: 1000\n\n'
    while (!signal.aborted) {
      const idle = setTimeout(tell, 15_000)
      await changed.promise
      clearTimeout(idle)
      changed = Promise.withResolvers()
      // A burst of changes is one look.
      await new Promise((resolve) => setTimeout(resolve, 40))
      yield 'data: changed\n\n'
    }
  } finally {
    for (const end of ends) end?.()
  }
}

function fileFrom({ telegram, whatsapp }: Sandbox) {
  return async ({ params }: RouteRequest): Promise<RouteAnswer> => {
    const id = params['id'] ?? ''
    const file = params['phone'] === 'wa' ? whatsapp?.file(id) : telegram?.file(id)
    if (!file) throw new Problem(404, 'no_such_file', 'There is no such file.')
    return {
      type: file.mime,
      headers: {
        'content-security-policy': "frame-ancestors 'self'",
        'x-frame-options': 'SAMEORIGIN',
        'cache-control': 'private, max-age=600',
      },
      body: file.bytes,
    }
  }
}
