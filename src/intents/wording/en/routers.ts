import type {
  NoticeDetails,
  RouterProblem,
  ScriptWarning,
} from '../../../domain/messages/notice.ts'
import type { Reply } from '../../intent.ts'
import type { RouterNotice, routers as id } from '../id/routers.ts'
import { sayTrouble, type TroubleWords } from '../router-problems.ts'
import { panelLabels, sayLooked } from './router-looks.ts'

export const routerTroubles: TroubleWords = {
  auth: 'the user name or password was refused. Look at /user on the router, and at its address limits',
  certificate:
    'its certificate is not the one we remember. If you replaced it, remove this router and add it again',
  not_permitted: 'our user lacks permission. Give its group the policies api, read and write',
  no_such_command: 'it does not know the command. Update RouterOS, and see that hotspot is enabled',
  bad_profile: 'the profile is not on the router. Make it in IP > Hotspot > User Profiles',
  ambiguous: 'more than one profile has a name like that. Use the exact name',
  duplicate: 'another user, not made by this system, already has that name',
  not_found: 'the user has just been removed on the router',
  unreachable: 'the router cannot be reached. Check power, internet, address and API port',
  no_answer: 'the router connects but does not answer',
  maintenance: 'the router is in maintenance',
  moved: 'its router could not be reached, so it was made on another one',
  other: 'the router refused for a reason we do not know',
}

export const routers: typeof id = {
  added: (name) => `Router ${name} saved. It is being checked; the result follows in a moment.`,
  checking: (name) => `Checking router ${name}…`,
  none: 'No routers yet. Add one: /router tambah main 10.10.10.1 wicara secret',
  title: 'Routers:',
  line: (router) =>
    [
      `${{ up: '🟢', down: '🔴', unknown: '⚪', maintenance: '🔧' }[router.health]} ${router.name} · ${router.address}`,
      router.health === 'unknown'
        ? '   not checked successfully yet'
        : `   RouterOS ${router.version ?? '?'} · ${router.latencyMs ?? '?'} ms · ${router.users} users`,
      router.health === 'maintenance'
        ? `   in maintenance${router.maintenanceUntil ? ` until ${router.maintenanceUntil}` : ''}`
        : '',
      router.downMinutes === null ? '' : `   has not answered for ${router.downMinutes} min`,
      router.behind > 0 ? `   ${router.behind} users still to be brought in step` : '',
      router.strangers > 0 ? `   ${router.strangers} marked users we do not know` : '',
      router.problem ? `   ⚠️ ${sayTrouble(routerTroubles, router.problem)}` : '',
    ]
      .filter(Boolean)
      .join('\n'),
  removeAsk: (name) =>
    `Remove router ${name} from the system? Nothing on the router itself is changed.`,
  removed: (name) => `Router ${name} was removed from the system.`,
  panel: panelLabels,
  pick: 'Tap a router to open its panel.',
  reading: (name) => `📡 ${name}: being read…`,
  maintainAsk: (name) =>
    `Maintenance of ${name}: meanwhile nothing new is sold or made on it, and nothing on it is changed. Until when?`,
  untilEnded: 'Until ended',
  forMinutes: (minutes) => (minutes < 60 ? `${minutes} min` : `${minutes / 60} h`),
  back: '↩️ Back',
  maintaining: (name, until) =>
    until
      ? `🔧 ${name} is in maintenance until ${until}. The team has been told.`
      : `🔧 ${name} is in maintenance until ended: /router selesai ${name}. The team has been told.`,
  resumed: (name) => `▶️ Maintenance of ${name} is over. It is being brought in step.`,
  rebootAsk: (name) => `Restart ${name}? All its customers are off line for some minutes.`,
  rebooting: (name) => `⏻ ${name} is told to restart. You hear when it is back.`,
  scriptComing: (name) => `The login script of ${name} is being prepared…`,
  renewAsk: (name) =>
    `Replace the token of ${name}? The login script it has now stops working until the new one is there.`,
  weighed: (name, weight) =>
    `The weight of ${name} is ${weight} now. It counts for packages with sebar=yes.`,
}

