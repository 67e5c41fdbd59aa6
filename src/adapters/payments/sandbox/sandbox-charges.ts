import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

const asked = z.object({
  reference: z.string().min(1),
  amountRupiah: z.number().int().positive(),
  description: z.string(),
  callbackUrl: z.url(),
  returnUrl: z.url(),
})
const askedBack = z.object({
  amountRupiah: z.number().int().positive(),
  reason: z.string().min(1),
  key: z.string().min(1),
})
const kept = asked.extend({
  id: z.string(),
  state: z.enum(['pending', 'paid', 'failed']),
  refunds: z.array(askedBack.extend({ id: z.string() })).default([]),
})
const memory = z.object({ port: z.number(), charges: z.array(kept) })

export type SandboxCharge = z.infer<typeof kept>

export type SandboxCharges = {
  find: (reference: string) => SandboxCharge | undefined
  /** Undefined when the reference was used before; throws on what is not a charge. */
  add: (asked: unknown) => SandboxCharge | undefined
  settle: (reference: string, how: 'paid' | 'failed', amountRupiah?: number) => void
  /** The same key is the same refund. Undefined when that much is not there to go back. */
  sendBack: (reference: string, asked: unknown) => { id: string } | undefined
  port: number
  rememberPort: (port: number) => void
}

/** What the sandbox gateway knows: in memory, and in `file` so that links survive a restart. */
export function sandboxCharges(file: string | undefined): SandboxCharges {
  const before = recall(file)
  const charges = new Map(before?.charges.map((charge) => [charge.reference, charge]))
  let port = before?.port ?? 0
  const remember = () => {
    if (file === undefined) return
    writeFileSync(file, JSON.stringify({ port, charges: [...charges.values()] }))
  }
  const keep = (charge: SandboxCharge) => {
    charges.set(charge.reference, charge)
    remember()
  }
  return {
    find: (reference) => charges.get(reference),
    add(wanted) {
      const charge = asked.parse(wanted)
      const { reference } = charge
      if (charges.has(reference)) return undefined
      const id = `SB${charges.size + 1}-${reference}`
      keep({ ...charge, id, state: 'pending', refunds: [] })
      return charges.get(reference)
    },
    settle(reference, how, amountRupiah) {
      const charge = charges.get(reference)
      if (charge?.state !== 'pending') return
      keep({ ...charge, state: how, amountRupiah: amountRupiah ?? charge.amountRupiah })
    },
    sendBack(reference, wanted) {
      const refund = askedBack.parse(wanted)
      const charge = charges.get(reference)
      const before = charge?.refunds.find(({ key }) => key === refund.key)
      if (before) return before.amountRupiah === refund.amountRupiah ? before : undefined
      if (charge?.state !== 'paid') return undefined
      if (refund.amountRupiah > charge.amountRupiah - refundedOf(charge)) return undefined
      const made = { ...refund, id: `SBR${charge.refunds.length + 1}-${reference}` }
      keep({ ...charge, refunds: [...charge.refunds, made] })
      return made
    },
    port,
    rememberPort(taken) {
      port = taken
      remember()
    },
  }
}

export function refundedOf({ refunds }: SandboxCharge): number {
  return refunds.reduce((sum, { amountRupiah }) => sum + amountRupiah, 0)
}

function recall(file: string | undefined) {
  if (file === undefined) return undefined
  try {
    return memory.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    // A first start, or a file somebody broke: the sandbox begins anew.
    return undefined
  }
}
