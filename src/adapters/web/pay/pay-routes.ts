import type { PaymentView } from '../../../domain/payments/payment-view.ts'
import { Refusal, type RefusalReasons } from '../../../domain/refusal.ts'
import type { Language } from '../../../domain/people/person.ts'
import { refusals as english } from '../../../intents/wording/en/refusals.ts'
import { refusals as indonesian } from '../../../intents/wording/id/refusals.ts'
import { fileAnswer } from '../files/file-routes.ts'
import { Problem, type Route, type RouteRequest, seeOther } from '../route.ts'
import type { PayChanges } from './pay-changes.ts'
import { payEventsRoute, type StreamLimits } from './pay-events.ts'
import { payPage, type Shop } from './pay-page.ts'

/** What the business does for the page. A token that is no link of ours is refused as `order.unknown`. */
export type Pay = {
  show: (token: string) => Promise<PaymentView>
  choose: (choice: { token: string; method: string }) => Promise<unknown>
  /** The PDF, or undefined while nothing is paid. */
  receipt: (token: string) => Promise<Uint8Array | undefined>
  shop: () => Promise<Shop>
}

type PaySettings = { timeZone: string; publicUrl?: string; streams: StreamLimits }
type PayParts = { pay: Pay; changes: PayChanges; now: () => Date }

export function payRoutes(settings: PaySettings, { pay, changes, now }: PayParts): Route[] {
  const show = (token: string) => known(token, () => pay.show(token))
  const scene = { ...settings, pay, now, show }
  return [
    payEventsRoute(show, changes, settings.streams),
    receiptRoute(show, pay),
    {
      method: 'GET',
      path: '/pay/:token',
      audience: 'people',
      limit: { name: 'pay', perMinute: 600 },
      handle: (request) => pageOf(scene, request),
    },
    chooseRoute(scene),
    {
      // Where a browser asks again for the page that a refused choice left it on.
      method: 'GET',
      path: '/pay/:token/:method',
      audience: 'people',
      limit: { name: 'pay', perMinute: 600 },
      handle: async (request) => seeOther(pathOf(settings, request) + langOf(request)),
    },
  ]
}

type Scene = PaySettings & {
  pay: Pay
  now: () => Date
  show: (token: string) => Promise<PaymentView>
}

async function pageOf(scene: Scene, request: RouteRequest, refusal?: Refusal) {
  const [view, shop] = await Promise.all([
    scene.show(request.params['token'] ?? ''),
    scene.pay.shop(),
  ])
  const language = languageAsked(request) ?? view.language
  return payPage({
    view,
    shop,
    language,
    now: scene.now(),
    timeZone: scene.timeZone,
    path: pathOf(scene, request),
    ...(refusal && { notice: sentence(refusal, language) }),
  })
}

function chooseRoute(scene: Scene): Route {
  // Two taps at once are one choice; the second waits for what became of the first.
  const choosing = new Map<string, Promise<unknown>>()
  const chooseOnce = (token: string, method: string) => {
    const key = `${token} ${method}`
    const going =
      choosing.get(key) ??
      known(token, () => scene.pay.choose({ token, method })).finally(() => choosing.delete(key))
    choosing.set(key, going)
    return going
  }
  return {
    method: 'POST',
    path: '/pay/:token/:method',
    audience: 'people',
    limit: { name: 'pay-choose', perMinute: 60 },
    handle: async (request) => {
      const { token = '', method = '' } = request.params
      if (!/^[\w-]{1,40}$/.test(method)) throw unknown()
      try {
        await chooseOnce(token, method)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        if (error.code === 'input.invalid') throw unknown()
        // That an order is closed by now, the page says better itself.
        if (error.code !== 'order.closed') return pageOf(scene, request, error)
      }
      return seeOther(pathOf(scene, request) + langOf(request))
    },
  }
}

function receiptRoute(show: Scene['show'], pay: Pay): Route {
  return {
    method: 'GET',
    path: '/pay/:token/receipt.pdf',
    audience: 'people',
    limit: { name: 'receipt', perMinute: 60 },
    handle: async ({ params }) => {
      const token = params['token'] ?? ''
      const { receiptNumber } = await show(token)
      const bytes = receiptNumber === null ? undefined : await pay.receipt(token)
      if (!bytes) throw new Problem(404, 'no_receipt', 'Nothing is paid yet.')
      return fileAnswer({ bytes, name: `${receiptNumber}.pdf`, mime: 'application/pdf' })
    },
  }
}

/** Nothing that cannot be a link of ours reaches the business. */
async function known<T>(token: string, work: () => Promise<T>): Promise<T> {
  if (!/^[\w.~-]{16,200}$/.test(token)) throw unknown()
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refusal && error.code === 'order.unknown') throw unknown()
    throw error
  }
}

function unknown() {
  return new Problem(404, 'unknown_reference', 'This link leads to no order.')
}

function sentence(refusal: Refusal, language: Language) {
  const words = language === 'en' ? english : indonesian
  const say = words[refusal.code] as (why: RefusalReasons[typeof refusal.code]) => string
  return say(refusal.details)
}

function languageAsked({ query }: RouteRequest): Language | undefined {
  const { lang } = query
  return lang === 'id' || lang === 'en' ? lang : undefined
}

function langOf(request: RouteRequest) {
  const language = languageAsked(request)
  return language ? `?lang=${language}` : ''
}

/** As the browser sees it: a proxy may serve us below a path of its own. */
function pathOf({ publicUrl }: PaySettings, { params }: RouteRequest) {
  const below = publicUrl === undefined ? '' : new URL(publicUrl).pathname.replace(/\/$/, '')
  return `${below}/pay/${params['token'] ?? ''}`
}
