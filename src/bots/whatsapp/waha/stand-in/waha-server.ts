import { randomBytes } from 'node:crypto'
import { createFaults, type Fault } from '../../../stand-in/faults.ts'
import { type Answer, type Call, json, serve } from '../../../stand-in/serve.ts'
import { parseMessageId } from '../message-id.ts'
import { engineError, notReady, Refused, refusal } from './answers.ts'
import { isVerb } from './check-body.ts'
import { createEyes } from './eyes.ts'
import { createHands } from './hands.ts'
import { createNews } from './news.ts'
import { createOddities } from './oddities.ts'
import { createSessionLife } from './session-life.ts'
import { bodyOf, serveQr, serveSessions } from './session-routes.ts'
import { type Chatting, takeVerb } from './take-message.ts'
import { type Change, createWorld, type Engine, findPhone } from './world.ts'

export type WahaServerOptions = {
  port?: number
  apiKey?: string
  engine?: Engine
  /** Like the versions before 2025. */
  isOld?: boolean
  clock?: () => Date
  /** Tells what became of messages; on, if not said. */
  acks?: boolean
  /** The first pause before refused news is posted again; it doubles from there. */
  firstPauseMs?: number
  /** What WAHA believes its own address to be, in the addresses of files. */
  believedUrl?: string
}

/** How a call goes wrong. `on` is the last word of its path: `sendText`, `sessions`, `files`. */
export type WahaFault = Fault &
  (
    | { does: 'refuse'; status: number; body?: object; location?: string }
    /** WhatsApp itself says no, with this number. */
    | { does: 'engine-error'; code: number }
    | { does: 'server-error' | 'bad-gateway' }
    /** The connection breaks, or nothing comes, before or after the call took effect. */
    | { does: 'reset-before' | 'reset-after' | 'hang-before' | 'hang-after' }
  )

/** A WAHA server with its engine and the people on the other side, on this machine. */
export async function startWaha(options: WahaServerOptions = {}) {
  const { apiKey = randomBytes(16).toString('hex'), clock = () => new Date() } = options
  const { engine = 'NOWEB', isOld = false, acks = true, firstPauseMs = 100 } = options
  const world = createWorld({ engine, isOld, now: clock })
  const news = createNews(world, { firstPauseMs })
  const life = createSessionLife(world, news)
  const chatting: Chatting = { world, news, life, tellsAcks: acks }
  const faults = createFaults<WahaFault>()
  const posted: { verb: string; body: Record<string, unknown> }[] = []
  const calls: string[] = []
  const server: Server = { apiKey, chatting, faults, posted, calls }

  const served = await serve((call) => answer(server, call), options.port)
  const believed = options.believedUrl ?? 'http://localhost:3000'
  const { tell: _tell, stop: stopNews, ...webhooks } = news
  return {
    ...createHands(chatting, (path) => `${believed}/${path}`),
    ...createEyes(chatting),
    ...createOddities(chatting),
    scan: life.scan,
    nextCode: life.nextCode,
    expireCodes: life.expireCodes,
    unlinkOnPhone: life.unlinkOnPhone,
    loseConnection: life.loseConnection,
    regainConnection: life.regainConnection,
    url: served.url,
    apiKey,
    webhooks,
    session: (name: string) => life.needed(name),
    sessions: () => [...world.sessions.values()],
    /** WAHA empties its folder every few minutes. */
    forgetFiles: () => world.files.clear(),
    fail: (fault: WahaFault) => faults.plan(fault),
    /** The last bodies posted to the verbs of chatting, oldest first. */
    posted: () => [...posted],
    /** Every call so far: method and path. */
    calls: () => [...calls],
    /** Tells the listener of every change, until the function it returns is called. */
    onChange: (listener: (change: Change) => void) => world.changes.add(listener),
    async stop() {
      stopNews()
      await served.stop()
    },
  }
}

type Server = {
  apiKey: string
  chatting: Chatting
  faults: ReturnType<typeof createFaults<WahaFault>>
  posted: { verb: string; body: Record<string, unknown> }[]
  calls: string[]
}

