import { readFile } from 'node:fs/promises'
import { FONT_FILES } from '../adapters/documents/fonts.ts'
import type { Route } from '../adapters/web/route.ts'

const POLICY =
  "default-src 'self'; img-src 'self' data:; frame-src 'self'; object-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
const HTML = 'text/html; charset=utf-8'
const CSS = 'text/css; charset=utf-8'
const SCRIPT = 'text/javascript; charset=utf-8'

/** Everything the page is made of. Read anew for each request: whoever works on it just reloads. */
const FILES: { path: string; file: string | URL; type: string }[] = [
  { path: '/sandbox', file: page('index.html'), type: HTML },
  { path: '/sandbox/style.css', file: page('style.css'), type: CSS },
  { path: '/sandbox/phones.css', file: page('phones.css'), type: CSS },
  ...['app', 'attach', 'chat', 'compose', 'lines', 'numbers', 'page', 'rooms', 'world'].map(
    (name) => ({
      path: `/sandbox/${name}.js`,
      file: page(`${name}.js`),
      type: SCRIPT,
    }),
  ),
  { path: '/sandbox/regular.ttf', file: FONT_FILES.regular, type: 'font/ttf' },
  { path: '/sandbox/bold.ttf', file: FONT_FILES.bold, type: 'font/ttf' },
]

export function pageRoutes(): Route[] {
  const common = { method: 'GET', audience: 'people' } as const
  return [
    {
      ...common,
      path: '/',
      handle: async () => ({ status: 302, headers: { location: '/sandbox' } }),
    },
    ...FILES.map(({ path, file, type }): Route => ({
      ...common,
      path,
      handle: async () => ({
        type,
        headers: {
          'content-security-policy': POLICY,
          'cache-control': type === 'font/ttf' ? 'private, max-age=86400' : 'no-store',
        },
        body: await readFile(file),
      }),
    })),
  ]
}

function page(name: string) {
  return new URL(`page/${name}`, import.meta.url)
}
