import { randomBytes } from 'node:crypto'
import { createFaults, type Fault } from '../../../stand-in/faults.ts'
import { type Answer, type Call, json, serve } from '../../../stand-in/serve.ts'
import { Refused, refusal } from './graph-answers.ts'
import { describeMedia, serveMedia, uploadMedia } from './media-shelf.ts'
import { createNews, type News } from './news.ts'
import { createPhones, type Phones } from './phones.ts'
import { beginSample, fillSample } from './samples.ts'
import { restoreSnapshot, takeSnapshot } from './snapshot.ts'
import { takeMessage } from './take-message.ts'
import { createReview, createTemplate, deleteTemplate, listTemplates } from './templates.ts'
import { createWorld, type World } from './world.ts'

export type CloudApiOptions = {
  port?: number
  /** Where news goes from the start; otherwise it waits for `webhooks.subscribe`. */
  webhookUrl?: string
  phoneNumberId?: string
  token?: string
  appSecret?: string
  verifyToken?: string
  /** Decides about the 24 hours; the real time, if not said. */
  clock?: () => Date
  /** Refuses free words a day after the customer last wrote; on, if not said. */
  countsHours?: boolean
  /** How many templates a page has; 100, if not said. */
  templatesPerPage?: number
  /** Tells what became of messages; on, if not said. */
  statuses?: boolean
  /** The first pause before refused news is posted again; it doubles from there. */
  firstPauseMs?: number
}

/** How a call goes wrong. `on` is `messages`, `media`, `message_templates`, or `look` for reading. */
export type CloudFault = Fault &
  (
    | { does: 'refuse'; code: number }
    /** Accepted first, and then a status that says it failed. */
    | { does: 'fail-later'; code: number }
    | { does: 'server-error' | 'bad-gateway' }
    /** The connection breaks, or nothing comes, before or after the call took effect. */
    | { does: 'reset-before' | 'reset-after' | 'hang-before' | 'hang-after' }
  )

export type CloudApi = Phones & {
  /** For `graphUrl`. */
  url: string
  phoneNumberId: string
  token: string
  appSecret: string
  verifyToken: string
  webhooks: Omit<News, 'tell' | 'stop'>
  wabaId: string
  /** What Meta decides about the templates that were handed in. */
  templates: ReturnType<typeof createReview>
  /** Makes the next calls go wrong. */
  fail: (fault: CloudFault) => void
  /** The last bodies posted to `messages`, oldest first. */
  posted: () => Record<string, unknown>[]
  /** Everything a later start needs to go on where this one ended. */
  snapshot: () => Uint8Array
  restore: (snapshot: Uint8Array) => void
  stop: () => Promise<void>
}

/** Meta's Cloud API, played by a loopback server that is as strict as the real one. */
export async function startCloudApi(options: CloudApiOptions = {}): Promise<CloudApi> {
  const {
    phoneNumberId = '106540352242922',
    token = `EAAG${randomBytes(24).toString('hex')}`,
    appSecret = randomBytes(16).toString('hex'),
    verifyToken = randomBytes(8).toString('hex'),
    clock = () => new Date(),
    countsHours = true,
    statuses = true,
    firstPauseMs = 100,
  } = options
  const business = {
    phoneNumberId,
    wabaId: '102290129340398',
    number: '6281100009999',
    name: 'Wicara',
  }
  const { templatesPerPage = 100 } = options
  const world = createWorld({ business, now: clock, countsHours, templatesPerPage })
  const news = createNews({
    business,
    appSecret,
    verifyToken,
    url: options.webhookUrl,
    firstPauseMs,
  })
  const faults = createFaults<CloudFault>()
  const posted: Record<string, unknown>[] = []
  const api: Api = { world, news, statuses, token, posted, faults }

  const served = await serve((call) => answer(api, call), options.port)
  const { tell: _tell, stop: stopNews, ...webhooks } = news
  return {
    ...createPhones({ world, news, tellStatuses: statuses }),
    url: served.url,
    phoneNumberId,
    wabaId: business.wabaId,
    token,
    appSecret,
    verifyToken,
    webhooks,
    templates: createReview(world, news),
    fail: (fault) => faults.plan(fault),
    posted: () => [...posted],
    snapshot: () => takeSnapshot(world),
    restore: (snapshot) => restoreSnapshot(world, snapshot),
    async stop() {
      stopNews()
      await served.stop()
    },
  }
}

