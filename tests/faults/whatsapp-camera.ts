import { appendFileSync } from 'node:fs'

// Loaded into every process of the program before its own first line. In the one with the WhatsApp
// sockets it does what a test cannot do from outside: it trusts the WhatsApp that is played, and it
// looks at the screen, where a QR is shown to whoever asked for it.

if (process.argv[1]?.endsWith('whatsapp-process.ts')) {
  const { WA_CERT_DETAILS } = await import('@whiskeysockets/baileys')
  WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(process.env['PLAYED_CERT_ROOT'] ?? '', 'hex')
  const send = process.send?.bind(process)
  const photo = (message: Shown) => {
    const { kind, accountId, news } = message
    if (kind !== 'news' || news?.kind !== 'qr') return
    appendFileSync(
      process.env['PHOTOS_OF_QRS'] ?? '',
      `${JSON.stringify({ accountId, code: news.code })}\n`,
    )
  }
  process.send = (message: Shown, ...rest: unknown[]) => {
    photo(message)
    return Reflect.apply(send ?? (() => false), undefined, [message, ...rest]) as boolean
  }
}

type Shown = { kind: string; accountId?: number; news?: { kind: string; code?: string } }
