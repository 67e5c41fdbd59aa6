import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

const asked = z.object({
  reference: z.string().min(1),
  amountRupiah: z.number().int().positive(),
  description: z.string(),
  callbackUrl: z.url(),
  returnUrl: z.url(),
})
const kept = asked.extend({ id: z.string(), state: z.enum(['pending', 'paid', 'failed']) })
const memory = z.object({ port: z.number(), charges: z.array(kept) })

export type SandboxCharge = z.infer<typeof kept>

export type SandboxCharges = {
  find: (reference: string) => SandboxCharge | undefined
  /** Undefined when the reference was used before; throws on what is not a charge. */
  add: (asked: unknown) => SandboxCharge | undefined
  settle: (reference: string, how: 'paid' | 'failed', amountRupiah?: number) => void
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
      keep({ ...charge, id: `SB${charges.size + 1}-${reference}`, state: 'pending' })
      return charges.get(reference)
    },
    settle(reference, how, amountRupiah) {
      const charge = charges.get(reference)
      if (charge?.state !== 'pending') return
      keep({ ...charge, state: how, amountRupiah: amountRupiah ?? charge.amountRupiah })
    },
    port,
    rememberPort(taken) {
      port = taken
      remember()
    },
  }
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
