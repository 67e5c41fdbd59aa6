import { Rejected, Unreachable } from '../../../domain/fault.ts'
import type { FileRef } from '../../../domain/messages/message.ts'
import type { ReadFile } from '../../door.ts'
import { neverLeft } from '../../never-left.ts'
import { askGraph, type Graph } from './graph.ts'
import { graphFault, type GraphError } from './graph-faults.ts'

type Sample = { header: FileRef; signal: AbortSignal }

/**
 * Shows Meta what a header will look like. Samples have an upload of their own, in two steps, and
 * the second wants the token under another name. An upload that was begun and left harms nobody.
 */
export async function uploadSample(graph: Graph, readFile: ReadFile, { header, signal }: Sample) {
  const { name, mime } = header
  const format = PICTURES.has(mime) ? 'IMAGE' : mime === 'application/pdf' ? 'DOCUMENT' : undefined
  if (!format) throw new Rejected(`No header is of ${mime}`, { code: 'template_invalid' })
  const bytes = await readFile(header).catch((cause: unknown) => {
    throw new Unreachable(`The file ${header.key} could not be read`, { cause })
  })
  const about = new URLSearchParams({
    file_name: name,
    file_length: String(bytes.byteLength),
    file_type: mime,
  })
  const path = `app/uploads?${about.toString()}`
  const begun = await askGraph(graph, { method: 'POST', path, signal, repeatable: true })
  const { id } = begun as { id?: string }
  if (!id) throw new Unreachable('WhatsApp gave the sample no id')
  const handle = await fill(graph, { id, bytes, signal })
  return { format, handle }
}

type Filling = { id: string; bytes: Uint8Array; signal: AbortSignal }

async function fill({ base, token }: Graph, { id, bytes, signal }: Filling) {
  const headers = { authorization: `OAuth ${token}`, file_offset: '0' }
  const body = new Blob([new Uint8Array(bytes)])
  try {
    const answer = await fetch(`${base}/${id}`, { method: 'POST', headers, body, signal })
    const said = (await answer.json()) as { h?: string; error?: GraphError }
    if (answer.status >= 500) throw new Unreachable(`WhatsApp answered ${answer.status}`)
    if (!answer.ok) throw graphFault(answer.status, said.error ?? {})
    if (!said.h) throw new Unreachable('WhatsApp gave the sample no handle')
    return said.h
  } catch (cause) {
    if (cause instanceof Rejected || cause instanceof Unreachable) throw cause
    const why = neverLeft(cause) ? 'could not be reached' : 'did not answer'
    throw new Unreachable(`WhatsApp ${why}`, { cause })
  }
}

const PICTURES = new Set(['image/jpeg', 'image/png'])
