import { edit, react, takeBack } from './changes.ts'
import { createHandOver } from './hand-over.ts'
import type { Chatting } from './take-message.ts'
import { digits, newPhoneId, type Phone, phoneOf, type StoredFile } from './world.ts'

export type AdClick = {
  adId: string
  clickId?: string
  url?: string
  headline?: string
  body?: string
  /** Only that there was an ad can be read. */
  sealed?: boolean
}
export type Saying = { ad?: AdClick; replyTo?: string; session?: string }

/** What people do with their phones, towards one session of ours. Most return the message's id. */
export function createHands(chatting: Chatting, urlOf: (path: string) => string) {
  const { world } = chatting
  const handOver = createHandOver(chatting)

  return {
    introduce: (number: string, person: Partial<Pick<Phone, 'name' | 'hides'>>) =>
      void Object.assign(phoneOf(world, number), person),

    say: (number: string, text: string, { ad, replyTo, session }: Saying = {}) =>
      handOver({ number, session }, { text, ...(replyTo && { replyTo }) }, { ad }),

    sendFile(number: string, { caption = '', ...file }: StoredFile & { caption?: string }) {
      const id = newPhoneId()
      const path = `api/files/${chatting.world.sessions.keys().next().value}/${id}`
      world.files.set(path, file)
      return handOver({ number, id }, { text: caption, file }, { fileUrl: urlOf(path) })
    },

    /** A file that WAHA is told not to fetch by itself. */
    sendFileUnfetched: (number: string, file: StoredFile) =>
      handOver({ number }, { text: '', file }, {}),

    shareLocation: (number: string, location: { latitude: number; longitude: number }) =>
      handOver({ number }, { text: '', location }, {}),

    shareContact(number: string, { name, phone }: { name: string; phone: string }) {
      const tel = `TEL;type=CELL;waid=${digits(phone)}:${phone}`
      const card = ['BEGIN:VCARD', 'VERSION:3.0', `FN:${name}`, tel, 'END:VCARD'].join('\n')
      return handOver({ number }, { text: '' }, { vCards: [card] })
    },

    react: (number: string, messageId: string, emoji: string) =>
      react(chatting, { number, messageId, emoji }),
    editMessage: (number: string, messageId: string, text: string) =>
      edit(chatting, { number, messageId, text }),
    takeBack: (number: string, messageId: string) => takeBack(chatting, number, messageId),
  }
}
