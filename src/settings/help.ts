import { groups } from './settings.ts'

const ROLES = {
  web: 'payment pages, webhooks, health; in the sandbox also its page',
  gateway: 'keeps the WhatsApp and Telegram lines open',
  worker: 'answers messages, sends replies, works on routers',
  scheduler: 'what happens at its time: reports, expiry, sweeping up',
}

/** What `npm start -- --help` prints. */
export function helpText() {
  const roles = Object.entries(ROLES).map(([role, does]) => `  ${role.padEnd(10)} ${does}`)
  const settings = everySetting().flatMap(({ group, members }) => [
    '',
    group,
    ...members.flatMap(({ name, meaning, absent }) => [
      `  ${name}`,
      `      ${meaning}${absent && ` [${absent}]`}`,
    ]),
  ])
  return [
    'Starts Wicara. Without any setting it opens the sandbox: everything on this machine, no accounts.',
    '',
    'Roles (ROLES=web,worker; one process has all of them when it is not set)',
    ...roles,
    '',
    'Settings come from the environment or from a file .env; the environment wins.',
    'In brackets: what holds without it.',
    ...settings,
    '',
  ].join('\n')
}

/** What `.env.example` holds. */
export function envExample() {
  const lines = everySetting().flatMap(({ group, members }) => [
    '',
    `# ${group}`,
    ...members.flatMap(({ name, meaning, absent }) => [
      '',
      `# ${meaning}${absent && ` [${absent}]`}`,
      `#${name}=`,
    ]),
  ])
  return [
    '# Copy to .env and fill in what you need. Nothing here is needed for the sandbox.',
    '# In brackets: what holds without it. The environment wins over this file.',
    ...lines,
    '',
  ].join('\n')
}

function everySetting() {
  return Object.entries(groups).map(([group, { shape }]) => ({
    group,
    members: Object.entries(shape).map(([name, type]) => {
      const { meaning, absent } = type.meta() as { meaning: string; absent: string }
      return { name, meaning, absent }
    }),
  }))
}
