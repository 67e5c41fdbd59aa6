import type { Documents } from '../../domain/documents/documents.ts'
import type { Refusal } from '../../domain/refusal.ts'

/** What passes between the program and the thread that makes its documents. */

export type TableFile = { bytes: Uint8Array; name: string }

/** Everything a thread does, each from one input. */
type Work = Omit<Documents, 'readTable'> & {
  readTable: (file: TableFile) => ReturnType<Documents['readTable']>
}

export type DocumentKind = keyof Work
export type DocumentInput<Kind extends DocumentKind> = Parameters<Work[Kind]>[0]
export type Made<Kind extends DocumentKind> = Awaited<ReturnType<Work[Kind]>>

export type Job = {
  [Kind in DocumentKind]: { id: number; kind: Kind; input: DocumentInput<Kind> }
}[DocumentKind]

export type Answer =
  | { id: number; made: Made<DocumentKind>; tookMs: number }
  // An error loses its class on the way: what the business says no to is put together again.
  | { id: number; refused: Pick<Refusal, 'code' | 'details'> }
  | { id: number; error: Error }
