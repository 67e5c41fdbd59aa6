import { Problem, type Route } from '../route.ts'
import type { OpenedFile } from './file-link.ts'

export type FileLinks = { open: (token: string) => Promise<OpenedFile | undefined> }

export function fileRoutes({ open }: FileLinks): Route[] {
  return [
    {
      method: 'GET',
      path: '/files/:token',
      audience: 'people',
      limit: { name: 'files', perMinute: 120 },
      handle: async ({ params }) => {
        const file = await open(params['token'] ?? '')
        if (!file) throw new Problem(404, 'file_gone', 'There is no such file any more.')
        return fileAnswer(file)
      },
    },
  ]
}

/** Shown by the browser itself; whatever else there is could be a page in disguise. */
const SHOWN = new Set(['application/pdf', 'image/png', 'image/jpeg'])

export function fileAnswer({ bytes, name, mime }: OpenedFile) {
  const shown = SHOWN.has(mime)
  return {
    type: shown || /^[\w.+-]+\/[\w.+-]+$/.test(mime) ? mime : 'application/octet-stream',
    headers: { 'content-disposition': disposition(shown ? 'inline' : 'attachment', name) },
    body: bytes,
  }
}

/** Both spellings of RFC 6266: plain letters for old programs, UTF-8 for the others. */
export function disposition(kind: 'inline' | 'attachment', name: string): string {
  const safe = name.toWellFormed().replace(/[\p{Cc}\p{Cf}/\\]/gu, '_')
  const plain = safe.replace(/[^\x20-\x7e]|["%]/g, '_')
  const coded = encodeURIComponent(safe).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${plain}"; filename*=UTF-8''${coded}`
}
