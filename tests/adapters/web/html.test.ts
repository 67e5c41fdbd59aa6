import fc from 'fast-check'
import { expect, test } from 'vitest'
import { html, trusted } from '../../../src/adapters/web/html.ts'
import { createSenderLimit, senderOf } from '../../../src/adapters/web/sender-limit.ts'

test('nothing that is put into a page can become markup', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { markup } = html`<p title="${text}">${[text]}</p>`
      const inner = markup.slice('<p title="'.length, -'</p>'.length)
      expect(inner.replace('">', '')).not.toMatch(/[<>"']/)
    }),
  )
  expect(html`<b>${'<script>alert(1)</script>'}</b>`.markup).toBe(
    '<b>&#60;script&#62;alert(1)&#60;/script&#62;</b>',
  )
})

test('pieces of a page fit into each other, and what is absent leaves nothing', () => {
  const items = ['a', 'b'].map((text) => html`<li>${text}</li>`)
  const { markup } = html`<ul>
      ${items}${null}${undefined}${false}${0}
    </ul>
    ${trusted('<hr>')}`
  expect(markup.replaceAll(/\s/g, '')).toBe('<ul><li>a</li><li>b</li>0</ul><hr>')
})

test('a minute of taps at once is fine, then it goes at the steady rate', () => {
  let now = 0
  const limit = createSenderLimit(() => now)
  const tap = () => limit('pay', 'a', 60)
  for (let tapped = 0; tapped < 60; tapped++) expect(tap()).toBe(0)
  expect(tap()).toBe(1)
  expect(limit('pay', 'b', 60)).toBe(0)
  expect(limit('other', 'a', 60)).toBe(0)

  now += 1000
  expect(tap()).toBe(0)
  expect(tap()).toBe(1)
  // Those that were refused cost nothing.
  now += 10_000
  for (let tapped = 0; tapped < 10; tapped++) expect(tap()).toBe(0)
  expect(tap()).toBe(1)
})

test('a flood of senders is forgotten, oldest first, not kept for ever', () => {
  const limit = createSenderLimit(() => 0)
  expect(limit('pay', 'first', 1)).toBe(0)
  expect(limit('pay', 'first', 1)).toBe(60)
  for (let sender = 0; sender < 20_000; sender++) limit('pay', String(sender), 1)
  expect(limit('pay', 'first', 1)).toBe(0)
  expect(limit('pay', '19999', 1)).toBe(60)
})

test('an IPv6 home is one sender, an IPv4 address too', () => {
  expect(senderOf('203.0.113.7')).toBe('203.0.113.7')
  expect(senderOf('::ffff:203.0.113.7')).toBe('203.0.113.7')
  expect(senderOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2')
  expect(senderOf('2001:db8::1')).toBe('2001:db8:0:0')
  expect(senderOf('::1')).toBe('0:0:0:0')
})
