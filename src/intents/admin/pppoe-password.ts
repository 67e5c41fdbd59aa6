import { z } from 'zod'
import { givePassword } from '../../domain/subscriptions/give-password.ts'
import { resetPassword } from '../../domain/subscriptions/reset-password.ts'
import { showSubscription } from '../../domain/subscriptions/show-subscription.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'
import { handPassword } from './hand-password.ts'
import { lineName, lineOf, lineQuery } from './pppoe-arguments.ts'

export const pppoePassword = defineIntent({
  name: 'pppoe.password',
  who: { permission: 'subscriptions.create' },
  command: {
    noun: 'pppoe',
    verb: 'sandi',
    aliases: ['password', 'reset'],
    positional: ['user'],
    about: { id: 'Buat sandi PPPoE baru', en: 'Make a new PPPoE password' },
    examples: ['/pppoe sandi pppoe-0001'],
  },
  arguments: [lineName],
  input: z.object({ user: lineQuery }),
  async confirm(deps, { user }, turn) {
    const { username, customer } = await lineOf(deps, user)
    return words(turn).subscriptions.askRenew(username, customer)
  },
  async run(deps, { user }, turn) {
    const { subscriptions: say } = words(turn)
    const { id } = await lineOf(deps, user)
    const by = turn.person.id
    const renewed = await resetPassword(deps, { subscriptionId: id, by })
    return handPassword(deps, turn, { subscriptionId: id, ...renewed, about: say.renewed })
  },
})

/** The button under a password that was made a moment ago. Good for once. */
export const pppoeSendPassword = defineIntent({
  name: 'pppoe.send_password',
  who: { permission: 'subscriptions.create' },
  input: z.object({ langganan: z.number().int().positive() }),
  async run(deps, { langganan }, turn) {
    const { subscriptions: say } = words(turn)
    const by = turn.person.id
    const sent = await givePassword(deps, { subscriptionId: langganan, by })
    const { username } = await showSubscription(deps, langganan)
    return { text: sent ? say.passwordSent(username) : say.noChat(username) }
  },
})
