import type { pinNotices as PinNotices, pins as Pins } from '../id/pins.ts'

export const pins: typeof Pins = {
  ask: 'Type your PIN of 6 digits to go on. We delete the message from the chat at once.',
  askOld: 'Type your present PIN of 6 digits. We delete the message from the chat at once.',
  choose:
    'This command needs a PIN and you have none yet. Type 6 digits of your choice; know them by heart, since we delete the message at once and nobody can look the PIN up.',
  chooseNew:
    'Type 6 digits for the new PIN; know them by heart, since we delete the message at once and nobody can look the PIN up.',
  late: 'The question for a PIN is over, so we delete those digits and nothing was done. Give the command again if it is still needed.',
  unread: 'A PIN has exactly 6 digits. Try again, or type "cancel".',
  easy: 'That PIN is too easy to guess (a row, repeated digits, or a date). Choose 6 other digits.',
  wrong: (left) => `Wrong PIN. ${left} ${left === 1 ? 'try' : 'tries'} left.`,
  locked: (until) =>
    `Your PIN is locked until ${until} after too many wrong tries, and the owners were told. Nothing was done. Forgotten? Ask an owner to type /pin hapus.`,
  changed: 'Your PIN was changed a moment ago, so nothing was done yet.',
  privately:
    'This command needs a PIN, and a PIN is not asked for in a group. Type it again in your private chat with the bot.',
  saved: 'The PIN is saved and counts from now on.',
  resetAsk: (name) =>
    `Take the PIN of ${name} away? They choose a new one the next time it is asked for.`,
  reset: (name) => `The PIN of ${name} is gone.`,
}

export const pinNotices: typeof PinNotices = {
  'pin.locked.staff': ({ name, tries, minutes }) => ({
    text: `🔒 The PIN of ${name} was wrong ${tries} times and is locked for ${minutes} minutes. If it was not ${name} who tried, take them out of the team with /tim keluarkan.`,
  }),
}
