import { Refusal } from '../../domain/refusal.ts'

const MOST = { megabytes: 10, rows: 20_000, columns: 60 } as const

/** Said before the file is handed to a thread at all. */
export function refuseTooLarge(bytes: Uint8Array) {
  refuseOver('megabytes', bytes.length / 1_048_576)
}

export function refuseOver(limit: keyof typeof MOST, count: number) {
  if (count > MOST[limit]) throw new Refusal('table.too_big', { limit, max: MOST[limit] })
}

/** Rows of a sheet worth reading: what lies beyond is either too much, or empty. */
export const ROWS_READ = MOST.rows + 1_000
