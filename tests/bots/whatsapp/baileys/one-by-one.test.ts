import { EventEmitter } from 'node:events'
import type { BinaryNode } from '@whiskeysockets/baileys'
import { expect, test } from 'vitest'
import { oneByOne } from '../../../../src/bots/whatsapp/baileys/one-by-one.ts'
import { until } from '../../../support/until.ts'

test('a message waits for the one before it, whichever of them waited for us', async () => {
  const ws = Object.assign(new EventEmitter(), { isOpen: true })
  const began: string[] = []
  const goOn: (() => void)[] = []
  const hear = ({ attrs }: BinaryNode): unknown => {
    began.push(`${attrs['id']} ${attrs['offline'] ?? 'live'}`)
    return new Promise<void>((resolve) => goOn.push(resolve))
  }
  ws.on('CB:message', hear)
  oneByOne(ws)
  ws.emit('CB:message', { tag: 'message', attrs: { id: 'first', offline: '0' } })
  ws.emit('CB:message', { tag: 'message', attrs: { id: 'second' } })
  await until(() => goOn.length, 1)
  expect(began).toEqual(['first live'])
  goOn[0]?.()
  await until(() => goOn.length, 2)
  expect(began).toEqual(['first live', 'second live'])

  // The line is gone: whatever is still to come, comes again.
  ws.emit('CB:message', { tag: 'message', attrs: { id: 'third' } })
  ws.isOpen = false
  goOn[1]?.()
  await new Promise((resolve) => setImmediate(resolve))
  expect(began).toHaveLength(2)
})
