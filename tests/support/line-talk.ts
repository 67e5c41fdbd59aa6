import { createEffects } from '../../src/domain/effects/run-effects.ts'
import { noteSessions } from '../../src/domain/pppoe/note-sessions.ts'
import { understandRules } from '../../src/intents/understand/rules.ts'
import { hotspotWork } from './hotspot-shop.ts'
import { PPP_PROFILES } from './line-shop.ts'
import { talk } from './talk.ts'

/** A provider with its doors open: an owner on Telegram, and "rumah20" at Rp 200,000 a month. */
export async function openLines() {
  const shop = await talk({ rules: understandRules, simulator: { pppProfiles: PPP_PROFILES } })
  const { deps, routerId } = shop
  const work = createEffects(deps, { handlers: hotspotWork, owner: 'test' })
  const owner = await shop.staff('owner')
  const followUp = async () => {
    await work.idle()
    await shop.outbox.idle()
  }
  await owner.say('/paket tambah rumah20 "Rumah 20" 200rb rumah20')
  await followUp()
  return {
    ...shop,
    owner,
    followUp,
    /** A line of a customer, made by the owner. */
    line: async (phone = '081234567890') => {
      const [first] = await owner.say(`/pppoe buat "Budi Santoso" ${phone} rumah20`)
      // A second one for the same customer is asked first.
      const [made] = first?.choices?.length === 2 ? await owner.say('ya') : [first]
      await followUp()
      const said = made?.text ?? ''
      return {
        username: /User: (\S+)/.exec(said)?.[1] ?? '',
        password: /Sandi: (\S+)/.exec(said)?.[1] ?? '',
      }
    },
    /** What the router says about who is on line. */
    online: (...names: string[]) =>
      noteSessions(deps, {
        routerId,
        at: deps.now(),
        sessions: names.map((name) => ({
          ref: '*1',
          name,
          address: '10.10.0.2',
          mac: 'AA:BB:CC:00:00:01',
          uptimeSeconds: 3600,
          bytesIn: 5e9,
          bytesOut: 5e8,
          bytes: 5.5e9,
        })),
      }),
  }
}
