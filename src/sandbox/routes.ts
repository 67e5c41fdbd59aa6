import {
  json,
  Problem,
  type Route,
  type RouteAnswer,
  type RouteRequest,
} from '../adapters/web/route.ts'
import { events } from './events.ts'
import { handRoutes } from './hands.ts'
import { pageRoutes } from './page-files.ts'
import { type Calendar, createCalendar } from './pass-time.ts'
import { customerPhone, numbersFor } from './customer-phone.ts'
import { openRoom, PRIVATE, roomsOf } from './owner-phone.ts'
import { customerBubbles, ownerBubbles } from './phones.ts'
import { post } from './post.ts'
import type { Promised } from './sample-files.ts'
import { OWNER, type Sandbox } from './sandbox.ts'
import { act, deed, worldView } from './world.ts'

export type SandboxPage = {
  sandbox: Sandbox
  timeZone: string
  business: () => Promise<string>
  /** Transfers that customers said they would make. */
  promised: () => Promise<Promised[]>
  /** From now on this group of Telegram is the team's. */
  openTeam: (group: string) => Promise<void>
  /** Something about time or machines changed: what depends on it is done now. */
  tick: () => Promise<void>
  /** Resolves when what followed from it is done and said, or soon after. */
  settled: () => Promise<void>
}

/** The chat page: two phones that are clients of the stand-ins, and a panel that plays the world. */
export function sandboxRoutes(page: SandboxPage): Route[] {
  const { sandbox } = page
  // The program looks every half minute; whoever watches the panel should not wait for that.
  sandbox.modems?.onOnline(() => void page.tick())
  const calendar = createCalendar(page)
  const common = { method: 'GET', audience: 'machines' } as const
  const routes: Route[] = [
    ...pageRoutes(),
    {
      ...common,
      path: '/sandbox/state',
      handle: async ({ query }) => json(await stateOf(page, calendar, query)),
    },
    { ...common, path: '/sandbox/events', stream: true, handle: events(sandbox) },
    { ...common, path: '/sandbox/file/:phone/:id', handle: fileFrom(sandbox) },
    ...handRoutes(sandbox, page),
    post('world', deed, (what) => act({ ...page, calendar }, what)),
  ]
  return routes.map(onThisMachineOnly)
}

/**
 * The sandbox listens on loopback; a name that leads here from elsewhere is somebody else's page
 * talking to it through the visitor's browser.
 */
function onThisMachineOnly(route: Route): Route {
  return {
    ...route,
    handle: (request) => {
      const { host = '' } = request.headers
      if (!LOOPBACK.test(host)) {
        throw new Problem(403, 'other_name', 'The sandbox answers on 127.0.0.1 and localhost only.')
      }
      return route.handle(request)
    },
  }
}

const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])(?::\d+)?$/i

async function stateOf(page: SandboxPage, calendar: Calendar, query: RouteRequest['query']) {
  const { sandbox, timeZone } = page
  const { customers } = sandbox
  const { customer: asked } = query
  const id = asked !== undefined && customers.has(asked) ? asked : customers.first()
  return {
    timeZone,
    business: await page.business(),
    customers: customers.list().map(({ id: number, name }) => ({ id: number, name })),
    customer: await customerView(sandbox, id, query['number']),
    owner: ownerView(sandbox, query['room']),
    world: worldView(sandbox, calendar),
  }
}

async function customerView(sandbox: Sandbox, id: string, asked: string | undefined) {
  const numbers = numbersFor(sandbox, id)
  const number = numbers.find((one) => one.id === asked)?.id ?? numbers[0]?.id
  const phone = customerPhone(sandbox, { customer: id, number })
  await phone?.read()
  return {
    id,
    number,
    numbers: numbersFor(sandbox, id),
    typing: phone?.isTyping() ?? false,
    messages: phone ? customerBubbles(phone, sandbox.customers.get(id)?.ad) : [],
    shown: phone !== undefined,
  }
}

function ownerView({ telegram, team }: Sandbox, asked: string | undefined) {
  if (!telegram) return { messages: [], commands: [], rooms: [], room: PRIVATE, shown: false }
  const phone = { telegram, team: team() }
  const rooms = roomsOf(phone)
  const room = rooms.find(({ id }) => id === asked)?.id ?? PRIVATE
  return {
    rooms,
    room,
    messages: ownerBubbles(openRoom(phone, room).messages),
    commands: telegram.commands(OWNER.id, OWNER.language),
    shown: true,
  }
}

function fileFrom({ telegram, whatsapp, linked }: Sandbox) {
  return async ({ params }: RouteRequest): Promise<RouteAnswer> => {
    const id = params['id'] ?? ''
    const file =
      params['phone'] === 'wa' ? (whatsapp?.file(id) ?? linked?.file(id)) : telegram?.file(id)
    if (!file) throw new Problem(404, 'no_such_file', 'There is no such file.')
    return {
      type: file.mime,
      headers: {
        'content-security-policy': "frame-ancestors 'self'",
        'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(file.name)}`,
        'x-frame-options': 'SAMEORIGIN',
        'cache-control': 'private, max-age=600',
      },
      body: file.bytes,
    }
  }
}
