import { z } from 'zod'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'

export const cancel = defineIntent({
  name: 'core.cancel',
  who: 'everyone',
  input: z.object({}),
  async run(_deps, _input, turn) {
    return { text: words(turn).core.cancelled }
  },
})