export const routerNotices: { [Code in RouterNotice]: (details: NoticeDetails[Code]) => Reply } = {
  'router.checked': ({ name, version, board, latencyMs, users, profiles, problems }) => ({
    text: [
      `${problems.some(isSerious) ? '⚠️' : '✅'} Router ${name} is connected.`,
      `${board}, RouterOS ${version}, ${latencyMs} ms, ${users} users.`,
      profiles.length > 0 ? `Profiles: ${profiles.join(', ')}` : '',
      ...problems.map((problem) => `• ${sayProblem(problem)}`),
    ]
      .filter(Boolean)
      .join('\n'),
  }),
  'router.check_failed': ({ name, address, problem }) => ({
    text: `❌ Router ${name} (${address}) cannot be used yet: ${sayTrouble(routerTroubles, problem)}.`,
    choices: [
      { label: `Check ${name} again`, act: { intent: 'router.check', input: { nama: name } } },
    ],
  }),
  'router.down': ({ name, minutes }) => ({
    text: `🔴 Router ${name} has not answered for ${minutes} min. New vouchers wait; once it is back everything is brought in step by itself.`,
  }),
  'router.back': ({ name, minutes, ...changes }) => ({
    text: `🟢 Router ${name} is back after ${minutes} min. ${sayChanges(changes)}`,
  }),
  'router.repaired': ({ name, ...changes }) => ({
    text: `🔧 Router ${name} was not as we left it and has been put right. ${sayChanges(changes)}`,
  }),
  'router.refused': ({ name, count, problem, sample }) => ({
    text:
      count === 0
        ? `⚠️ Router ${name} refuses us: ${sayTrouble(routerTroubles, problem)}.`
        : `⚠️ Router ${name} refuses ${count} users (${sample.join(', ')}): ${sayTrouble(routerTroubles, problem)}.`,
  }),
  'router.profiles_gone': ({ name, profiles, packages }) => ({
    text: `⚠️ Profile ${profiles.join(', ')} has vanished from router ${name}. Packages that use it: ${packages.join(', ')}. Make the profile again, or change them with /paket ubah.`,
  }),
  'router.looked': (details) => sayLooked(details, routerTroubles),
  'router.maintenance': ({ name, by, until }) => ({
    text: `🔧 ${by ?? 'The team'} began maintenance of router ${name}${until ? ` until ${until}` : ''}. Meanwhile nothing new is sold or made on it.`,
  }),
  'router.maintenance_over': ({ name, by, behind }) => ({
    text: `▶️ Maintenance of router ${name} is over${by ? `, ended by ${by}` : ': its time is up'}. ${behind > 0 ? `${behind} users that waited are being brought in step.` : 'It is being brought in step.'}`,
  }),
  'router.rebooted': ({ name, seconds }) => ({
    text: `🟢 Router ${name} is back, ${seconds} s after it was told to restart.`,
  }),
  'router.reboot_failed': ({ name, problem }) => ({ text: sayNoReboot(name, problem) }),
  'router.script': ({ name, renewed, onLogin, onLogout, warnings, file }) => ({
    text: [
      `The login script of ${name}${renewed ? ', with a new token (the old one no longer counts)' : ''}. With it a first login is known within a second; without it the regular look finds it all the same.`,
      "Put it there: upload this file to the router's Files, then type /import. Or paste it in IP > Hotspot > User Profiles > Scripts.",
      `On Login:\n${onLogin}`,
      `On Logout:\n${onLogout}`,
      ...warnings.map((warning) => `⚠️ ${scriptWarnings[warning]}`),
    ].join('\n\n'),
    file,
  }),
  'router.strangers': ({ name, count, sample }) => ({
    text: `Router ${name} has ${count} users with a voucher system's mark that are not in our books: ${sample.join(', ')}${count > sample.length ? ', …' : ''}. We leave them alone.`,
    choices: [
      { label: 'Adopt what is there', act: { intent: 'import.router', input: { nama: name } } },
    ],
  }),
}

const scriptWarnings: Record<ScriptWarning, string> = {
  fetch_blocked:
    "device-mode blocks fetch, so the script does not work yet. In the router's terminal: /system/device-mode/update fetch=yes, then cut its power for a moment.",
  not_checked: 'The router could not be reached, so its device-mode was not looked at.',
  not_encrypted:
    'The address of this system is not HTTPS: the token can be read on its way. Set up HTTPS first.',
  not_reachable:
    'The address of this system exists on this machine alone; the router cannot reach it.',
}

function sayNoReboot(name: string, problem: string) {
  if (problem === 'not_restarted') {
    return `⚠️ Router ${name} did not restart: it has been up all the time. Try again, or restart it on the spot.`
  }
  if (problem === 'not_permitted') {
    return `⚠️ Router ${name} will not restart: our user lacks permission. Add the policy "reboot" to its group.`
  }
  return problem === 'unreachable'
    ? `🔴 Router ${name} cannot be reached yet. Check its power and cables.`
    : `⚠️ Router ${name} will not restart: ${sayTrouble(routerTroubles, problem)}.`
}

function isSerious({ code }: RouterProblem) {
  return code !== 'plain_connection' && code !== 'fetch_blocked'
}

function sayProblem(problem: RouterProblem): string {
  switch (problem.code) {
    case 'version_too_old':
      return `RouterOS ${problem.version} is too old. Update to 6.49 or 7 in System > Packages.`
    case 'missing_permission':
      return `Our user lacks the policy "${problem.policy}". Add it in System > Users > Groups.`
    case 'hotspot_blocked':
      return `device-mode "${problem.mode}" blocks the hotspot. In the router's terminal: /system/device-mode/update hotspot=yes, then cut its power for a moment.`
    case 'no_profiles':
      return 'There is no hotspot profile yet. Make one in IP > Hotspot > User Profiles.'
    case 'missing_profile':
      return `A package uses the profile "${problem.profile}", which this router does not have.`
    case 'missing_ppp_profile':
      return `A PPPoE package uses the profile "${problem.profile}", which this router does not have. Make it in PPP > Profiles.`
    case 'fetch_blocked':
      return `device-mode "${problem.mode}" blocks fetch, so the router cannot tell us of logins. Not required; to allow it: /system/device-mode/update fetch=yes, then cut its power for a moment.`
    case 'plain_connection':
      return 'The connection is not encrypted. api-ssl (port 8729, tls=yes) or a VPN is safer.'
  }
}

function sayChanges({
  added,
  removed,
  changed,
}: {
  added: number
  removed: number
  changed: number
}) {
  const parts = [
    added > 0 ? `${added} users added` : '',
    changed > 0 ? `${changed} corrected` : '',
    removed > 0 ? `${removed} removed` : '',
  ].filter(Boolean)
  return parts.length > 0 ? `${parts.join(', ')}.` : 'Nothing had to be changed.'
}
