import { Rejected } from '../../domain/fault.ts'
import type { RouterFacts, RouterTarget } from '../../domain/routers/routers.ts'
import { isBuiltIn, isTrue } from './commands.ts'
import type { Row } from './guard.ts'
import { parseTime } from './parse-time.ts'
import type { Opening, Session } from './session.ts'
import { openSession } from './session.ts'

/** A login of its own, used for nothing else and ended at once. */
export async function checkRouter(target: RouterTarget, opening: Opening): Promise<RouterFacts> {
  // With no certificate pinned yet this is how the admin learns which one to pin.
  const session = await openSession(target, {
    ...opening,
    trustAnyCertificate: target.fingerprint === null,
  })
  try {
    return await lookAround(session, target)
  } finally {
    session.end('check done')
  }
}

async function lookAround(session: Session, target: RouterTarget): Promise<RouterFacts> {
  const startedAt = performance.now()
  const [identity] = await session.run(['/system/identity/print'], 'read')
  const latencyMs = Math.max(1, Math.round(performance.now() - startedAt))

  const [resources, deviceMode, profiles, users, policies] = await Promise.all([
    session.run(
      ['/system/resource/print', '=.proplist=version,board-name,platform,uptime'],
      'read',
    ),
    readDeviceMode(session),
    session.run(['/ip/hotspot/user/profile/print', '=.proplist=name'], 'read'),
    session.run(['/ip/hotspot/user/print', '=.proplist=name,default'], 'read'),
    readPolicies(session, target.username),
  ])
  const [resource] = resources
  return {
    identity: identity?.['name'] ?? '',
    version: resource?.['version'] ?? '',
    board: resource?.['board-name'] ?? resource?.['platform'] ?? '',
    uptimeSeconds: parseTime(resource?.['uptime']) ?? 0,
    latencyMs,
    policies,
    deviceMode,
    profiles: profiles.map((row) => row['name'] ?? ''),
    users: users.filter((row) => !isBuiltIn(row)).length,
    fingerprint: session.fingerprint,
  }
}

/** Below 7.17 there is no such menu, or one that says nothing of the hotspot. */
async function readDeviceMode(session: Session): Promise<RouterFacts['deviceMode']> {
  const [row] = await orNothing(session.run(['/system/device-mode/print'], 'read'))
  const hotspot = row?.['hotspot']
  if (!row || hotspot === undefined) return null
  const fetch = row['fetch'] === undefined ? null : isTrue(row['fetch'])
  return { mode: row['mode'] ?? '', hotspot: isTrue(hotspot), fetch }
}

/** The policies of our login's group, as the router names them; `!ftp` is one it lacks. */
async function readPolicies(session: Session, username: string): Promise<string[]> {
  const group = await field(session, '/user', username, 'group')
  const policy = group && (await field(session, '/user/group', group, 'policy'))
  if (policy) return policy.split(',').filter((name) => name !== '' && !name.startsWith('!'))
  return probePolicies(session)
}

async function field(
  session: Session,
  menu: string,
  name: string,
  wanted: string,
): Promise<string | undefined> {
  const words = [`${menu}/print`, `=.proplist=name,${wanted}`, `?name=${name}`]
  const rows = await orNothing(session.run(words, 'read'))
  return rows.find((row) => row['name'] === name)?.[wanted]
}

/** A login from RADIUS is in no list. That we are here proves two; a change of nothing, the third. */
async function probePolicies(session: Session): Promise<string[]> {
  const proven = ['api', 'read']
  const nobody = ['/ip/hotspot/user/set', '=.id=*FFFFFFF0', '=comment=']
  const answer = await session.run(nobody, 'write').catch((error: unknown) => error)
  return answer instanceof Rejected && answer.code === 'not_found' ? [...proven, 'write'] : proven
}

async function orNothing(rows: Promise<Row[]>): Promise<Row[]> {
  try {
    return await rows
  } catch (error) {
    if (error instanceof Rejected) return []
    throw error
  }
}
