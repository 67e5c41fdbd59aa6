import { createHash, randomBytes } from 'node:crypto'
import type { Command } from './command.ts'
import { isAtLeast } from './menus-system.ts'
import { Refusal } from './refusal.ts'
import type { State } from './state.ts'

export type LoginStep =
  | { kind: 'challenge'; challenge: Buffer }
  | { kind: 'in'; name: string; policies: string[] }

/**
 * Before 6.43 the password never crosses the wire: a challenge is answered with its hash. From
 * 6.43 it does; 6.45.1 ended the old way.
 */
export function loginStep(
  state: State,
  version: string,
  command: Command,
  challenge: Buffer | null,
): LoginStep {
  const name = command.attributes.get('name')
  const password = command.attributes.get('password')
  const response = command.attributes.get('response')
  const takesPassword = isAtLeast(version, '6.43')
  const challenges = !isAtLeast(version, '6.45.1')

  if (challenges && response !== undefined && name !== undefined && challenge) {
    return enter(state, version, name, (known) => response === answerTo(challenge, known))
  }
  if (takesPassword && name !== undefined && password !== undefined) {
    return enter(state, version, name, (known) => known === password)
  }
  if (challenges) return { kind: 'challenge', challenge: randomBytes(16) }
  throw refusal(version)
}

function enter(
  state: State,
  version: string,
  name: string,
  fits: (password: string) => boolean,
): LoginStep {
  const user = [...state.apiUsers.items.values()].find((row) => row.name === name)
  const group = [...state.apiGroups.items.values()].find((row) => row.name === user?.group)
  const policies = group?.policy.split(',') ?? []
  if (!user || !fits(user.password) || !policies.includes('api')) throw refusal(version)
  return { kind: 'in', name, policies }
}

function answerTo(challenge: Buffer, password: string): string {
  const hash = createHash('md5').update('\0').update(password).update(challenge)
  return `00${hash.digest('hex')}`
}

function refusal(version: string): Refusal {
  const isOld = !isAtLeast(version, '6.43')
  return new Refusal(isOld ? 'cannot log in' : 'invalid user name or password (6)', 4)
}
