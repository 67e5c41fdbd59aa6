/**
 * Why a message waits or was not sent, by the short code it is kept with. Each fits behind "failed:",
 * "waiting:" and "3 people:".
 */
export const sendReasons: Record<string, string> = {
  // Our own choice.
  opted_out: 'asked us to stop',
  too_late: 'the answer would have come too late',
  taken_over: 'the team had taken the chat',
  out_of_date: 'the reminder was out of date',
  quiet: 'quiet hours, goes in the morning',
  budget: 'what this number may send today is used up, goes tomorrow',
  promo_held: 'Meta holds advertising back for a while',
  held: 'WhatsApp holds our number back',
  reachout: 'WhatsApp holds back first words to strangers',
  window_closed: 'silent for over 24 hours, and no template of Meta',
  no_reactions: 'the channel has no emoji on messages',
  // Whoever it is for.
  undeliverable: 'the number cannot receive',
  own_number: 'that is our own number',
  needs_phone: 'WhatsApp hides the phone number',
  marketing_limit: 'Meta’s limit of advertising for that person',
  marketing_stopped: 'that person wants no advertising on WhatsApp',
  spam_limit: 'limited by Meta as spam',
  blocked: 'we are blocked',
  chat_not_found: 'the chat is gone',
  // Our number, or our account.
  token: 'the channel refuses our access; the token needs a look',
  account_locked: 'Meta has locked our account',
  unpaid: 'Meta’s bill is not paid',
  rate_limit: 'too many at once',
  not_allowed: 'our number is not allowed to',
  rights: 'the bot has no right to there',
  // The template.
  template_values: 'the values do not fit the template',
  template_missing: 'Meta has no such template',
  template_refused: 'Meta refused the template',
  template_paused: 'Meta paused the template',
  template_disabled: 'Meta switched the template off',
  // What was to be sent.
  malformed: 'WhatsApp refused what it says',
  not_acceptable: 'WhatsApp refused what it says',
  not_supported: 'WAHA cannot do it',
  needs_plus: 'needs WAHA Plus',
  not_found: 'WAHA has no such session',
  empty: 'there was nothing in it',
  gone: 'the file is gone',
  file_gone: 'the file is gone',
  stale_devices: 'the receiver changed devices just now; send it again',
  number_lost: 'our number was cut off; it may have arrived',
  outcome_unknown: 'the channel gave no answer',
}

/** A code without words of its own. */
export const otherSendReason = (code: string) => `refused by WhatsApp (${code})`

/** Not sent, and what was kept of it is a sentence of a machine. */
export const unknownSendReason = 'trouble on the line'
