import type { BotApi } from '../bots/telegram/stand-in/bot-api.ts'
import { Problem } from '../adapters/web/route.ts'
import { OWNER } from './sandbox.ts'

/** The owner's chat with the bot; other rooms are in the group of the team. */
export const PRIVATE = 'bot'
/** Where everybody in the group reads everything. */
const GENERAL = 'group'

type Room = { id: string; name: string; closed: boolean; last: string }

type Phone = { telegram: BotApi; team: number | undefined }

/** The chats on the owner's phone: with the bot, and what is in the group of the team. */
export function roomsOf({ telegram, team }: Phone): Room[] {
  if (team === undefined) return []
  const inGroup = telegram.messages(team)
  const room = (id: string, name: string, about: typeof inGroup, closed = false) => ({
    id,
    name,
    closed,
    last: String(about.findLast(({ mine }) => !mine)?.id ?? ''),
  })
  return [
    room(PRIVATE, 'Bot', telegram.messages(OWNER.id)),
    room(
      GENERAL,
      TEAM_NAME,
      inGroup.filter(({ topic }) => topic === undefined),
    ),
    ...telegram.topics(team).map(({ id, name, closed }) =>
      room(
        String(id),
        name,
        inGroup.filter(({ topic }) => topic === id),
        closed,
      ),
    ),
  ]
}

/** What stands in a room, and where what is written in it goes. */
export function openRoom({ telegram, team }: Phone, room = PRIVATE) {
  if (room === PRIVATE) return { messages: telegram.messages(OWNER.id), where: {} }
  const topic = room === GENERAL ? undefined : Number(room)
  const isThere =
    team !== undefined &&
    (topic === undefined || telegram.topics(team).some(({ id }) => id === topic))
  if (!isThere) throw new Problem(404, 'no_such_room', 'There is no such topic.')
  return {
    messages: telegram.messages(team).filter((message) => message.topic === topic),
    where: { chat: team, ...(topic !== undefined && { topic }) },
  }
}

export const TEAM_NAME = 'Tim Ops'
