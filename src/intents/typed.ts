import { z } from 'zod'
import type { SentFile } from '../domain/media/sent-file.ts'

/** Text that a person typed, read into a value; what cannot be read is asked for again. */
export function typed<T>(read: (text: string) => T | undefined) {
  return z.coerce.string().transform((text, context) => {
    const value = read(text.trim())
    if (value !== undefined) return value
    context.addIssue({ code: 'custom', message: 'not understood' })
    return z.NEVER
  })
}

/** A file that was sent, not fetched yet: `run` asks for that with `later`. */
export const fileInput: z.ZodType<SentFile> = z.object({
  accountId: z.int().positive(),
  ref: z.string().min(1).max(1000),
  mime: z.string().max(200),
  name: z.string().max(300),
})
