import { splitText } from '../domain/messages/split-text.ts'

const MARK = '💬 '
/** Longer than this it may go as several messages, and each of them must begin with the mark. */
const ONE_MESSAGE = 3_000

/**
 * A customer's words as they stand in his topic. The same bot says there what the team and it itself
 * say, so his begin with a mark that nothing else has; a line of his that begins with a picture, as
 * ours do, has it too.
 */
export function markCustomer(text: string): string {
  if (text === '') return ''
  const isLong = text.length > ONE_MESSAGE
  const lines = text.split(/\r\n|[\n\r\u0085\u2028\u2029]/u)
  return lines
    .flatMap((line) => (isLong ? splitText(line, ONE_MESSAGE / 2) : [line]))
    .map((line, at) =>
      at === 0 || (isLong && line !== '') || OURS.test(line) ? MARK + line : line,
    )
    .join('\n')
}

const OURS = /^[\s\p{Default_Ignorable_Code_Point}*_~]*\p{Extended_Pictographic}/u
