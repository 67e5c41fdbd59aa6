import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * How this machine may run PostgreSQL, which refuses to be root. `owner` is who must own its
 * files, where that is not simply whoever makes them.
 */
export type RunAs = {
  command: (program: string, args: string[]) => [program: string, args: string[]]
  owner?: { uid: number; gid: number }
}

/** Whoever is not root runs it as himself. Root has two ways, and neither minds a mode-700 folder. */
export function runAs(): RunAs {
  if (process.getuid?.() !== 0) return { command: (program, args) => [program, args] }

  const { uid, gid } = ordinaryUser()
  // In a user namespace root looks like somebody else to the programs inside, and to nobody else.
  const unshare = ['--user', `--map-user=${uid}`, `--map-group=${gid}`, '--']
  if (works('unshare', unshare)) {
    return {
      command: (program, args) => ['unshare', [...unshare, program, ...args]],
      owner: { uid: 0, gid: 0 },
    }
  }
  // Containers often forbid namespaces, and allow changing the user and keeping the right to enter.
  const become = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups']
  const enter = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override']
  for (const setpriv of [
    [...become, ...enter, '--'],
    [...become, '--'],
  ]) {
    if (!works('setpriv', setpriv)) continue
    return {
      command: (program, args) => ['setpriv', [...setpriv, program, ...args]],
      owner: { uid, gid },
    }
  }
  throw new Error(
    'PostgreSQL does not run as root, and neither unshare nor setpriv (util-linux) works here. ' +
      'Start as another user, or set DATABASE_URL to a PostgreSQL server.',
  )
}

function works(program: string, args: string[]) {
  return spawnSync(program, [...args, 'true'], { stdio: 'ignore' }).status === 0
}

/** initdb wants a user that /etc/passwd knows. */
function ordinaryUser() {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid }) => uid > 0)
  const user = users.find(({ name }) => name === 'postgres') ?? users.at(0)
  if (!user) throw new Error('PostgreSQL does not run as root, and /etc/passwd has no other user.')
  return user
}
