import type { InterfaceTraffic } from '../../domain/routers/routers.ts'
import type { Row } from './guard.ts'
import { count, isTrue } from './commands.ts'
import type { Session } from './session.ts'

/** What flows through a router, port by port and customer by customer. */

export async function listInterfaces(session: Session): Promise<InterfaceTraffic[]> {
  const fields = 'name,type,running,rx-byte,tx-byte'
  // A router with a thousand customers on line has a thousand interfaces that are not its own.
  const words = ['/interface/print', `=.proplist=${fields}`, '?type=pppoe-in', '?#!']
  const rows = (await session.run(words, 'read')).filter((row) => !isOfSession(row))
  const rates = await measure(
    session,
    rows.map((row) => row['name'] ?? ''),
  )
  return rows.map((row) => {
    const name = row['name'] ?? ''
    const rate = rates.get(name)
    return {
      name,
      type: row['type'] ?? '',
      running: isTrue(row['running']),
      rxBytes: count(row['rx-byte']),
      txBytes: count(row['tx-byte']),
      rxBitsPerSecond: count(rate?.['rx-bits-per-second']),
      txBitsPerSecond: count(rate?.['tx-bits-per-second']),
    }
  })
}

/** All at once: measured one by one, they would be of different moments. */
async function measure(session: Session, names: string[]): Promise<Map<string, Row>> {
  // A comma in a name would make two names of it.
  const measurable = names.filter((name) => name !== '' && !name.includes(','))
  if (measurable.length === 0) return new Map()
  const words = ['/interface/monitor-traffic', `=interface=${measurable.join(',')}`, '=once=']
  const rows = await session.run(words, 'read')
  return new Map(rows.map((row) => [row['name'] ?? '', row]))
}

/** Sessions are counted by the interface each gets while it lasts: `<pppoe-NAME>`. */
export async function readSessionTraffic(session: Session) {
  const words = [
    '/interface/print',
    '=.proplist=name,type,rx-byte,tx-byte',
    '?dynamic=true',
    '?running=true',
  ]
  const rows = await session.run(words, 'read')
  const byName = new Map(rows.filter(isOfSession).map((row) => [row['name'], row]))
  return (active: Row) => {
    const found = byName.get(`<${active['service'] ?? 'pppoe'}-${active['name'] ?? ''}>`)
    // The router's view: what it sent is what the customer downloaded.
    const bytesIn = count(found?.['tx-byte'])
    const bytesOut = count(found?.['rx-byte'])
    return { bytesIn, bytesOut, bytes: bytesIn + bytesOut }
  }
}

function isOfSession(row: Row): boolean {
  return row['name']?.startsWith('<') ?? false
}
