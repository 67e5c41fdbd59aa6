import { cutText } from '../messages/cut-text.ts'
import type { Deps } from '../deps.ts'
import type { OutgoingContent } from '../messages/message.ts'
import { listTalk } from './call-queries.ts'

const LINES = 8
const LINE_LENGTH = 400
const HOURS = 24

/** The last lines of a chat before a message, each cut short: what "yang itu" refers to. */
export async function recentTalk(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { conversationId, inboxId }: { conversationId: number; inboxId: number },
): Promise<{ who: 'them' | 'us'; text: string }[]> {
  const since = new Date(now().getTime() - HOURS * 3_600_000)
  const { heard, said } = await listTalk(db, {
    conversationId,
    before: inboxId,
    since,
    limit: LINES,
  })
  const theirs = heard.map(({ at, inbound }) => ({
    at,
    who: 'them' as const,
    text: inbound.kind === 'message' ? inbound.text : '',
  }))
  const ours = said.map(({ at, content }) => ({
    at,
    who: 'us' as const,
    text: wordsOf(content),
  }))
  return [...theirs, ...ours]
    .filter(({ text }) => text.trim() !== '')
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .slice(-LINES)
    .map(({ who, text }) => ({ who, text: cutText(text, LINE_LENGTH) }))
}

/** A broadcast is what people answer to days later. */
function wordsOf(content: OutgoingContent): string {
  if ('message' in content) return content.message.text
  return content.notice.code === 'broadcast.letter' ? content.notice.details.text : ''
}
