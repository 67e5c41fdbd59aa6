import { expect, test } from 'vitest'
import { z } from 'zod'
import { explainCommand } from '../../src/intents/explain-command.ts'
import { defineIntent } from '../../src/intents/intent.ts'

const about = { id: 'x', en: 'x' }
const verb = (name: string) =>
  defineIntent({
    name: `wa.${name}`,
    who: 'everyone',
    command: { noun: 'wa', verb: name, about, examples: [] },
    input: z.object({}),
    run: async () => ({ text: 'ok' }),
  })

test('the verbs a word may have are listed without the one that has no name', () => {
  const intents = ['', 'panel', 'tambah'].map(verb)
  const reading = {
    kind: 'unknown_verb',
    noun: 'wa',
    typed: 'x',
    nearest: undefined,
    intents,
  } as const
  expect(explainCommand(reading, 'id').text).toBe(
    '/wa tidak mengenal "x".\nYang ada: panel, tambah.',
  )
})
