import { z } from 'zod'
import { OutcomeUnknown, Unreachable } from '../../../domain/fault.ts'
import { GATEWAY_MAX_RUPIAH, GATEWAY_MIN_RUPIAH } from '../../../domain/payments/gateway-fee.ts'
import type {
  CallbackReading,
  ChargeRef,
  ChargeStatus,
  CreatedCharge,
  Gateway,
  NewCharge,
  PayMethod,
  Refund,
} from '../../../domain/payments/gateway.ts'
import { httpCall, refusedBy } from '../http-call.ts'
import { parseJson } from '../parse-json.ts'
import { isSandboxSignature, sandboxSignature } from './sandbox-signature.ts'

export type SandboxSettings = {
  /** Where `startSandboxServer` listens. */
  baseUrl: string
  secret: string
}

const limits = {
  minRupiah: GATEWAY_MIN_RUPIAH,
  maxRupiah: GATEWAY_MAX_RUPIAH,
  lastsMinutes: 24 * 60,
}
const methods: PayMethod[] = [
  { method: 'sandbox', label: 'Sandbox', ...limits },
  { method: 'sandbox-qris', label: 'QRIS (sandbox)', ...limits },
]

/** The gateway of a machine without accounts: a page with a "pay" button, and everything real around it. */
export function createSandbox(settings: SandboxSettings): Gateway {
  return {
    name: 'sandbox',
    methods,
    create: (charge, signal) => create(settings, charge, signal),
    status: (charge, signal) => status(settings, charge, signal),
    readCallback: (raw, headers) => readCallback(settings, raw, headers),
    refund: (refund, signal) => sendBack(settings, refund, signal),
  }
}

const created = z.object({ id: z.string(), payUrl: z.string() })

async function create(
  { baseUrl, secret }: SandboxSettings,
  charge: NewCharge,
  signal: AbortSignal,
): Promise<CreatedCharge> {
  const { reference, amountRupiah, description, callbackUrl, returnUrl } = charge
  const body = JSON.stringify({ reference, amountRupiah, description, callbackUrl, returnUrl })
  const answer = await httpCall({
    url: `${baseUrl}/charges`,
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-signature': sandboxSignature(secret, body) },
    body,
    signal,
    changes: true,
  })
  if (answer.status !== 201) throw refusedBy('The sandbox gateway', answer)
  const made = created.safeParse(parseJson(answer.body))
  if (!made.success) throw new OutcomeUnknown('the sandbox gateway answered with something else')
  const { id, payUrl } = made.data
  return {
    providerReference: id,
    // Scanning opens the page: a phone with a camera pays as it would a real one.
    details: charge.method === 'sandbox-qris' ? { qr: payUrl, payUrl } : { payUrl },
  }
}

const told = z.object({
  id: z.string(),
  reference: z.string(),
  state: z.enum(['pending', 'paid', 'failed']),
  amountRupiah: z.number().int().positive(),
})

async function status(
  { baseUrl, secret }: SandboxSettings,
  { reference }: ChargeRef,
  signal: AbortSignal,
): Promise<ChargeStatus> {
  const answer = await httpCall({
    url: `${baseUrl}/charges/${encodeURIComponent(reference)}`,
    method: 'GET',
    headers: { 'x-signature': sandboxSignature(secret, reference) },
    signal,
    changes: false,
  })
  if (answer.status === 404) return { state: 'absent', amountRupiah: null, providerReference: null }
  if (answer.status !== 200) throw refusedBy('The sandbox gateway', answer)
  const reading = told.safeParse(parseJson(answer.body))
  if (!reading.success || reading.data.reference !== reference) {
    throw new Unreachable('the sandbox gateway told a status of something else')
  }
  const { state, amountRupiah, id } = reading.data
  return { state, amountRupiah, providerReference: id }
}

const sentBack = z.object({ id: z.string() })

async function sendBack(
  { baseUrl, secret }: SandboxSettings,
  { reference, amountRupiah, reason, key }: Refund,
  signal: AbortSignal,
) {
  const body = JSON.stringify({ amountRupiah, reason, key })
  const answer = await httpCall({
    url: `${baseUrl}/charges/${encodeURIComponent(reference)}/refunds`,
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-signature': sandboxSignature(secret, body) },
    body,
    signal,
    changes: true,
  })
  if (answer.status !== 200) throw refusedBy('The sandbox gateway', answer)
  const made = sentBack.safeParse(parseJson(answer.body))
  if (!made.success) throw new OutcomeUnknown('the sandbox gateway answered with something else')
  return { providerReference: made.data.id }
}

function readCallback(
  { secret }: SandboxSettings,
  raw: string,
  headers: Record<string, string>,
): CallbackReading {
  if (!isSandboxSignature(headers['x-signature'], { secret, text: raw })) {
    return { kind: 'bad_signature' }
  }
  const reading = told.safeParse(parseJson(raw))
  if (!reading.success) return { kind: 'malformed', problem: 'not a sandbox charge' }
  const { id, reference, amountRupiah, state } = reading.data
  return { kind: 'signed', reference, amountRupiah, providerReference: id, claims: state }
}