type Api = {
  world: World
  news: News
  statuses: boolean
  token: string
  posted: Record<string, unknown>[]
  faults: ReturnType<typeof createFaults<CloudFault>>
}

async function answer(api: Api, call: Call): Promise<Answer> {
  const [, object = '', edge = ''] = PATH.exec(call.path) ?? []
  const fault = api.faults.take(edge || 'look')
  const early = fault && before(fault)
  if (early) return early
  const said = perform(api, call, { object, edge, fault })
  return fault?.does === 'reset-after' ? 'reset' : fault?.does === 'hang-after' ? 'hang' : said
}

type Asked = { object: string; edge: string; fault: CloudFault | undefined }

function perform(api: Api, call: Call, asked: Asked): Answer {
  try {
    const scheme = asked.object.startsWith('upload:') ? 'OAuth' : 'Bearer'
    if (call.headers['authorization'] !== `${scheme} ${api.token}`) throw new Refused(190)
    if (call.path.startsWith('/whatsapp_business/')) return serveMedia(api.world, call)
    return json(200, run(api, call, asked))
  } catch (error) {
    if (error instanceof Refused) return refusal(error)
    if (error instanceof SyntaxError) return refusal(new Refused(100, 'Invalid JSON'))
    throw error
  }
}

function run({ world, news, statuses, posted }: Api, call: Call, { object, edge, fault }: Asked) {
  const { phoneNumberId, wabaId } = world.business
  const ours = object === phoneNumberId
  if (call.method === 'POST' && ours && edge === 'messages') {
    const body: unknown = JSON.parse(call.body.toString())
    posted.push(body as Record<string, unknown>)
    if (posted.length > MAX_POSTED) posted.shift()
    const later = fault?.does === 'fail-later' ? new Refused(fault.code) : undefined
    return takeMessage({ world, news, tellStatuses: statuses }, body, later)
  }
  if (call.method === 'POST' && ours && edge === 'media') return uploadMedia(world, call)
  if (object === wabaId && edge === 'message_templates') return shelf(world, call)
  if (call.method === 'POST' && `${object}/${edge}` === 'app/uploads')
    return beginSample(world, call)
  if (call.method === 'POST' && object.startsWith('upload:')) return fillSample(world, call, object)
  if (call.method === 'GET' && ours && edge === '') return describeNumber(world, call)
  if (call.method === 'GET' && object && edge === '') {
    return describeMedia(world, object, baseOf(call))
  }
  throw new Refused(
    100,
    `Unsupported ${call.method} request. Object with ID '${object}' does not exist`,
  )
}

function shelf(world: World, call: Call) {
  if (call.method === 'POST') return createTemplate(world, call)
  if (call.method === 'DELETE') return deleteTemplate(world, call)
  return listTemplates(world, call, baseOf(call))
}

/** A field Meta does not have spoils the whole answer. */
function describeNumber({ business, standing }: World, { query }: Call) {
  const { number, name, phoneNumberId: id } = business
  const all = { display_phone_number: `+${number}`, verified_name: name, ...standing, id }
  const asked = (query.get('fields') ?? 'display_phone_number,verified_name').split(',')
  const missing = asked.find((field) => !(field in all))
  if (missing) throw new Refused(100, `Tried accessing nonexisting field (${missing})`)
  const told = Object.entries(all).filter(([field]) => field === 'id' || asked.includes(field))
  return Object.fromEntries(told)
}

const baseOf = ({ headers }: Call) => `http://${headers['host']}`

function before(fault: CloudFault): Answer | undefined {
  switch (fault.does) {
    case 'refuse':
      return refusal(new Refused(fault.code))
    case 'server-error':
      return refusal(new Refused(131_000))
    case 'bad-gateway':
      return { status: 502, type: 'text/html', body: '<html><h1>502 Bad Gateway</h1></html>' }
    case 'reset-before':
      return 'reset'
    case 'hang-before':
      return 'hang'
    case 'fail-later':
    case 'reset-after':
    case 'hang-after':
      return undefined
  }
}

const PATH = /^\/v\d+\.\d+\/([^/]+)(?:\/([^/]+))?\/?$/
const MAX_POSTED = 1000
