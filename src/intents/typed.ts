import { z } from 'zod'

/** Text that a person typed, read into a value; what cannot be read is asked for again. */
export function typed<T>(read: (text: string) => T | undefined) {
  return z.coerce.string().transform((text, context) => {
    const value = read(text.trim())
    if (value !== undefined) return value
    context.addIssue({ code: 'custom', message: 'not understood' })
    return z.NEVER
  })
}
