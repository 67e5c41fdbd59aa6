import { z } from 'zod'
import { AD } from './phones.ts'
import type { Sandbox } from './sandbox.ts'

type Stage = { sandbox: Sandbox; tick: () => void }

const deed = z.discriminatedUnion('does', [
  z.object({ does: z.literal('login'), code: z.string().trim().min(1).max(40) }),
  z.object({ does: z.literal('logout'), mac: z.string() }),
  z.object({ does: z.literal('router-off') }),
  z.object({ does: z.literal('router-on') }),
  z.object({ does: z.literal('router-reset') }),
  z.object({ does: z.literal('clock'), minutes: z.number().int().min(1).max(527_040) }),
  z.object({ does: z.literal('clock-reset') }),
  z.object({ does: z.literal('new-customer') }),
  z.object({ does: z.literal('new-lead') }),
])

/** What hands and weather do: somebody logs in, the power fails, time passes, a stranger writes. */
export async function act(stage: Stage, body: unknown): Promise<object> {
  const { sandbox, tick } = stage
  const what = deed.parse(body)
  const { hotspot, whatsapp, customers } = sandbox
  switch (what.does) {
    case 'login':
      return login(stage, what.code)
    case 'logout':
      hotspot?.logout(what.mac)
      return {}
    case 'router-off':
      await hotspot?.switchOff()
      return {}
    case 'router-on':
      await hotspot?.switchOn()
      tick()
      return {}
    case 'router-reset':
      await hotspot?.reset()
      tick()
      return {}
    case 'clock':
      sandbox.moveClock(what.minutes * 60_000)
      tick()
      return {}
    case 'clock-reset':
      sandbox.moveClock('back')
      tick()
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
  }
}

/** A code typed into the login page by a device of its own: the same code, the same device. */
function login({ sandbox, tick }: Stage, code: string) {
  const { hotspot } = sandbox
  if (!hotspot) return { ok: false, words: 'Router sandbox tidak dijalankan.' }
  const name = hotspot.users().find((user) => user.name.toUpperCase() === code.toUpperCase())?.name
  const outcome = hotspot.hotspotLogin(name ?? code, name ?? code, macOf(code))
  tick()
  if (outcome.ok) return { ok: true, words: `${name ?? code} tersambung ke internet.` }
  return { ok: false, words: REASONS[outcome.reason] ?? `Ditolak: ${outcome.message}` }
}

const REASONS: Record<string, string> = {
  switched_off: 'Router mati, tidak ada jawaban.',
  device_mode: 'Router ini melarang hotspot.',
}

function macOf(code: string) {
  const hex = Buffer.from(code.toUpperCase().padEnd(5, '0')).toString('hex').toUpperCase()
  return `02:${hex.slice(0, 10).replace(/(..)(?=.)/g, '$1:')}`
}

export function worldView({ now, hotspot }: Sandbox) {
  return {
    now: now().toISOString(),
    router: {
      on: hotspot?.isOn() ?? false,
      users: hotspot?.users().filter(({ name }) => name !== 'default-trial').length ?? 0,
      sessions: hotspot?.activeSessions() ?? [],
    },
  }
}
