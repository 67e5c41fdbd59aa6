import { z } from 'zod'
import { type BillingSettings, billingSettings } from '../../domain/billing/billing-settings.ts'
import { changeBillingSettings } from '../../domain/billing/change-billing-settings.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type Argument, defineIntent, type Reply } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { words } from '../wording/words.ts'
import {
  BILLING_FIELDS,
  type BillingField,
  billingFields,
  fieldNamed,
  readField,
  ruleOf,
  sayField,
} from './billing-fields.ts'

const text = z.string().trim().min(1).max(60)
const schema = z
  .object({ isian: text.optional(), nilai: text.optional() })
  .extend(Object.fromEntries(billingFields.map((name) => [name, text.optional()])))
type Typed = Record<string, string | undefined>

/** Each may be typed by its name (`tenggang=2`), or as two words (`tenggang 2`). */
const fieldArguments: Argument[] = billingFields.map((name) => ({
  name,
  aliases: [...BILLING_FIELDS[name].aliases],
  optional: true,
  rare: true,
  ask: { id: ruleOf(name, 'id'), en: ruleOf(name, 'en') },
}))

export const changeBilling = defineIntent<Typed>({
  name: 'billing.settings',
  who: { permission: 'billing.settings' },
  command: {
    noun: 'tagihan',
    verb: 'atur',
    aliases: ['settings', 'pengaturan', 'setting'],
    positional: ['isian', 'nilai'],
    about: {
      id: 'Aturan tagihan: jatuh tempo, tenggang, PPN, denda, pengingat …',
      en: 'Billing settings: due days, grace, tax, late fee, reminders …',
    },
    examples: ['/tagihan atur', '/tagihan atur tenggang=2', '/tagihan atur pengingat=7,3,1,0'],
  },
  arguments: fieldArguments,
  input: schema,

  async confirm(deps, typed, turn) {
    const change = changeOf(typed, turn)
    const names = changed(change)
    if (names.length === 0) return undefined
    const { settings } = words(turn)
    const before = await billingSettings(deps)
    const lines = names.map((name) =>
      settings.change(
        settings.names[name],
        sayField(name, before, settings.units),
        sayField(name, { ...before, ...change }, settings.units),
      ),
    )
    return settings.changeAsk(lines)
  },
  async run(deps, typed, turn) {
    const { settings } = words(turn)
    const change = changeOf(typed, turn)
    const names = changed(change)
    if (names.length > 0) {
      const after = await changeBillingSettings(deps, { change, by: turn.person.id })
      return { text: settings.saved(names.map((name) => line(turn, name, after))) }
    }
    const now = await billingSettings(deps)
    const field = typed['isian'] === undefined ? undefined : fieldNamed(typed['isian'])
    return field ? ask(turn, field, now) : show(turn, now)
  },
})

function show(turn: Turn, now: BillingSettings): Reply {
  const { settings } = words(turn)
  return {
    text: settings.all(billingFields.map((name) => line(turn, name, now))),
    choices: billingFields.map((name) => ({
      label: settings.names[name],
      act: { intent: 'billing.settings', input: { isian: name } },
    })),
  }
}

/** One of them, with its rule; what is typed next is its new value. */
function ask(turn: Turn, name: BillingField, now: BillingSettings): Reply {
  const { settings } = words(turn)
  return {
    text: settings.ask({
      name: settings.names[name],
      about: settings.about[name],
      now: sayField(name, now, settings.units),
      rule: ruleOf(name, turn.person.language),
    }),
    free: { act: { intent: 'billing.settings', input: { isian: name } }, field: 'nilai' },
  }
}

function line(turn: Turn, name: BillingField, now: BillingSettings) {
  const { settings } = words(turn)
  return settings.line(settings.names[name], sayField(name, now, settings.units), name)
}

/** Everything that was typed, read; refuses by its rule what is none of it. */
function changeOf(typed: Typed, turn: Turn): Partial<BillingSettings> {
  const { isian, nilai } = typed
  const named = billingFields.flatMap((name) => {
    const value = typed[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  if (isian !== undefined) {
    const field = fieldNamed(isian)
    if (!field) {
      const problem = words(turn).settings.known(billingFields)
      throw new Refusal('input.invalid', { field: isian, problem })
    }
    if (nilai !== undefined) named.push([field, nilai])
  }
  return Object.assign(
    {},
    ...named.map(([name, value]) => {
      const read = readField(name, value)
      if (!read) {
        throw new Refusal('input.invalid', {
          field: name,
          problem: words(turn).settings.mustBe(ruleOf(name, turn.person.language)),
        })
      }
      return read
    }),
  ) as Partial<BillingSettings>
}

function changed(change: Partial<BillingSettings>): BillingField[] {
  return billingFields.filter((name) => BILLING_FIELDS[name].key in change)
}
