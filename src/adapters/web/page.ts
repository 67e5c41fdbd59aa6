import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Language } from '../../domain/people/person.ts'
import { payPage as english } from '../../intents/wording/en/pay-page.ts'
import { payPage as indonesian } from '../../intents/wording/id/pay-page.ts'
import { html, type Html, trusted } from './html.ts'
import type { RouteAnswer } from './route.ts'

export type Words = typeof indonesian

export function wordsIn(language: Language): Words {
  return language === 'en' ? english : indonesian
}

/** Of somebody we know nothing about but his browser. Indonesian unless it clearly prefers English. */
export function languageOf(acceptLanguage: string | undefined): Language {
  return /^en\b/i.test(acceptLanguage ?? '') ? 'en' : 'id'
}

type Page = {
  language: Language
  title: string
  description?: string
  /** For the head: what a browser without JavaScript should do. */
  head?: Html
  body: Html
  /** Comes with the script that keeps a payment page up to date. */
  live?: boolean
  status?: number
  headers?: Record<string, string>
}

const style = inline('style', './page.css')
const script = inline('script', './pay/pay-page.client.js')

// Only what this file itself puts in may run; names and texts of others cannot bring code along.
const policy = [
  "default-src 'none'",
  `style-src '${style.hash}'`,
  `script-src '${script.hash}'`,
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const icon =
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="#0b6e5f"/><path d="M9 16.5l5 5 9-11" fill="none" stroke="#fff" stroke-width="3.5" stroke-linecap="round" stroke-linejoin="round"/></svg>',
  )

/** A whole page for people: one request, no files beside it, readable with no JavaScript at all. */
export function page(page: Page) {
  const { language, title, description, head, body, live, status, headers } = page
  const document = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="format-detection" content="telephone=no" />
        <meta name="theme-color" content="#f3f6f5" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#0c1413" media="(prefers-color-scheme: dark)" />
        <title>${title}</title>
        <meta property="og:title" content="${title}" />
        ${description !== undefined && html`<meta property="og:description" content="${description}" />`}
        <link rel="icon" href="${icon}" />
        ${head} ${style.element}
      </head>
      <body>
        <div class="frame">${body}</div>
        ${live === true && script.element}
      </body>
    </html> `
  return {
    status: status ?? 200,
    type: 'text/html; charset=utf-8',
    headers: { 'content-security-policy': policy, ...headers },
    body: document.markup,
  } satisfies RouteAnswer
}

/** Not by `html`: the hash is of every character between the tags. */
function inline(tag: 'style' | 'script', file: string) {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8')
  const hash = `sha256-${createHash('sha256').update(text).digest('base64')}`
  return { element: trusted(`<${tag}>${text}</${tag}>`), hash }
}
