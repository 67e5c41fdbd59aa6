import { z } from 'zod'
import { defineIntent } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { words } from '../wording/words.ts'

export const showMenu = defineIntent({
  name: 'customer.menu',
  who: 'everyone',
  when: 'The person wants to see what can be done here.',
  input: z.object({}),
  async run(_deps, _input, turn) {
    return menu(turn)
  },
})

export const greet = defineIntent({
  name: 'customer.greet',
  who: 'everyone',
  when: 'The person only says hello.',
  input: z.object({}),
  async run(_deps, _input, turn) {
    return menu(turn)
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

function menu(turn: Turn) {
  const { people } = words(turn)
  const { name } = turn.person
  return {
    text: name ? people.menuHello(name) : people.menu,
    choices: [
      to(people.menuVoucher, 'customer.buy_voucher'),
      to(people.menuUmroh, 'lead.qualify'),
      to(people.menuBills, 'customer.bills'),
      to(people.menuStatus, 'customer.status'),
      to(people.menuHuman, 'customer.human'),
    ],
  }
}

function to(label: string, intent: string) {
  return { label, act: { intent, input: {} } }
}
