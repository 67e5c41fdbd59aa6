import type { NoticeDetails, RouterProblem } from '../../../domain/messages/notice.ts'
import type { Reply } from '../../intent.ts'
import type { RouterNotice, routers as id } from '../id/routers.ts'
import { sayTrouble, type TroubleWords } from '../router-problems.ts'

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
  other: 'the router refused for a reason we do not know',
}

export const routers: typeof id = {
  added: (name) => `Router ${name} saved. It is being checked; the result follows in a moment.`,
  checking: (name) => `Checking router ${name}…`,
  none: 'No routers yet. Add one: /router tambah main 10.10.10.1 wicara secret',
  title: 'Routers:',
  line: (router) =>
    [
      `${{ up: '🟢', down: '🔴', unknown: '⚪' }[router.health]} ${router.name} · ${router.address}`,
      router.health === 'unknown'
        ? '   not checked successfully yet'
        : `   RouterOS ${router.version ?? '?'} · ${router.latencyMs ?? '?'} ms · ${router.users} users`,
      router.behind > 0 ? `   ${router.behind} users still to be brought in step` : '',
      router.strangers > 0 ? `   ${router.strangers} marked users we do not know` : '',
      router.problem ? `   ⚠️ ${sayTrouble(routerTroubles, router.problem)}` : '',
    ]
      .filter(Boolean)
      .join('\n'),
  removeAsk: (name) =>
    `Remove router ${name} from the system? Nothing on the router itself is changed.`,
  removed: (name) => `Router ${name} was removed from the system.`,
  checkButton: (name) => `Check ${name}`,
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
  'router.strangers': ({ name, count, sample }) => ({
    text: `Router ${name} has ${count} users with a voucher system's mark that are not in our books: ${sample.join(', ')}${count > sample.length ? ', …' : ''}. We leave them alone.`,
  }),
}

function isSerious({ code }: RouterProblem) {
  return code !== 'plain_connection'
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