async function answer(server: Server, call: Call): Promise<Answer> {
  server.calls.push(`${call.method} ${call.path}`)
  const fault = server.faults.take(nameOf(call.path))
  const early = fault && before(fault)
  if (early) return early
  const said = perform(server, call)
  return fault?.does === 'reset-after' ? 'reset' : fault?.does === 'hang-after' ? 'hang' : said
}

function perform(server: Server, call: Call): Answer {
  try {
    if (call.headers['x-api-key'] !== server.apiKey) throw new Refused(401, 'Unauthorized')
    return route(server, call)
  } catch (error) {
    if (error instanceof Refused) return refusal(error)
    throw error
  }
}

function route({ chatting, posted }: Server, call: Call): Answer {
  const { world, life } = chatting
  const [, api, first = '', ...rest] = call.path.split('/').map(decodeURIComponent)
  if (api !== 'api') throw new Refused(404, `Cannot ${call.method} ${call.path}`)
  if (first === 'sessions') return serveSessions({ world, life, call })
  if (first === 'files') return serveFile(chatting, call)
  if (isVerb(first) && call.method === (first === 'reaction' ? 'PUT' : 'POST')) {
    const body = bodyOf(call)
    posted.push({ verb: first, body })
    return takeVerb(chatting, first, body)
  }
  if (call.method === 'GET') {
    const [section, ...more] = rest
    if (section === 'auth' && more[0] === 'qr') return serveQr({ world, life, call }, first)
    if (section === 'lids' && more[0]) return serveLid(chatting, first, more[0])
    if (section === 'chats' && more[1] === 'messages') return serveMessage(chatting, first, more)
  }
  throw new Refused(404, `Cannot ${call.method} ${call.path}`)
}

/** `GET /api/<session>/lids/<lid>` */
function serveLid({ world, life }: Chatting, session: string, given: string): Answer {
  if (world.isOld) throw new Refused(404, 'Cannot GET lids')
  const { status } = life.needed(session)
  if (status !== 'WORKING') throw notReady(session, status, 'WORKING')
  const lid = given.includes('@') ? given : `${given}@lid`
  const phone = findPhone(world, lid)
  const knows = phone && phone.hides !== 'number-for-good'
  return json(200, { lid, pn: knows ? `${phone.number}@c.us` : null })
}

/** `GET /api/<session>/chats/<chat>/messages/<id>`: fetches its file from WhatsApp again. */
function serveMessage({ world, life }: Chatting, session: string, path: string[]): Answer {
  life.needed(session)
  const [chat = '', , messageId] = path
  const { id = '' } = parseMessageId(messageId) ?? {}
  const message = findPhone(world, chat)?.messages.get(id)
  if (!message) throw new Refused(404, 'Message not found')
  const file = `api/files/${session}/${id}`
  if (message.file) world.files.set(file, message.file)
  const media = message.file && {
    url: `http://localhost:3000/${file}`,
    mimetype: message.file.mime,
  }
  return json(200, { id: messageId, hasMedia: Boolean(media), media: media ?? null })
}

function serveFile({ world }: Chatting, call: Call): Answer {
  const file = world.files.get(call.path.slice(1))
  if (!file) throw new Refused(404, 'File not found')
  return { status: 200, type: file.mime, body: file.bytes }
}

function before(fault: WahaFault): Answer | undefined {
  switch (fault.does) {
    case 'refuse': {
      const { status, body, location } = fault
      const headers = { ...(location !== undefined && { location }) }
      return { status, headers, body: JSON.stringify(new Refused(status, 'Refused', body).body) }
    }
    case 'engine-error':
      return engineError(`2 UNKNOWN: server returned error ${fault.code}`)
    case 'server-error':
      return engineError('Something went wrong')
    case 'bad-gateway':
      return { status: 502, type: 'text/html', body: '<html><h1>502 Bad Gateway</h1></html>' }
    case 'reset-before':
      return 'reset'
    case 'hang-before':
      return 'hang'
    case 'reset-after':
    case 'hang-after':
      return undefined
  }
}

const nameOf = (path: string) =>
  /\/(lids|auth|chats|files|sessions)\b/.exec(path)?.[1] ?? path.split('/').at(-1) ?? ''
