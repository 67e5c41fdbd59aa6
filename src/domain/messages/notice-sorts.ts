import type { Sort } from './message.ts'
import type { NoticeCode } from './notice.ts'

/** Whatever is not here is `service`: paid for, asked for, or something they must know. */
const SORTS: { [Code in NoticeCode]?: Sort } = {
  'invoice.reminder': 'reminder',
  'balance.reminder': 'reminder',
}

/** What kind of word a notice is: opt-out, quiet hours and the day's budget go by it. */
export function sortOf(code: NoticeCode): Sort {
  return SORTS[code] ?? 'service'
}
