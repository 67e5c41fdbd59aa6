import type { IncomingHttpHeaders } from 'node:http'
import { z } from 'zod'

const KNOWN_PAYMENTS = [
  'credit_card',
  'gopay',
  'shopeepay',
  'other_qris',
  'bca_va',
  'bni_va',
  'bri_va',
  'permata_va',
  'cimb_va',
  'other_va',
  'echannel',
  'indomaret',
  'alfamart',
  'dana',
]

const wish = z.object({
  transaction_details: z.object({
    order_id: z.string().regex(/^[\w.~-]{1,50}$/),
    gross_amount: z.number().int().positive(),
  }),
  item_details: z
    .array(
      z.object({
        id: z.string().max(50),
        price: z.number().int(),
        quantity: z.number().int().positive(),
        name: z.string().min(1).max(50),
      }),
    )
    .optional(),
  customer_details: z
    .object({
      first_name: z.string().max(255).optional(),
      email: z.email().optional(),
      phone: z.string().max(255).optional(),
    })
    .optional(),
  enabled_payments: z.array(z.enum(KNOWN_PAYMENTS)).min(1).optional(),
  callbacks: z.object({ finish: z.url() }).optional(),
  expiry: z.object({
    unit: z.enum(['minute', 'minutes']),
    duration: z.number().int().min(1),
  }),
})

type Page = z.infer<typeof wish>

/** What the stand-in of Snap has against a wish for a page, in the words the real one uses. */
export function wrongWithPage(
  body: unknown,
  headers: IncomingHttpHeaders,
): { page: Page; callbackUrl: string } | { problem: string } {
  if (!headers['content-type']?.startsWith('application/json')) {
    return { problem: 'Content-Type is not supported' }
  }
  const read = wish.safeParse(body)
  if (!read.success) {
    const [issue] = read.error.issues
    return { problem: `${issue?.path.join('.')} is invalid: ${issue?.message}` }
  }
  const { transaction_details: details, item_details: items } = read.data
  const sum = items?.reduce((total, { price, quantity }) => total + price * quantity, 0)
  if (sum !== undefined && sum !== details.gross_amount) {
    return { problem: 'transaction_details.gross_amount is not equal to the sum of item_details' }
  }
  const override = z.url().safeParse(headers['x-override-notification'])
  if (!override.success) return { problem: 'X-Override-Notification is not an address' }
  return { page: read.data, callbackUrl: override.data }
}
