import type { Language } from '../people/person.ts'

/**
 * Work that must follow a commit: asked for in the transaction, done afterwards, again until
 * it is done. Every handler is safe to repeat.
 */
export type EffectPayloads = {
  /** Show somebody the commands of the role they have now. */
  'menu.show': { personId: number }
  /** Take a message out of a chat: somebody wrote a password. */
  'message.remove': { conversationId: number; providerId: string }
  /** Make the router equal to what is wanted of it. */
  'router.sync': { routerId: number }
  /** Look at a router that was just added or asked about, and tell who asked. */
  'router.check': { routerId: number; conversationId: number }
  /** Print a ready batch and hand it to who asked for it; again, and in one form, when asked again. */
  'batch.print': {
    batchId: number
    again?: { form: 'a4' | 'thermal58' | 'xlsx'; conversationId: number }
  }
  /** Ask the gateway for a charge that was reserved. */
  'charge.create': { chargeId: number }
  /** Ask the gateway what became of a charge; in the background when nobody is waiting for it. */
  'charge.confirm': { chargeId: number; background?: boolean }
  /** Read a stored callback, and ask the gateway before believing it. */
  'callback.read': { callbackId: number }
  /** Give a paid order what was paid for. */
  'order.deliver': { orderId: number }
  'report.draw': {
    period: 'today' | 'month'
    conversationId: number
    language: Language
    title: string
    subtitle: string
  }
  /** Send a lead the brochure of a departure. */
  'lead.brochure': { leadId: number; departureId: number; askedAt: string }
}

export type EffectKind = keyof EffectPayloads

/** How many of a lane are under way at once in a process. Lanes never wait for one another. */
export const PLACES = { money: 8, routers: 8, paper: 2, chat: 4 }
export type Lane = keyof typeof PLACES

export const LANE_OF: Record<EffectKind, Lane> = {
  'menu.show': 'chat',
  'message.remove': 'chat',
  'router.sync': 'routers',
  'router.check': 'routers',
  'batch.print': 'paper',
  'charge.create': 'money',
  'charge.confirm': 'money',
  'callback.read': 'money',
  'order.deliver': 'money',
  'report.draw': 'paper',
  'lead.brochure': 'paper',
}

export type Effect = { [Kind in EffectKind]: { kind: Kind } & EffectPayloads[Kind] }[EffectKind]
