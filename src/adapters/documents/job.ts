import type { Documents } from '../../domain/documents/documents.ts'

/** What passes between the program and the thread that makes its documents. */

export type DocumentKind = keyof Documents
export type DocumentInput<Kind extends DocumentKind> = Parameters<Documents[Kind]>[0]

export type Job = {
  [Kind in DocumentKind]: { id: number; kind: Kind; input: DocumentInput<Kind> }
}[DocumentKind]

export type Answer =
  | { id: number; bytes: Uint8Array<ArrayBuffer>; tookMs: number }
  | { id: number; error: Error }
