import { describe, expect, test } from 'vitest'
import { Rejected, Unreachable } from '../../../src/domain/fault.ts'
import { failureWords, graphFault, TooFast } from '../../../src/bots/whatsapp/cloud/graph-faults.ts'

const SECOND = 1000

describe('what WhatsApp means by an error', () => {
  test.each([
    ['this number is too fast', 130_429, 2 * SECOND],
    ['this customer gets too much at once', 131_056, 6 * SECOND],
    ['the app asks too much', 4, 60 * SECOND],
    ['the app asks too much of one account', 17, 60 * SECOND],
    ['the account asks too much', 80_007, 60 * SECOND],
    ['templates are handed in too fast', 80_008, 60 * SECOND],
    ['Meta is not there for a moment', 2, 10 * SECOND],
    ['Meta has too much to do', 131_016, 10 * SECOND],
    ['the account is being worked on', 131_057, 60 * SECOND],
  ])('%s (%i): later', (_what, code, retryAfterMs) => {
    const error = graphFault(400, { code, message: 'x' })
    expect(error).toBeInstanceOf(Unreachable)
    expect(error).toMatchObject({ retryAfterMs })
  })

  test('only the limit of the number itself slows the number', () => {
    expect(graphFault(400, { code: 130_429 })).toBeInstanceOf(TooFast)
    expect(graphFault(400, { code: 131_056 })).not.toBeInstanceOf(TooFast)
  })

  test.each([
    ['a day has passed since they wrote', 131_047, 'window_closed'],
    ['Meta spares the customer advertising today', 131_049, 'marketing_limit'],
    ['too many people complained', 131_048, 'spam_limit'],
    ['the customer stopped advertising', 131_050, 'marketing_stopped'],
    ['there is no such phone', 131_026, 'undeliverable'],
    ['a code cannot go to somebody who hides his number', 131_062, 'needs_phone'],
    ['it is our own number', 131_021, 'own_number'],
    ['nobody pays for the account', 131_042, 'unpaid'],
    ['the account is locked', 131_031, 'account_locked'],
    ['the account broke rules', 368, 'account_locked'],
    ['not in this country', 130_497, 'account_locked'],
    ['the token has expired', 190, 'token'],
    ['the token may not', 10, 'token'],
    ['the app may not', 3, 'token'],
    ['a permission is missing', 200, 'token'],
    ['another permission is missing', 299, 'token'],
    ['access is denied', 131_005, 'token'],
    ['the values do not fit the template', 132_000, 'template_values'],
    ['there is no such template', 132_001, 'template_missing'],
    ['a value is too long', 132_005, 'template_values'],
    ['the template is against the rules', 132_007, 'template_refused'],
    ['a value is of another kind', 132_012, 'template_values'],
    ['the template is paused', 132_015, 'template_paused'],
    ['the template is gone for good', 132_016, 'template_disabled'],
    ['a code nobody here knows', 131_999, '131999'],
  ])('%s (%i): never again as it is', (_what, code, name) => {
    const error = graphFault(400, { code, message: 'x' })
    expect(error).toBeInstanceOf(Rejected)
    expect(error).toMatchObject({ code: name })
  })

  test.each([
    ['template_exists', 2_388_024],
    ['template_being_deleted', 2_388_023],
    ['template_gone', 2_593_002],
    ['too_many_templates', 2_388_019],
  ])('what 100 hides is found under it: %s', (name, error_subcode) => {
    expect(graphFault(400, { code: 100, error_subcode })).toMatchObject({ code: name })
  })

  test('an answer without a code goes by its status', () => {
    expect(graphFault(401, {})).toMatchObject({ code: 'token' })
    expect(graphFault(429, {})).toMatchObject({ retryAfterMs: 2000 })
    expect(graphFault(404, {})).toMatchObject({ code: '404' })
  })

  test('the same words for it when it comes later, in a status', () => {
    const details = 'Message undeliverable'
    const undeliverable = { code: 131_026, title: 'Undeliverable', error_data: { details } }
    expect(failureWords(undeliverable)).toBe(
      'undeliverable · 131026 · Undeliverable · Message undeliverable',
    )
    expect(failureWords({ code: 130_429, title: 'Rate' })).toBe('rate_limit · 130429 · Rate')
    expect(failureWords({ code: 131_999, title: 'New' })).toBe('131999 · New')
  })
})
