import type { Deps } from '../../domain/deps.ts'
import { staffChatOf } from '../../domain/messages/staff-chat.ts'
import { tell } from '../../domain/messages/tell.ts'
import type { Reply } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { words } from '../wording/words.ts'

/**
 * A login, shown the one time to whoever asked for it: here, or in a chat of his own where this is
 * one of many people. With a button that sends it to the customer.
 */
export async function handPassword(
  deps: Deps,
  turn: Turn,
  login: { subscriptionId: number; username: string; password: string; about: string },
): Promise<Reply> {
  const { subscriptions: say } = words(turn)
  const { subscriptionId, username, password, about } = login
  const own = await staffChatOf(deps, turn.person.id)
  if (own !== undefined && own !== turn.conversationId) {
    await tell(deps, own, {
      code: 'line.credentials.staff',
      details: { subscriptionId, username, password },
      priority: 'high',
    })
    return { text: `${about}\n${say.loginAlone(username)}` }
  }
  return {
    text: `${about}\n${say.login(username, password)}`,
    choices: [
      {
        label: say.sendPassword,
        act: { intent: 'pppoe.send_password', input: { langganan: subscriptionId } },
      },
    ],
  }
}
