import type { Locator } from 'playwright-core'
import type { openPage } from './browser.ts'

export const DESK = { viewport: { width: 1440, height: 900 }, locale: 'id-ID' }

type Page = Awaited<ReturnType<typeof openPage>>

/** The page as two people and the world would use it. */
export function handsOn(page: Page) {
  const say = (which: 'wa' | 'tg') => async (text: string) => {
    await page.fill(`#${which}-text`, text)
    await page.press(`#${which}-text`, 'Enter')
  }
  const bubble = (which: 'wa' | 'tg') => (text: string | RegExp) =>
    page.locator(`#${which} .msg`).filter({ hasText: text }).last()
  return {
    writes: say('wa'),
    customerSees: bubble('wa'),
    types: say('tg'),
    ownerSees: bubble('tg'),
    taps: (label: string | RegExp) =>
      page.locator('#tg').getByRole('button', { name: label }).last().click(),
    /** Follows the link of a message, pays, and comes back. */
    pays: async (message: Locator, paid: string | RegExp) => {
      const opening = page.context().waitForEvent('page')
      await message.getByRole('link').click()
      const pay = await opening
      await pay
        .getByRole('button', { name: /Sandbox/ })
        .first()
        .click()
      await pay.getByRole('link', { name: /Sandbox/ }).click()
      await pay.getByRole('button', { name: /^Bayar Rp/ }).click()
      await pay.getByRole('heading', { name: paid }).waitFor()
      await pay.close()
    },
    /** A chat of the owner's Telegram. */
    room: (name: string | RegExp) => page.locator('#tg-rooms').getByRole('button', { name }),
    /** Something happens to the number that is linked. */
    happens: async (what: RegExp) => {
      await page.locator('#numbers-list').getByRole('button').first().click()
      await page.locator('#sheet-rows').getByRole('button', { name: what }).click()
    },
    line: (name: string) => page.locator(`#lines-list [data-line="${name}"]`),
    result: page.locator('#login-result'),
    logIn: async (code: string, device = 'phone') => {
      await page.fill('#login-code', code)
      await page.selectOption('#login-device', device)
      await page.press('#login-code', 'Enter')
    },
  }
}
