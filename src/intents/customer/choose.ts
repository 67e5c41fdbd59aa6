import { z } from 'zod'
import { chooseLanguage, setOptOut } from '../../domain/people/change-person.ts'
import { defineIntent } from '../intent.ts'
import { words, wordsIn } from '../wording/words.ts'

export const pickLanguage = defineIntent({
  name: 'customer.language',
  who: 'everyone',
  input: z.object({ language: z.enum(['id', 'en']) }),
  async run(deps, { language }, turn) {
    await chooseLanguage(deps, turn.person.id, language)
    return { text: wordsIn(language).people.language }
  },
})

export const optOut = defineIntent({
  name: 'customer.opt_out',
  who: 'everyone',
  input: z.object({}),
  async run(deps, _input, turn) {
    await setOptOut(deps, { personId: turn.person.id, out: true })
    return { text: words(turn).people.optedOut }
  },
})

export const optIn = defineIntent({
  name: 'customer.opt_in',
  who: 'everyone',
  input: z.object({}),
  async run(deps, _input, turn) {
    await setOptOut(deps, { personId: turn.person.id, out: false })
    return { text: words(turn).people.optedIn }
  },
})

/** True answers for parts that have nothing yet, so that the word is never a miss. */
export const showPoints = defineIntent({
  name: 'customer.points',
  who: 'everyone',
  when: 'The person asks about loyalty points.',
  input: z.object({}),
  async run(_deps, _input, turn) {
    return { text: words(turn).people.noPoints }
  },
})

export const showDocuments = defineIntent({
  name: 'customer.documents',
  who: 'everyone',
  when: 'The person asks which documents are needed from them.',
  input: z.object({}),
  async run(_deps, _input, turn) {
    return { text: words(turn).people.noDocuments }
  },
})
