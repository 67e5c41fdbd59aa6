import type { Deps } from '../domain/deps.ts'
import {
  type SendingChoices,
  sendingChoices,
  type SendingSettings,
  settingsOf,
} from '../domain/sending/sending-settings.ts'
import type { Door } from './door.ts'

const FRESH_MS = 5_000

/**
 * How each number is written on, without asking the database for every message: what was chosen
 * counts a few seconds later in every process.
 */
export function createSettingsNow(deps: Pick<Deps, 'db' | 'log'>, freshMs = FRESH_MS) {
  let choices: SendingChoices = { all: {}, sessions: {} }
  let readAt = -Infinity
  let reading: Promise<void> | undefined

  async function read() {
    try {
      choices = await sendingChoices(deps)
      readAt = performance.now()
    } catch (err) {
      // What was known goes on counting.
      deps.log.debug({ err }, 'could not read how numbers are written on')
    }
  }

  return {
    /** Reads them where they are old. */
    refresh: async () => {
      if (performance.now() - readAt < freshMs) return
      reading ??= read().finally(() => {
        reading = undefined
      })
      await reading
    },
    of: (door: Pick<Door, 'channel' | 'accountId'>): SendingSettings => settingsOf(choices, door),
  }
}
