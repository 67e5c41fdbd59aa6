import { z } from 'zod'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'

export const showMenu = defineIntent({
  name: 'customer.menu',
  who: 'everyone',
  when: 'The person only says hello, or wants to see what can be done here.',
  input: z.object({}),
  async run(_deps, _input, turn) {
    const { people, subscriptions } = words(turn)
    const { name } = turn.person
    return {
      text: name ? people.menuHello(name) : people.menu,
      choices: [
        to(people.menuVoucher, 'customer.buy_voucher'),
        to(subscriptions.menu, 'customer.service'),
        to(people.menuUmroh, 'lead.qualify'),
        to(people.menuBills, 'customer.bills'),
        to(people.menuStatus, 'customer.status'),
        to(people.menuHuman, 'customer.human'),
      ],
    }
  },
})

export const thank = defineIntent({
  name: 'customer.thanks',
  who: 'everyone',
  when: 'The person says thank you or goodbye.',
  input: z.object({}),
  async run(_deps, _input, turn) {
    return { text: words(turn).people.thanks }
  },
})

function to(label: string, intent: string) {
  return { label, act: { intent, input: {} } }
}
