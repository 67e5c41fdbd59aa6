import { createHash } from 'node:crypto'
import { z } from 'zod'
import { linesView, switchOnModem } from './lines.ts'
import type { Calendar } from './pass-time.ts'
import { AD } from './phones.ts'
import { TEAM_NAME } from './owner-phone.ts'
import { OWNER, type Sandbox } from './sandbox.ts'
import { actInWhatsApp, whatsappDeeds, whatsappView } from './whatsapp-world.ts'

type Stage = {
  sandbox: Sandbox
  calendar: Calendar
  tick: () => Promise<void>
  openTeam: (group: string) => Promise<void>
}

const device = z.enum(['phone', 'laptop'])
const line = z.string().min(1).max(64)
export const deed = z.discriminatedUnion('does', [
  z.object({
    does: z.literal('login'),
    code: z.string().trim().min(1).max(40),
    device: device.default('phone'),
  }),
  z.object({ does: z.literal('logout'), mac: z.string().max(40) }),
  z.object({ does: z.literal('router-off') }),
  z.object({ does: z.literal('router-on') }),
  z.object({ does: z.literal('router-reset') }),
  z.object({ does: z.literal('modem-on'), line }),
  z.object({ does: z.literal('modem-off'), line }),
  z.object({ does: z.literal('cable-cut') }),
  z.object({ does: z.literal('cable-mended') }),
  z.object({ does: z.literal('clock'), minutes: z.number().int().min(1).max(527_040) }),
  z.object({ does: z.literal('clock-reset') }),
  z.object({ does: z.literal('new-customer') }),
  z.object({ does: z.literal('new-lead') }),
  z.object({ does: z.literal('new-team') }),
  ...whatsappDeeds,
])

/** What hands and weather do: somebody logs in, the power fails, time passes, a stranger writes. */
export async function act(stage: Stage, what: z.output<typeof deed>): Promise<object> {
  const { sandbox, calendar, tick } = stage
  const { hotspot, modems, whatsapp, customers } = sandbox
  switch (what.does) {
    case 'login':
      return login(stage, what)
    case 'logout':
      hotspot?.logout(what.mac)
      return {}
    case 'modem-on': {
      const said = switchOnModem(sandbox, what.line)
      void tick()
      return said
    }
    case 'modem-off':
      modems?.switchOff(what.line)
      void tick()
      return {}
    case 'cable-cut':
    case 'cable-mended':
      modems?.setCable(what.does === 'cable-cut')
      void tick()
      return {}
    case 'router-off':
      await hotspot?.switchOff()
      return {}
    case 'router-on':
      await hotspot?.switchOn()
      modems?.dialNow()
      void tick()
      return {}
    case 'router-reset':
      await hotspot?.reset()
      void tick()
      return {}
    case 'clock':
      calendar.pass(what.minutes * 60_000)
      return {}
    case 'clock-reset':
      sandbox.moveClock('back')
      void tick()
      return {}
    case 'new-customer': {
      const { id } = customers.addNew()
      whatsapp?.say(id, 'Halo, mau tanya')
      return { customer: id }
    }
    case 'new-lead': {
      const customer = customers.addNew()
      const words = 'Halo, saya lihat iklan umrohnya. Boleh info?'
      const messageId = whatsapp?.say(customer.id, words, { referral: AD })
      if (messageId) customer.ad = { headline: AD.headline, messageId }
      return { customer: customer.id }
    }
    case 'new-team':
      return makeTeam(stage)
    case 'number-scan':
    case 'number-unlink':
    case 'number-replace':
    case 'number-hold':
    case 'number-release':
    case 'network-cut':
    case 'network-mended':
    case 'templates-approve':
      return actInWhatsApp(sandbox, what)
  }
}

async function makeTeam({ sandbox, openTeam }: Stage) {
  const about = { by: OWNER.id, title: TEAM_NAME, forum: true }
  const group = sandbox.team() ?? sandbox.telegram?.createGroup(about)
  if (group === undefined) return {}
  await openTeam(String(group))
  // Seen once the program has looked at it: whoever asks for a person now gets a topic.
  sandbox.setTeam(group)
  return {}
}

type Device = z.output<typeof device>

/** A code typed into the login page, in any case. The same code on the same device is one device. */
async function login({ sandbox, tick }: Stage, typed: { code: string; device: Device }) {
  const { hotspot } = sandbox
  if (!hotspot) return { ok: false, words: 'Router sandbox tidak dijalankan.' }
  const wanted = plain(typed.code)
  const code = hotspot.users().find(({ name }) => plain(name) === wanted)?.name ?? typed.code
  const outcome = hotspot.hotspotLogin(code, code, macOf(wanted, typed.device))
  // Whoever asks about the code next asks a program that has looked.
  await tick()
  if (outcome.ok) return { ok: true, words: `${code} tersambung ke internet.`, code }
  return { ok: false, words: wordsOf(outcome), message: outcome.message }
}

const plain = (code: string) => code.toUpperCase().replaceAll(/[\s-]/g, '')

type Refused = Exclude<ReturnType<Hotspot['hotspotLogin']>, { ok: true }>
type Hotspot = NonNullable<Sandbox['hotspot']>

/** What the login page says, for somebody who does not read the router's English. */
function wordsOf({ reason, message }: Refused) {
  if (message.includes('MAC address')) return 'Kode ini sudah dipakai di perangkat lain.'
  return REASONS[reason]
}

const REASONS: Record<Refused['reason'], string> = {
  invalid: 'Kode tidak dikenal router: salah ketik, dicabut, atau masa berlakunya habis.',
  uptime_limit: 'Jatah waktu voucher ini sudah habis.',
  traffic_limit: 'Kuota data voucher ini sudah habis.',
  no_more_sessions: 'Voucher ini sedang dipakai di perangkat lain.',
  switched_off: 'Router mati, tidak ada jawaban.',
  device_mode: 'Layanan hotspot di router ini dikunci.',
}

const FIRST_BYTE: Record<Device, string> = { phone: '02', laptop: '06' }

function macOf(code: string, which: Device) {
  const print = createHash('sha256').update(code).digest('hex').slice(0, 10).toUpperCase()
  return `${FIRST_BYTE[which]}:${print.replace(/(..)(?=.)/g, '$1:')}`
}

const deviceOf = (mac: string): Device => (mac.startsWith(FIRST_BYTE.laptop) ? 'laptop' : 'phone')

export function worldView(sandbox: Sandbox, calendar: Calendar) {
  const { now, hotspot, modems } = sandbox
  const at = now()
  return {
    now: at.toISOString(),
    passing: calendar.isPassing(),
    hasTeam: sandbox.team() !== undefined,
    whatsapp: whatsappView(sandbox),
    minutesAhead: Math.round((at.getTime() - Date.now()) / 60_000),
    router: hotspot && {
      on: hotspot.isOn(),
      cableCut: modems?.cableCut() ?? false,
      lines: linesView(sandbox),
      users: hotspot.users().filter(({ name }) => name !== 'default-trial').length,
      sessions: hotspot
        .activeSessions()
        .map((session) => ({ ...session, device: deviceOf(session.mac) })),
    },
  }
}
