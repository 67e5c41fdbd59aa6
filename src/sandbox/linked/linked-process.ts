import type { Received } from '../../bots/whatsapp/baileys/stand-in/received.ts'
import {
  startWhatsApp,
  type WhatsAppStandIn,
} from '../../bots/whatsapp/baileys/stand-in/whatsapp-server.ts'
import type { Change } from '../../bots/whatsapp/baileys/stand-in/world.ts'
import { openNetwork } from './network.ts'
import type { Deed, Order, PhoneChange, Told } from './protocol.ts'

// The process that plays WhatsApp for linked numbers: what it needs is large, and most visitors of
// the sandbox never link one. It ends with whoever started it.

type Playing = { standIn: WhatsAppStandIn; network: Awaited<ReturnType<typeof openNetwork>> }

const tell = (told: Told) => {
  if (process.connected) process.send?.(told, undefined, undefined, () => {})
}
const { promise: begun, resolve: begin } = Promise.withResolvers<Playing>()
/** One after the other: people read in the order in which was written. */
let last: Promise<unknown> = begun

process.on('message', (order: Order) => {
  if (order.kind === 'begin') return void open(order).then(begin)
  const { id, deed } = order
  last = last
    .then(async () => tell({ kind: 'did', id, value: await perform(await begun, deed) }))
    .catch((error: unknown) => {
      tell({ kind: 'refused', id, why: error instanceof Error ? error.message : String(error) })
    })
})
process.on('disconnect', () => process.exit(0))
// Ours to wait for: whoever started us says when, by going.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})

async function open({ state }: Extract<Order, { kind: 'begin' }>): Promise<Playing> {
  const standIn = await startWhatsApp(state ? { state } : {})
  const network = await openNetwork(Number(new URL(standIn.wsUrl).port))
  standIn.onChange((change) => hear(standIn, change))
  tellNumbers(standIn)
  const { caPem } = standIn
  const certRoot = standIn.certRoot.toString('hex')
  tell({ kind: 'ready', server: { wsUrl: `ws://127.0.0.1:${network.port}`, certRoot, caPem } })
  return { standIn, network }
}

function perform({ standIn, network }: Playing, deed: Deed): unknown {
  switch (deed.does) {
    case 'introduce':
      for (const person of deed.people) standIn.customer(person)
      return undefined
    case 'scan':
      return standIn.scan(deed.qr, { phone: deed.phone, name: deed.name }).phone
    case 'end':
      standIn.business(deed.account).end(deed.code)
      return tellNumbers(standIn)
    case 'hold': {
      const { until } = deed
      const restriction = until && { endsAt: until, type: 'DEFAULT' }
      return standIn.business(deed.account).restrict({ isActive: Boolean(until), ...restriction })
    }
    case 'network':
      return network.switch(deed.on)
    case 'save':
      return standIn.save()
    case 'read':
      return standIn.customer({ phone: deed.customer }).readMessages(deed.account, deed.ids)
    case 'text':
    case 'file':
    case 'place':
      return write(standIn, deed)
  }
}

type Writing = Extract<Deed, { id: string }>

function write(standIn: WhatsAppStandIn, deed: Writing) {
  const { account, id, at, replyTo } = deed
  const customer = standIn.customer({ phone: deed.customer })
  const options = { id, at, quote: replyTo }
  switch (deed.does) {
    case 'text':
      return customer.sendText(account, deed.text, options)
    case 'place':
      return customer.sendLocation(account, deed.place, options)
    case 'file': {
      const { file, caption } = deed
      const said = { ...(caption !== undefined && { caption }), fileName: file.name }
      const { mime, bytes } = file
      return customer.sendMedia(account, { type: typeOf(mime), mime, bytes, ...said }, options)
    }
  }
}

function typeOf(mime: string) {
  const [family] = mime.split('/')
  return family === 'image' || family === 'video' || family === 'audio' ? family : 'document'
}

function hear(standIn: WhatsAppStandIn, change: Change) {
  if (!('customer' in change)) return tellNumbers(standIn)
  const shown = shownOf(change)
  if (shown) tell({ kind: 'change', account: change.account, customer: change.customer, ...shown })
}

function shownOf(change: Extract<Change, { customer: string }>): PhoneChange | undefined {
  switch (change.what) {
    case 'received':
      return receivedOf(change.message)
    case 'typing':
      return { what: 'typing', on: change.state === 'composing' }
    case 'fate': {
      const { id, fate } = change
      return fate === 'read' || fate === 'delivered' ? { what: 'fate', id, fate } : undefined
    }
  }
}

function receivedOf(message: Received): PhoneChange {
  const { id, kind, text = '', about, media, location, edits, revoked } = message
  const isReaction = kind === 'reaction'
  const { mime = '', bytes, fileName } = media ?? {}
  return {
    what: 'received',
    id,
    text: !isReaction && location ? '' : text,
    ...(about !== undefined && (isReaction ? { reactsTo: about } : { replyTo: about })),
    ...(bytes && { file: { name: fileName ?? `${kind}.${mime.split('/')[1]}`, mime, bytes } }),
    ...(location && { place: location }),
    edited: edits.length > 0,
    revoked,
  }
}

function tellNumbers({ businesses }: WhatsAppStandIn) {
  const numbers = businesses().map((one) => ({
    phone: one.phone,
    linked: one.devices().length > 0,
    online: one.isOnline(),
  }))
  tell({ kind: 'numbers', numbers })
}
