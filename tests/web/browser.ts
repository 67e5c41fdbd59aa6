import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, onTestFinished } from 'vitest'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Where this machine keeps a browser, if it has one. Says so when it does not. */
export const browserPath = [process.env['CHROMIUM_PATH'] ?? '', ...PLACES].find(
  (place) => place !== '' && existsSync(place),
)
if (browserPath === undefined) {
  console.log('SKIPPED: no Chromium on this machine, so the pages are not tried in a browser')
}

/** A cheap phone, in portrait. */
export const PHONE: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  hasTouch: true,
  locale: 'id-ID',
}

let browser: Promise<Browser> | undefined
afterAll(async () => (await browser)?.close())

/** A page of its own that forgets everything with the test. What the browser complains about is kept. */
export async function openPage(options: BrowserContextOptions = PHONE) {
  browser ??= chromium.launch({
    ...(browserPath !== undefined && { executablePath: browserPath }),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  const context = await (await browser).newContext(options)
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  return Object.assign(page, { complaints })
}

/** How far the page is wider than the screen: 0, or people must scroll sideways. */
export function overflow(page: Page) {
  return page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
}
