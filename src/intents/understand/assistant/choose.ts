import { z } from 'zod'
import type { Filled, Form, Line } from '../../../domain/assistant/language-model.ts'
import type { LeadFields } from '../../../domain/leads/lead-fields.ts'
import type { Act } from '../../../domain/messages/act.ts'
import type { Intent } from '../../intent.ts'
import { leadFields } from '../../lead/lead-fields-schema.ts'
import { readFields } from './read-fields.ts'

/** What the model takes a message for: an intent of ours, a question of its own, or nothing. */
export type Choice =
  | { kind: 'act'; act: Act; fields: LeadFields }
  | { kind: 'question'; fields: LeadFields }
  | { kind: 'unclear'; fields: LeadFields }

/** Intents it may choose: open to everyone, and said when. Admin's are not even named to it. */
export function choosable(intents: readonly Intent[]) {
  return intents.flatMap(({ name, who, when }) =>
    who === 'everyone' && when !== undefined ? [{ name, when }] : [],
  )
}

export function formOf(system: string, { lines, names }: { lines: Line[]; names: string[] }): Form {
  const shape = z.object({
    intent: z.enum([...names, 'answer', 'unclear']),
    fields: leadFields.optional(),
    voucher: z
      .object({
        package: z.string().max(40).optional(),
        quantity: z.int().min(1).max(20).optional(),
      })
      .optional(),
  })
  return { system, lines, name: 'understand', schema: z.toJSONSchema(shape) }
}

/** Reads what it filled in. An intent that was not offered is no choice, whatever it says. */
export function readChoice({ args }: Pick<Filled, 'args'>, names: string[]): Choice | undefined {
  const read = loose.safeParse(args)
  if (!read.success) return undefined
  const { intent, voucher } = read.data
  const fields = readFields(read.data.fields)
  if (intent === 'answer') return { kind: 'question', fields }
  if (intent === 'unclear') return { kind: 'unclear', fields }
  return names.includes(intent)
    ? { kind: 'act', act: actOf(intent, { fields, voucher }), fields }
    : undefined
}

const loose = z.object({
  intent: z.string(),
  fields: z.unknown().optional(),
  voucher: z
    .object({
      package: z.string().trim().min(1).max(40).optional().catch(undefined),
      quantity: z.coerce.number().int().min(1).max(20).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
})

function actOf(
  intent: string,
  { fields, voucher }: { fields: LeadFields; voucher: z.infer<typeof loose>['voucher'] },
): Act {
  if (intent.startsWith('lead.')) return { intent, input: { fields } }
  if (intent === 'customer.buy_voucher') {
    const { package: named, quantity } = voucher ?? {}
    return { intent, input: { ...(named && { package: named }), ...(quantity && { quantity }) } }
  }
  return { intent, input: {} }
}
