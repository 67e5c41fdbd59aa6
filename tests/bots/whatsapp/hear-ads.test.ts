import { describe, expect, test } from 'vitest'
import { hear, person } from './hear.ts'

describe('the first message after an ad', () => {
  const referral = {
    source_url: 'https://fb.me/abc',
    source_type: 'ad',
    source_id: '120212345',
    headline: 'Umroh Januari',
    body: 'Berangkat bareng',
    media_type: 'image',
    image_url: 'https://scontent/x.jpg',
    ctwa_clid: 'ARAkLkA8rmlFeiCktEJQ',
  }
  const expected = {
    source: 'ad',
    adId: '120212345',
    clickId: 'ARAkLkA8rmlFeiCktEJQ',
    url: 'https://fb.me/abc',
    headline: 'Umroh Januari',
    body: 'Berangkat bareng',
  }

  test('says where the person came from', () => {
    const { inbound } = hear({ type: 'text', text: { body: 'Halo' }, referral }) ?? {}
    expect(inbound).toMatchObject({ kind: 'message', text: 'Halo', referral: expected })
  })

  test('counts even when nothing was said yet, or what was said cannot be shown', () => {
    for (const type of ['request_welcome', 'unsupported', 'something_of_next_year']) {
      const { inbound } = hear({ type, referral }) ?? {}
      expect(inbound).toMatchObject({ kind: 'message', ...person, text: '', referral: expected })
    }
  })

  test('an ad clicked on a desktop leaves less behind', () => {
    const { inbound } =
      hear({ type: 'text', text: { body: 'x' }, referral: { source_id: '1' } }) ?? {}
    expect(inbound).toMatchObject({ referral: { source: 'ad', adId: '1' } })
  })

  test('a post is not an ad', () => {
    const { inbound } = hear({ type: 'text', referral: { source_type: 'post' } }) ?? {}
    expect(inbound).toMatchObject({ text: '', referral: { source: 'post' } })
  })
})
