import { z } from 'zod'
import type { LeadFields } from '../../domain/leads/lead-fields.ts'

const day = z.iso.date()
const count = z.int().min(0).max(500)
const rupiah = z.int().positive().max(10_000_000_000)

/** `LeadFields` from outside: a stored button, or a model. Anything odd refuses the whole. */
export const leadFields = z
  .object({
    name: z.string().trim().min(1).max(80),
    city: z.string().trim().min(1).max(80),
    pilgrims: count.min(1),
    adults: count,
    children: count,
    infants: count,
    when: z.object({ from: day, to: day }).refine(({ from, to }) => from <= to),
    budget: z.object({
      min: rupiah.optional(),
      max: rupiah.optional(),
      per: z.enum(['person', 'total']).nullable(),
    }),
    room: z.enum(['quad', 'triple', 'double', 'single']),
    passport: z.enum(['ready', 'in_process', 'expired', 'none']),
    first_time: z.boolean(),
    with: z.array(
      z.enum([
        'wife',
        'husband',
        'parents',
        'mother',
        'father',
        'children',
        'siblings',
        'friends',
        'family',
        'alone',
      ]),
    ),
    package: z.string().trim().min(1).max(120),
  })
  .partial() as z.ZodType<LeadFields>
