import type { LeadFields } from '../../../domain/leads/lead-fields.ts'
import { leadFields } from '../../lead/lead-fields-schema.ts'

/** What a model filled in, field by field: one that does not fit is left out, the rest is kept. */
export function readFields(raw: unknown): LeadFields {
  if (typeof raw !== 'object' || raw === null) return {}
  const fields: LeadFields = {}
  for (const [name, value] of Object.entries(raw)) {
    const read = leadFields.safeParse({ [name]: tidy(value) })
    if (read.success) Object.assign(fields, read.data)
  }
  return fields
}

/** Names end up before the eyes of the team: one line, no tricks. */
function tidy(value: unknown) {
  return typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : value
}
