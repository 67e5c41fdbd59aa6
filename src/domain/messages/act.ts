/**
 * Something a person may ask, chosen but not yet done: the name of an intent and its input.
 * Stored in questions and passed between understanding and doing; the intent's own schema
 * reads `input` again before anything runs.
 */
export type Act = {
  intent: string
  input: Record<string, unknown>
  /** Values are being asked for one at a time, optional ones too; these were passed over. */
  asking?: { skipped: string[] }
  /** What was said yes to, in a line: whoever is asked for the PIN reads what it is for. */
  deed?: string
}
