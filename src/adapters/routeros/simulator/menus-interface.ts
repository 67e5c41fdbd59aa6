import type { Menu } from './menu.ts'
import type { Ppp } from './ppp.ts'
import { trafficOf } from './ppp.ts'
import type { PrintRow } from './query.ts'
import { Refusal } from './refusal.ts'

type Interface = {
  name: string
  type: string
  running: boolean
  dynamic: boolean
  /** As the router sees them. */
  rxBytes: number
  txBytes: number
  rxBitsPerSecond: number
  txBitsPerSecond: number
}

/** What the line itself carries, customers aside. */
const IDLE_BYTES_PER_SECOND = 4_000

/** `/interface`: two ports, a bridge, and one interface for each PPPoE session while it lasts. */
export function interfaceMenu(ppp: Ppp): Menu {
  return {
    rows: () => rowsOf(interfacesOf(ppp)),
    commands: {
      'monitor-traffic': (attributes) => {
        const all = new Map(interfacesOf(ppp).map((one) => [one.name, one]))
        const names = (attributes.get('interface') ?? '').split(',')
        return names.map((name) => {
          const found = all.get(name)
          if (!found) throw new Refusal('input does not match any value of interface', 1)
          return {
            name,
            'rx-packets-per-second': String(Math.ceil(found.rxBitsPerSecond / 11_200)),
            'rx-bits-per-second': String(found.rxBitsPerSecond),
            'tx-packets-per-second': String(Math.ceil(found.txBitsPerSecond / 11_200)),
            'tx-bits-per-second': String(found.txBitsPerSecond),
          }
        })
      },
    },
  }
}

function interfacesOf(ppp: Ppp): Interface[] {
  const sessions = customersOf(ppp)
  const total = (key: 'rxBytes' | 'txBytes' | 'rxBitsPerSecond' | 'txBitsPerSecond') =>
    sessions.reduce((sum, session) => sum + session[key], 0)
  const upSeconds = Math.max(0, ppp.now() - ppp.state.bootedAt) / 1_000
  const idleBytes = Math.floor(upSeconds * IDLE_BYTES_PER_SECOND)
  const idle = IDLE_BYTES_PER_SECOND * 8
  const uplink = {
    rxBytes: total('txBytes') + idleBytes,
    txBytes: total('rxBytes') + idleBytes,
    rxBitsPerSecond: total('txBitsPerSecond') + idle,
    txBitsPerSecond: total('rxBitsPerSecond') + idle,
  }
  // What comes in by the uplink leaves towards the customers.
  const downlink = {
    rxBytes: uplink.txBytes,
    txBytes: uplink.rxBytes,
    rxBitsPerSecond: uplink.txBitsPerSecond,
    txBitsPerSecond: uplink.rxBitsPerSecond,
  }
  const port = { running: true, dynamic: false }
  return [
    { ...port, name: 'ether1', type: 'ether', ...uplink },
    { ...port, name: 'ether2', type: 'ether', ...downlink },
    { ...port, name: 'ether3', type: 'ether', running: false, ...NOTHING },
    { ...port, name: 'bridge1', type: 'bridge', ...downlink },
    ...sessions,
  ]
}

const NOTHING = { rxBytes: 0, txBytes: 0, rxBitsPerSecond: 0, txBitsPerSecond: 0 }

function customersOf(ppp: Ppp): Interface[] {
  const seen = new Map<string, number>()
  return [...ppp.state.pppActive.items.values()].map((session) => {
    const { downloaded, uploaded } = trafficOf(ppp, session)
    const before = seen.get(session.name) ?? 0
    seen.set(session.name, before + 1)
    return {
      name: before === 0 ? `<pppoe-${session.name}>` : `<pppoe-${session.name}-${before}>`,
      type: 'pppoe-in',
      running: true,
      dynamic: true,
      rxBytes: uploaded,
      txBytes: downloaded,
      rxBitsPerSecond: ppp.bytesPerSecond,
      txBitsPerSecond: ppp.bytesPerSecond * 8,
    }
  })
}

function* rowsOf(interfaces: Interface[]): Iterable<PrintRow> {
  for (const [index, one] of interfaces.entries()) {
    yield {
      '.id': `*${(index + 1).toString(16).toUpperCase()}`,
      name: one.name,
      type: one.type,
      mtu: one.dynamic ? '1480' : '1500',
      'rx-byte': String(one.rxBytes),
      'tx-byte': String(one.txBytes),
      running: String(one.running),
      dynamic: one.dynamic ? 'true' : undefined,
      disabled: 'false',
    }
  }
}
