import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { CannotStart } from '../../domain/fault.ts'

/** All that PostgreSQL hears of its surroundings: LANG, LC_* and PG* are not for it. */
export const POSTGRES_ENV = { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' }

/**
 * How this machine may run PostgreSQL, which refuses to be root. `owner` is who must own its
 * files, where that is not simply whoever makes them.
 */
export type RunAs = {
  command: (program: string, args: string[]) => [program: string, args: string[]]
  owner?: { uid: number; gid: number }
}

/**
 * Whoever is not root runs it as himself. Root tries the ways there are until one can run
 * `program` and enter `folder`, which may lie under a folder that only he can enter.
 */
export function runAs(program: string, folder: string): RunAs {
  if (process.getuid?.() !== 0) return { command: (command, args) => [command, args] }

  const { uid, gid } = ordinaryUser()
  const become = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups']
  const ways = [
    // In a user namespace root looks like somebody else to the programs inside, and to no other.
    { by: 'unshare', how: ['--user', `--map-user=${uid}`, `--map-group=${gid}`], owner: ROOT },
    // Containers often forbid that, and allow to change the user and keep the right to enter.
    {
      by: 'setpriv',
      how: [...become, '--inh-caps=+dac_override', '--ambient-caps=+dac_override'],
      owner: { uid, gid },
    },
    { by: 'setpriv', how: become, owner: { uid, gid } },
  ]
  for (const { by, how, owner } of ways) {
    const command: RunAs['command'] = (command, args) => [by, [...how, '--', command, ...args]]
    if (canRun(command, program, folder)) return { command, owner }
  }
  throw new CannotStart(
    'PostgreSQL does not run as root, and neither unshare nor setpriv (util-linux) helps here. ' +
      'Start as another user, or set DATABASE_URL to a PostgreSQL server.',
  )
}

const ROOT = { uid: 0, gid: 0 }

function canRun(command: RunAs['command'], program: string, folder: string) {
  const probe = ['-c', 'cd "$2" && "$1" --version', 'sh', program, folder]
  return spawnSync(...command('sh', probe), { stdio: 'ignore', env: POSTGRES_ENV }).status === 0
}

/** initdb wants a user that /etc/passwd knows. */
function ordinaryUser() {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid }) => uid > 0)
  const user = users.find(({ name }) => name === 'postgres') ?? users.at(0)
  if (!user)
    throw new CannotStart('PostgreSQL does not run as root, and /etc/passwd has no other user.')
  return user
}
