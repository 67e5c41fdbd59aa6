import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CustomerOptions } from './customer.ts'
import type { WhatsAppFault } from './faults.ts'
import type { SendOptions } from './write.ts'
import type { Handles } from './whatsapp-server.ts'

type Body = Record<string, unknown> & { account: string; customer: CustomerOptions }

/** For whoever drives the stand-in from another process: thin names for what the handles do. */
export async function answerControl(
  standIn: Handles,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const [, verb = ''] = /^\/control\/([\w-]+)$/.exec(request.url ?? '') ?? []
  const perform = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined
  const say = (status: number, body: unknown) =>
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(JSON.stringify(body ?? null))
  // A web page in somebody's browser is nobody to lead it.
  if (request.headers.origin) return void say(403, { error: 'Not from a page' })
  if (request.method !== 'POST' || !perform) return void say(404, { error: `No verb ${verb}` })
  try {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const text = Buffer.concat(chunks).toString()
    say(200, await perform(standIn, (text ? JSON.parse(text) : {}) as Body))
  } catch (error) {
    say(400, { error: String(error) })
  }
}

type ControlText = SendOptions & { customer: CustomerOptions; text: string }

const VERBS: Record<string, (standIn: Handles, body: Body) => unknown> = {
  scan: ({ scan }, { qr, phone, name, lid }) => {
    const linked = scan(String(qr), { phone, name, lid } as Parameters<typeof scan>[1])
    return { phone: linked.phone, lid: linked.lid }
  },
  customer: ({ customer }, body) => {
    const { key, phone, lid, jid } = customer(body.customer)
    return { key, phone, lid, jid }
  },
  text: async ({ customer }, { customer: from, account, text, ...options }) => ({
    id: await customer(from).sendText(account, String(text), options),
  }),
  /** Many at once: `messages: [{ customer, text, plain … }]`, in that order. */
  texts: async ({ customer }, { account, messages }) => {
    const ids: string[] = []
    for (const { customer: from, text, ...options } of messages as ControlText[]) {
      ids.push(await customer(from).sendText(account, text, options))
    }
    return { ids }
  },
  ad: async ({ customer }, { customer: from, account, ad, ...options }) => {
    type Ad = Parameters<ReturnType<typeof customer>['sendAd']>[1]
    return { id: await customer(from).sendAd(account, ad as Ad, options) }
  },
  received: ({ customer }, { customer: by }) =>
    customer(by)
      .received()
      .map(({ id, kind, text, about, times, revoked, edits, media }) => {
        const size = media?.bytes.length
        return { id, kind, text, about, times, revoked, edits, size }
      }),
  'owner-text': async ({ business }, { account, to, text }) => ({
    id: await business(account).ownerSendsText(String(to), String(text)),
  }),
  fail: ({ business }, { account, fault }) => business(account).fail(fault as WhatsAppFault),
  end: ({ business }, { account, code }) => business(account).end(Number(code)),
  stall: ({ business }, { account }) => business(account).stall(),
  resume: ({ business }, { account }) => business(account).resume(),
  cut: ({ business }, { account }) => business(account).cut(),
  businesses: ({ businesses }) =>
    businesses().map(({ phone, lid, isOnline, backlog, arrivals }) => ({
      phone,
      lid,
      online: isOnline(),
      backlog: backlog(),
      arrivals: arrivals(),
    })),
}
