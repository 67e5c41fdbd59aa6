import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import { createListeners } from '../../../stand-in/listeners.ts'
import { silenceSignal } from '../silence-signal.ts'
import { type Business, createBusiness } from './business.ts'
import { answerControl } from './control.ts'
import {
  accountAt,
  addPerson,
  createCustomer,
  type Customer,
  type CustomerOptions,
} from './customer.ts'
import { hear } from './hear.ts'
import { takeLine } from './line.ts'
import { hangUp, logIn } from './login.ts'
import { startMediaServer } from './media-server.ts'
import { createNoiseIdentity } from './noise.ts'
import { offerPairing, type PhoneThatScans, scanQr } from './pairing.ts'
import { restoreState, type SavedState, saveState } from './state.ts'
import type { Change, World } from './world.ts'

export type WhatsAppOptions = {
  port?: number
  mediaPort?: number
  /** What `save` gave before, so that linked devices find their account again. */
  state?: SavedState
  /** Owners' phones decrypt copies of what linked devices send; on, if not said. */
  readsCopies?: boolean
}

export type WhatsAppStandIn = {
  /** For `waWebSocketUrl`. */
  wsUrl: string
  /** Where `POST /control/<verb>` is answered. */
  controlUrl: string
  mediaUrl: string
  /** To be trusted by whoever loads media: NODE_EXTRA_CA_CERTS, or `tls.setDefaultCACertificates`. */
  caPem: string
  /** For `WA_CERT_DETAILS.PUBLIC_KEY`. */
  certRoot: Buffer<ArrayBuffer>
  /** A phone scans the QR of a client. */
  scan: (qrText: string, owner: PhoneThatScans) => Business
  /** A number that was linked before. */
  business: (phone: string) => Business
  businesses: () => Business[]
  /** The phone of a customer; the same one for the same number or LID. */
  customer: (options: CustomerOptions) => Customer
  customers: () => Customer[]
  onChange: (listener: (change: Change) => void) => () => void
  save: () => SavedState
  stop: () => Promise<void>
}

/** WhatsApp as linked devices see it, on loopback: the real wire, and people who can be led. */
export async function startWhatsApp(options: WhatsAppOptions = {}): Promise<WhatsAppStandIn> {
  silenceSignal()
  const shelf = await startMediaServer(options.mediaPort)
  const world: World = {
    accounts: new Map(),
    accountsByLid: new Map(),
    people: new Map(),
    unpaired: new Map(),
    devices: new Map(),
    shelf,
    changes: createListeners<Change>(),
    readsCopies: options.readsCopies ?? true,
  }
  if (options.state) restoreState(world, options.state)
  const standIn = createHandles(world)
  const identity = createNoiseIdentity()
  const server = createServer((request, response) => {
    void answerControl(standIn, request, response)
  })
  const sockets = new WebSocketServer({ server, perMessageDeflate: false })
  sockets.on('connection', (socket) => {
    takeLine(socket, identity, {
      opened: (line) =>
        line.payload.devicePairingData ? offerPairing(world, line) : logIn(world, line),
      node: (line, node) => hear(world, line, node),
      closed: (line) => hangUp(world, line),
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    ...standIn,
    wsUrl: `ws://127.0.0.1:${port}`,
    controlUrl: `http://127.0.0.1:${port}/control/`,
    mediaUrl: shelf.url,
    caPem: shelf.caPem,
    certRoot: identity.root,
    async stop() {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await Promise.all([closed, shelf.stop()])
    },
  }
}

export type Handles = Pick<
  WhatsAppStandIn,
  'scan' | 'business' | 'businesses' | 'customer' | 'customers' | 'onChange' | 'save'
>

function createHandles(world: World): Handles {
  return {
    scan: (qrText, owner) => createBusiness(world, scanQr(world, qrText, owner)),
    business: (phone) => createBusiness(world, accountAt(world, phone)),
    businesses: () => [...world.accounts.values()].map((one) => createBusiness(world, one)),
    customer: (options) => createCustomer(world, addPerson(world, options)),
    customers: () => [...new Set(world.people.values())].map((one) => createCustomer(world, one)),
    onChange: (listener) => world.changes.add(listener),
    save: () => saveState(world),
  }
}
