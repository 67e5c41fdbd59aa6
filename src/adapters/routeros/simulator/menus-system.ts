import { formatTime } from '../parse-time.ts'
import type { Menu } from './menu.ts'
import { logMenu } from './log.ts'
import { fixedMenu, shown, tableMenu, textField } from './menu.ts'
import { Refusal } from './refusal.ts'
import type { ApiGroup, ApiUser, State } from './state.ts'

export type DeviceMode = { mode: 'advanced' | 'home' | 'basic'; hotspot: boolean }

export type SystemOptions = {
  version: string
  board: string
  deviceMode: DeviceMode
  reboot: () => void
}

export function systemMenus(
  state: State,
  now: () => number,
  options: SystemOptions,
): Record<string, Menu> {
  const { version, board, deviceMode, reboot } = options
  const menus: Record<string, Menu> = {
    '/system': {
      rows: () => {
        throw new Refusal('no such command', 0)
      },
      commands: {
        reboot: () => {
          reboot()
          return []
        },
      },
    },
    '/log': logMenu(state),
    '/system/resource': fixedMenu(() => ({
      uptime: formatTime((now() - state.bootedAt) / 1_000),
      version: `${version} (stable)`,
      'build-time': '2025-02-24 10:18:10',
      'free-memory': '186646528',
      'total-memory': '268435456',
      cpu: 'MIPS 1004Kc V2.15',
      'cpu-count': '4',
      'cpu-load': '3',
      'free-hdd-space': '4718592',
      'total-hdd-space': '16777216',
      'architecture-name': 'mmips',
      'board-name': board,
      platform: 'MikroTik',
    })),
    '/system/identity': {
      ...fixedMenu(() => ({ name: state.identity })),
      set: (_, attributes) => {
        state.identity = attributes.get('name') ?? state.identity
      },
    },
    ...userMenus(state),
  }
  if (isAtLeast(version, '7.17')) {
    menus['/system/device-mode'] = fixedMenu(() => ({
      mode: deviceMode.mode,
      scheduler: yesNo(deviceMode.mode !== 'home'),
      fetch: yesNo(deviceMode.mode !== 'home'),
      hotspot: yesNo(deviceMode.hotspot),
      container: 'false',
    }))
  }
  return menus
}

function userMenus(state: State): Record<string, Menu> {
  return {
    '/user': tableMenu<ApiUser>({
      table: () => state.apiUsers,
      fields: {
        name: textField('name'),
        group: textField('group'),
        address: shown(() => ''),
        // Write-only, as on the router.
        password: { ...textField('password'), get: () => undefined },
        disabled: shown(() => 'false'),
      },
      blank: () => ({ name: '', password: '', group: 'read' }),
      unique: {
        key: (user) => user.name,
        message: 'failure: user with the same name already exists',
      },
    }),
    '/user/group': tableMenu<ApiGroup>({
      table: () => state.apiGroups,
      fields: { name: textField('name'), policy: textField('policy', null) },
      blank: () => ({ name: '', policy: '' }),
      unique: {
        key: (group) => group.name,
        message: 'failure: group with the same name already exists',
      },
    }),
  }
}

function yesNo(on: boolean): string {
  return on ? 'true' : 'false'
}

export function isAtLeast(version: string, wanted: string): boolean {
  const [mine, theirs] = [version, wanted].map((text) => text.split('.').map(Number))
  for (let at = 0; at < 3; at += 1) {
    const [a, b] = [mine?.[at] ?? 0, theirs?.[at] ?? 0]
    if (a !== b) return a > b
  }
  return true
}
