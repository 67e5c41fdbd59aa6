import { z } from 'zod'
import { spaced } from './customer-phone.ts'
import type { LinkedWhatsApp } from './linked/linked-whatsapp.ts'
import type { Sandbox } from './sandbox.ts'

const number = z.string().min(8).max(20)
const about = <Does extends string>(does: Does) => z.object({ does: z.literal(does), number })

/** What happens to our numbers in WhatsApp, and what Meta decides. */
export const whatsappDeeds = [
  z.object({ does: z.literal('number-scan') }),
  about('number-unlink'),
  about('number-replace'),
  about('number-hold'),
  about('number-release'),
  z.object({ does: z.literal('network-cut') }),
  z.object({ does: z.literal('network-mended') }),
  z.object({ does: z.literal('templates-approve') }),
] as const

type WhatsAppDeed = z.output<(typeof whatsappDeeds)[number]>
type Doing = { ok: boolean; words: string; message?: string }

export async function actInWhatsApp(sandbox: Sandbox, what: WhatsAppDeed): Promise<Doing> {
  if (what.does === 'templates-approve') return approveTemplates(sandbox)
  const { linked } = sandbox
  if (!linked) return { ok: false, words: 'WhatsApp di sini sungguhan.' }
  try {
    return { ok: true, words: await happen(linked, what, sandbox.now()) }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { ok: false, words: 'Tidak bisa.', message }
  }
}

/** Says what somebody beside it sees. */
async function happen(
  linked: LinkedWhatsApp,
  what: Exclude<WhatsAppDeed, { does: 'templates-approve' }>,
  now: Date,
): Promise<string> {
  switch (what.does) {
    case 'number-scan':
      return `${spaced(await linked.scan('Ponsel toko'))} memindai QR.`
    case 'number-unlink':
      await linked.end(what.number, 401)
      return `${spaced(what.number)} dicabut lewat ponselnya.`
    case 'number-replace':
      await linked.end(what.number, 440)
      return `Perangkat lain memakai ${spaced(what.number)}.`
    case 'number-hold':
      await linked.hold(what.number, new Date(now.getTime() + HOLD_MS))
      return 'WhatsApp melarangnya memulai obrolan baru selama sehari.'
    case 'number-release':
      await linked.hold(what.number, undefined)
      return 'WhatsApp mengizinkannya lagi.'
    case 'network-cut':
    case 'network-mended': {
      const on = what.does === 'network-mended'
      await linked.switchNetwork(on)
      return on ? 'Jaringan tersambung lagi.' : 'Jaringan ke WhatsApp putus.'
    }
  }
}

function approveTemplates({ whatsapp }: Sandbox): Doing {
  const names = pendingTemplates(whatsapp)
  for (const name of names) whatsapp?.templates.approve(name)
  return { ok: true, words: `Meta menyetujui ${names.join(', ')}.` }
}

function pendingTemplates(whatsapp: Sandbox['whatsapp']): string[] {
  const pending = (whatsapp?.templates.all() ?? []).filter(({ status }) => status === 'PENDING')
  return [...new Set(pending.map(({ name }) => name))]
}

/** What the panel shows of it. */
export function whatsappView({ whatsapp, linked }: Sandbox) {
  return {
    showsQr: linked?.showsQr() ?? false,
    networkIsOn: linked?.networkIsOn() ?? true,
    numbers: (linked?.numbers() ?? []).map((one) => ({ ...one, label: spaced(one.phone) })),
    pendingTemplates: pendingTemplates(whatsapp),
  }
}

const HOLD_MS = 24 * 3_600_000
