import { createHash } from 'node:crypto'

/**
 * The id of a message of ours, made from its key: whoever gets it twice has it once. Looks like
 * the ids that WhatsApp Web makes.
 */
export function messageIdOf(accountId: number, key: string): string {
  const print = createHash('sha256').update(`${accountId}:${key}`).digest('hex')
  return `3EB0${print.slice(0, 18).toUpperCase()}`
}
