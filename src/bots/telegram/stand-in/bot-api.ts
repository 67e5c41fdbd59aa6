import { randomBytes } from 'node:crypto'
import { createFaults, type Fault } from '../../stand-in/faults.ts'
import { type Answer, type Call, json, serve } from '../../stand-in/serve.ts'
import { botMethods } from './bot-methods.ts'
import { forumMethods } from './forum-methods.ts'
import { messageMethods } from './message-methods.ts'
import { type Params, readParams, Refused } from './params.ts'
import { createPhones, type Phones } from './phones.ts'
import { restoreSnapshot, takeSnapshot } from './snapshot.ts'
import { createUpdates, type Updates } from './updates.ts'
import { createWorld, type World } from './world.ts'

export type BotApiOptions = {
  port?: number
  /** Dates of messages; the real time, if not said. */
  clock?: () => Date
  token?: string
  bot?: { username: string; name: string }
  /** The first pause before a refused webhook is posted again; it doubles from there. */
  firstPauseMs?: number
}

/** How a call goes wrong. `on` is a method's name. */
export type BotApiFault = Fault &
  (
    | { does: 'flood'; retryAfter: number }
    | { does: 'refuse'; code: number; description: string }
    /** Telegram's own trouble, as JSON, and as the page a proxy shows. */
    | { does: 'server-error' | 'bad-gateway' }
    /** The connection breaks, or nothing comes, before or after the call took effect. */
    | { does: 'reset-before' | 'reset-after' | 'hang-before' | 'hang-after' }
  )

export type BotApi = Phones & {
  /** For `apiRoot`. */
  url: string
  token: string
  bot: World['bot']
  /** Makes the next calls go wrong. */
  fail: (fault: BotApiFault) => void
  /** The last calls the bot made, oldest first. */
  calls: (method?: string) => { method: string; values: Record<string, unknown> }[]
  /** Updates the bot has not confirmed yet. */
  pending: () => number
  /** Everything a later start needs to go on where this one ended. */
  snapshot: () => Uint8Array
  restore: (snapshot: Uint8Array) => void
  stop: () => Promise<void>
}

/** Telegram, played by a loopback server that is as strict as the real one. */
export async function startBotApi(options: BotApiOptions = {}): Promise<BotApi> {
  const { port, clock = () => new Date(), firstPauseMs = 100 } = options
  const token = options.token ?? `7000000001:${randomBytes(26).toString('base64url')}`
  const bot = {
    ...(options.bot ?? { username: 'wicara_bot', name: 'Wicara' }),
    id: Number(token.split(':')[0]),
  }
  const world = createWorld(bot, clock)
  const updates = createUpdates(world.nextId, firstPauseMs)
  const faults = createFaults<BotApiFault>()
  const calls: { method: string; values: Record<string, unknown> }[] = []

  async function answer(call: Call): Promise<Answer> {
    const [, kind, given, name = '', file] = PATH.exec(call.path) ?? []
    if (given !== token) return refusal(new Refused(401, 'Unauthorized'))
    if (kind === 'file/bot') return download(world, file ?? '')

    const fault = faults.take(name)
    const early = fault && before(fault)
    if (early) return early
    const said = await perform(call, name)
    return fault?.does === 'reset-after' ? 'reset' : fault?.does === 'hang-after' ? 'hang' : said
  }

  async function perform(call: Call, name: string) {
    try {
      const params = readParams(call)
      calls.push({ method: name, values: params.values })
      if (calls.length > MAX_CALLS) calls.shift()
      const result = await run({ world, updates, call, params }, name)
      return json(200, { ok: true, result })
    } catch (error) {
      if (error instanceof Refused) return refusal(error)
      if (error instanceof SyntaxError)
        return refusal(new Refused(400, "Bad Request: can't parse JSON"))
      throw error
    }
  }

  const served = await serve(answer, port)
  return {
    ...createPhones(world, updates),
    url: served.url,
    token,
    bot,
    fail: (fault) => faults.plan(fault),
    calls: (method) => calls.filter((call) => method === undefined || call.method === method),
    pending: updates.pending,
    snapshot: () => takeSnapshot(world),
    restore: (snapshot) => restoreSnapshot(world, snapshot),
    async stop() {
      updates.stop()
      await served.stop()
    },
  }
}

type Performing = { world: World; updates: Updates; call: Call; params: Params }

function run({ world, updates, call, params }: Performing, name: string): unknown {
  switch (name) {
    case 'getUpdates':
      return updates.getUpdates(params, call.gone)
    case 'setWebhook':
      return updates.setWebhook(params)
    case 'deleteWebhook':
      return updates.deleteWebhook(params)
    case 'getWebhookInfo':
      return updates.getWebhookInfo()
    default: {
      const method = messageMethods[name] ?? forumMethods[name] ?? botMethods[name]
      if (!method) throw new Refused(404, 'Not Found: method not found')
      return method(world, params)
    }
  }
}

function before(fault: BotApiFault): Answer | undefined {
  switch (fault.does) {
    case 'flood': {
      const retry_after = fault.retryAfter
      const words = `Too Many Requests: retry after ${retry_after}`
      return refusal(new Refused(429, words, { retry_after }))
    }
    case 'refuse':
      return refusal(new Refused(fault.code, fault.description))
    case 'server-error':
      return refusal(new Refused(500, 'Internal Server Error'))
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

function refusal({ status, message, parameters }: Refused): Answer {
  const body = { ok: false, error_code: status, description: message }
  return json(status, { ...body, ...(parameters && { parameters }) })
}

function download(world: World, path: string): Answer {
  const file = world.files.get(path.replace(/\..*$/, ''))
  if (!file) return refusal(new Refused(404, 'Not Found'))
  return { status: 200, type: 'application/octet-stream', body: file.bytes }
}

const PATH = /^\/(bot|file\/bot)([^/]+)\/([^/]+)\/?(.*)$/
const MAX_CALLS = 1000
