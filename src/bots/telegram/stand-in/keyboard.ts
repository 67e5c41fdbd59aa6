import { badRequest, objectOf, type Params } from './params.ts'
import type { Button } from './world.ts'

/** Reads and checks the buttons under a message as strictly as Telegram does. */
export function readKeyboard(params: Params): Button[][] | undefined {
  const markup = objectOf(params, 'reply_markup') as { inline_keyboard?: unknown } | undefined
  if (markup === undefined) return undefined
  const rows = markup.inline_keyboard
  if (!Array.isArray(rows) || !rows.every(Array.isArray)) {
    throw badRequest('object expected as reply markup')
  }
  const keyboard = rows.map((row: unknown[]) => row.map(readButton))
  if (keyboard.flat().length > MAX_BUTTONS) throw badRequest('reply markup is too long')
  return keyboard.length > 0 ? keyboard : undefined
}

function readButton(raw: unknown): Button {
  const { text, callback_data, url } = raw as Record<string, unknown>
  if (typeof text !== 'string' || text.trim() === '') {
    throw badRequest('can\'t parse inline keyboard button: Field "text" must be of type String')
  }
  if (typeof url === 'string') return { label: text, url }
  if (typeof callback_data !== 'string') {
    throw badRequest(
      "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    )
  }
  const bytes = Buffer.byteLength(callback_data)
  if (bytes < 1 || bytes > MAX_DATA_BYTES) throw badRequest('BUTTON_DATA_INVALID')
  return { label: text, data: callback_data }
}

const MAX_DATA_BYTES = 64
const MAX_BUTTONS = 100
