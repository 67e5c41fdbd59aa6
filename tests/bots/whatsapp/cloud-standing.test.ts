import { describe, expect, test } from 'vitest'
import { badNews, complaintOf } from '../../../src/bots/whatsapp/cloud/standing.ts'
import { until } from '../../support/until.ts'
import { SITI, soon, whatsappWithDoor } from './open-door.ts'

const GOOD = { quality_rating: 'GREEN', name_status: 'APPROVED', status: 'CONNECTED' }
const limits = {
  throughput: { level: 'STANDARD' },
  whatsapp_business_manager_messaging_limit: 'TIER_2K',
}

describe('how our number stands with Meta', () => {
  test.each([
    [GOOD, undefined],
    [{}, undefined],
    [
      { ...GOOD, quality_rating: 'RED' },
      { state: 'degraded', detail: 'quality RED' },
    ],
    [
      { ...GOOD, name_status: 'DECLINED' },
      { state: 'degraded', detail: 'name DECLINED' },
    ],
    [
      { ...GOOD, status: 'BANNED' },
      { state: 'down', detail: 'status BANNED' },
    ],
    [
      { ...GOOD, ...limits, status: 'FLAGGED', quality_rating: 'YELLOW' },
      {
        state: 'degraded',
        detail: 'status FLAGGED, quality YELLOW, limit TIER_2K, throughput STANDARD',
      },
    ],
  ])('%j', (standing, complaint) => expect(complaintOf(standing)).toEqual(complaint))

  test.each([
    [{ event: 'VERIFIED_ACCOUNT' }, undefined],
    [{ event: 'UNFLAGGED' }, undefined],
    [{ event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'REINSTATE' } }, undefined],
    [
      { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'DISABLE' } },
      { state: 'down', detail: 'DISABLED_UPDATE, DISABLE' },
    ],
    [
      { event: 'ACCOUNT_VIOLATION', violation_info: { violation_type: 'ADULT' } },
      { state: 'degraded', detail: 'ACCOUNT_VIOLATION, ADULT' },
    ],
    [
      { event: 'FLAGGED', current_limit: 'TIER_1K' },
      { state: 'degraded', detail: 'FLAGGED, TIER_1K' },
    ],
  ])('news: %j', (news, complaint) => expect(badNews(news)).toEqual(complaint))

  test('a bad rating is said, and a message that goes through does not hide it', async () => {
    const { whatsapp, door } = await whatsappWithDoor()
    whatsapp.judge('FLAGGED', { quality_rating: 'RED' })
    await door.start()
    await until(() => door.health().detail?.includes('quality RED'), true)
    whatsapp.say(SITI, 'halo')
    await door.send(SITI, { text: 'halo' }, soon())
    expect(door.health().state).toBe('degraded')
  })

  test('a locked account takes the line down at once, and one let go brings it back', async () => {
    const { whatsapp, door } = await whatsappWithDoor()
    await door.start()
    expect(door.health()).toEqual({ state: 'healthy' })
    whatsapp.lockAccount('DISABLE')
    await until(() => door.health().state, 'down')
    whatsapp.lockAccount('REINSTATE')
    await until(() => door.health().state, 'healthy')
  })

  test('news of another number of the same account says nothing of ours', async () => {
    const { whatsapp, door } = await whatsappWithDoor()
    await door.start()
    const theirs = { display_phone_number: '628111', event: 'FLAGGED' }
    whatsapp.sendRaw(theirs, 'phone_number_quality_update')
    await whatsapp.webhooks.settled()
    expect(door.health()).toEqual({ state: 'healthy' })
  })

  test('an account that Meta locked refuses what we send, and that is said too', async () => {
    const { whatsapp, door } = await whatsappWithDoor()
    await door.start()
    whatsapp.say(SITI, 'halo')
    whatsapp.fail({ on: 'messages', does: 'refuse', code: 131_031 })
    await door.send(SITI, { text: 'x' }, soon()).catch(() => {})
    expect(door.health()).toMatchObject({
      state: 'down',
      detail: expect.stringContaining('locked'),
    })
  })
})
