import { OutcomeUnknown, Rejected } from '../../domain/fault.ts'
import type {
  ActiveSession,
  AddAnswer,
  ForeignUser,
  NewRouterUser,
  RouterProfile,
  RouterService,
  RouterUser,
} from '../../domain/routers/routers.ts'
import { COMMANDS, isBuiltIn } from './commands.ts'
import { refusalOf } from './faults.ts'
import type { OnRow, Row } from './guard.ts'
import { readSessionTraffic } from './interfaces.ts'
import { pipeline } from './pipeline.ts'
import { knowProfiles } from './profile-names.ts'
import type { Session } from './session.ts'

/** What the port offers, over a session that is open. */

export async function listUsers(session: Session, service: RouterService): Promise<RouterUser[]> {
  const users: RouterUser[] = []
  await eachUser(session, service, (user) => users.push(user))
  return users
}

export async function eachUser(
  session: Session,
  service: RouterService,
  onUser: (user: RouterUser) => void,
): Promise<void> {
  const { users, userFields, toUser } = COMMANDS[service]
  await print(session, users, userFields, (row) => {
    if (!isBuiltIn(row)) onUser(toUser(row))
  })
}

export async function allUsers(session: Session, service: RouterService): Promise<ForeignUser[]> {
  const { users, foreignFields, toForeign } = COMMANDS[service]
  const rows = await print(session, users, foreignFields)
  return rows.filter((row) => !isBuiltIn(row)).map(toForeign)
}

export async function listActive(
  session: Session,
  service: RouterService,
): Promise<ActiveSession[]> {
  const { active, activeFields, toActive } = COMMANDS[service]
  if (service === 'hotspot') return (await print(session, active, activeFields)).map(toActive)
  // Sent together: the figures are of one moment.
  const [rows, trafficOf] = await Promise.all([
    print(session, active, activeFields),
    readSessionTraffic(session),
  ])
  return rows.map((row) => ({ ...toActive(row), ...trafficOf(row) }))
}

export async function listProfiles(
  session: Session,
  service: RouterService,
): Promise<RouterProfile[]> {
  const { profiles, profileFields, toProfile } = COMMANDS[service]
  return (await print(session, profiles, profileFields)).map(toProfile)
}

export async function addUsers(
  session: Session,
  service: RouterService,
  users: NewRouterUser[],
  onAnswer: (answer: AddAnswer) => void,
): Promise<void> {
  const { users: menu, attributes, atBirth } = COMMANDS[service]
  const refuseProfile = await knowProfiles(session, service, users)
  const add = async (user: NewRouterUser): Promise<AddAnswer> => {
    const { name } = user
    try {
      refuseProfile(user)
      const [answer] = await session.run([`${menu}/add`, ...attributes(user), ...atBirth], 'write')
      if (!answer?.['ret']) throw new OutcomeUnknown('the router did not name what it added')
      return { kind: 'added', name, ref: answer['ret'] }
    } catch (error) {
      if (!(error instanceof Rejected)) throw error
      const { message } = error
      return { kind: 'refused', name, refusal: refusalOf(message), message }
    }
  }
  await pipeline(users, session.width, async (user) => onAnswer(await add(user)))
}

export async function setUsers(
  session: Session,
  service: RouterService,
  users: (NewRouterUser & { ref: string })[],
): Promise<void> {
  const { users: menu, attributes, emptied } = COMMANDS[service]
  const refuseProfile = await knowProfiles(session, service, users)
  await finishAll(users, session.width, async (user) => {
    refuseProfile(user)
    await session.run([`${menu}/set`, `=.id=${user.ref}`, ...attributes(user)], 'write')
    for (const field of emptied(user)) {
      await session.run([`${menu}/unset`, `=.id=${user.ref}`, `=value-name=${field}`], 'write')
    }
  })
}

export function removeUsers(
  session: Session,
  service: RouterService,
  refs: string[],
): Promise<void> {
  return removeRows(session, COMMANDS[service].users, refs)
}

/** Cookies first: with one left, the device would be back before we are done. */
export async function kick(
  session: Session,
  service: RouterService,
  names: string[],
): Promise<void> {
  const { active, cookies, activeName } = COMMANDS[service]
  const wanted = new Set(names)
  const removeOf = async (menu: string, nameField: string) => {
    const rows = await print(session, menu, `.id,${nameField}`)
    const theirs = rows.filter((row) => wanted.has(row[nameField] ?? ''))
    await removeRows(
      session,
      menu,
      theirs.map((row) => row['.id'] ?? ''),
    )
  }
  if (cookies) await removeOf(cookies, 'user')
  await removeOf(active, activeName)
}

async function print(
  session: Session,
  menu: string,
  fields: string,
  onRow?: OnRow,
): Promise<Row[]> {
  try {
    return await session.run([`${menu}/print`, `=.proplist=${fields}`], 'read', onRow)
  } catch (error) {
    // On older routers PPP is a package that may be switched off: nobody is there then.
    const isAbsent = error instanceof Rejected && error.code === 'no_such_command'
    if (isAbsent && menu.startsWith('/ppp/')) return []
    throw error
  }
}

function removeRows(session: Session, menu: string, refs: string[]): Promise<void> {
  return finishAll(refs, session.width, async (ref) => {
    try {
      await session.run([`${menu}/remove`, `=.id=${ref}`], 'write')
    } catch (error) {
      const alreadyGone = error instanceof Rejected && error.code === 'not_found'
      if (!alreadyGone) throw error
    }
  })
}

/** One refusal does not keep the others from being done; the first is thrown at the end. */
async function finishAll<Item>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const refusals: Rejected[] = []
  await pipeline(items, width, async (item) => {
    try {
      await work(item)
    } catch (error) {
      if (!(error instanceof Rejected)) throw error
      refusals.push(error)
    }
  })
  if (refusals[0]) throw refusals[0]
}
