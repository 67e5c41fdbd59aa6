import { type Answer, type Call, json } from '../../../stand-in/serve.ts'
import { asRecord } from '../message-id.ts'
import { notReady, Refused } from './answers.ts'
import { check, sessionBody } from './check-body.ts'
import type { SessionLife } from './session-life.ts'
import type { Session, World } from './world.ts'

type Asked = { world: World; life: SessionLife; call: Call }

/** `/api/sessions…` */
export function serveSessions({ world, life, call }: Asked): Answer {
  const [, name = '', verb = ''] = PATH.exec(call.path) ?? []
  if (!name) {
    if (call.method === 'GET') return listed(world, call)
    if (call.method === 'POST') return created({ world, life, call })
    throw new Refused(404, `Cannot ${call.method} ${call.path}`)
  }
  const session = life.needed(decodeURIComponent(name))
  if (!verb && call.method === 'GET') return json(200, shown(world, session))
  if (!verb && call.method === 'PUT') return configured({ world, life, call }, session)
  if (verb === 'me' && call.method === 'GET') return json(200, meOf(session))
  if (call.method === 'POST') turn(life, session, verb)
  else throw new Refused(404, `Cannot ${call.method} ${call.path}`)
  return json(201, shown(world, session))
}

function listed(world: World, { query }: Call) {
  const all = [...world.sessions.values()]
  const wanted = query.get('all') === 'true' ? all : all.filter(isRunning)
  return json(
    200,
    wanted.map((session) => shown(world, session)),
  )
}

function created({ world, life, call }: Asked) {
  const { name, config, start = true } = check(sessionBody, bodyOf(call))
  if (world.sessions.has(name)) {
    throw new Refused(422, `Session '${name}' already exists. Use PUT to update it.`)
  }
  const session: Session = {
    name,
    status: 'STOPPED',
    config: config as Session['config'],
    me: undefined,
    qr: undefined,
  }
  world.sessions.set(name, session)
  if (start) life.start(session)
  return json(201, shown(world, session))
}

/** A running session is stopped for it and started again. */
function configured({ world, life, call }: Asked, session: Session) {
  const { config } = check(sessionBody, bodyOf(call))
  const wasRunning = isRunning(session)
  life.stop(session)
  session.config = config as Session['config']
  if (wasRunning) life.start(session)
  return json(200, shown(world, session))
}

function turn(life: SessionLife, session: Session, verb: string) {
  const wasRunning = isRunning(session)
  switch (verb) {
    case 'start':
      if (!wasRunning) life.start(session)
      return
    case 'stop':
      life.stop(session)
      return
    case 'restart':
      life.stop(session)
      life.start(session)
      return
    case 'logout':
      life.stop(session)
      session.me = undefined
      if (wasRunning) life.start(session)
      return
    default:
      throw new Refused(404, `Cannot POST ${verb}`)
  }
}

/** `GET /api/<session>/auth/qr` */
export function serveQr({ life, call }: Asked, name: string): Answer {
  const { qr, status } = life.needed(name)
  if (!qr) throw notReady(name, status, 'SCAN_QR_CODE')
  if (call.query.get('format') === 'raw') return json(200, { value: qr.code })
  const picture = Buffer.concat([PNG, Buffer.from(qr.code)])
  return call.headers['accept'] === 'application/json'
    ? json(200, { mimetype: 'image/png', data: picture.toString('base64') })
    : { status: 200, type: 'image/png', body: picture }
}

const shown = ({ engine }: World, session: Session) => ({
  name: session.name,
  status: session.status,
  config: session.config,
  me: meOf(session),
  engine: { engine },
})

const meOf = ({ me, status }: Session) => (status === 'WORKING' ? (me ?? null) : null)
const isRunning = ({ status }: Session) => status !== 'STOPPED'

export function bodyOf({ body }: Call): Record<string, unknown> {
  try {
    return asRecord(JSON.parse(body.toString()))
  } catch {
    throw new Refused(400, 'Unexpected token in JSON')
  }
}

const PATH = /^\/api\/sessions(?:\/([^/]+)(?:\/([a-z]+))?)?\/?$/
/** How a picture begins; nobody looks at the rest. */
const PNG = Buffer.from('89504e470d0a1a0a', 'hex')
