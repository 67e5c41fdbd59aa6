import type { AdClick } from './hands.ts'
import {
  addressOf,
  type Phone,
  type PhoneMessage,
  seconds,
  type Session,
  type World,
} from './world.ts'

export type Extra = { ad?: AdClick | undefined; vCards?: string[]; fileUrl?: string | undefined }

/** A message in a chat with somebody, as this engine's WAHA tells it. */
export function wireMessage(
  world: World,
  { phone, message, session }: { phone: Phone; message: PhoneMessage; session: Session },
  extra: Extra = {},
) {
  const { id, text, at, file, location, replyTo } = message
  const jid = addressOf(phone)
  const fromMe = !message.mine
  const byBrowser = world.engine === 'WEBJS'
  return {
    id: `${fromMe}_${jid}_${id}`,
    timestamp: seconds(at),
    from: byBrowser && fromMe ? session.me?.id : jid,
    fromMe,
    ...(!world.isOld && { source: 'app' }),
    to: byBrowser ? (fromMe ? jid : session.me?.id) : null,
    participant: null,
    body: location ? MAP_PICTURE : text || null,
    hasMedia: Boolean(file),
    media: file
      ? {
          url: extra.fileUrl ?? null,
          mimetype: file.mime,
          filename: isDocument(file.mime) ? file.name : null,
          error: null,
        }
      : null,
    ack: 1,
    ackName: 'SERVER',
    location: location ? { ...location, live: false, name: null, address: null } : null,
    vCards: extra.vCards ?? [],
    replyTo: replyTo ? quoted(phone, session, replyTo) : null,
    _data: dataOf(world, { phone, message, session }, extra.ad),
  }
}

function quoted(phone: Phone, session: Session, id: string) {
  const ours = phone.messages.get(id)?.mine === false
  const participant = ours ? session.me?.id : addressOf(phone)
  return { id, participant, body: phone.messages.get(id)?.text ?? '', hasMedia: false, media: null }
}

type Wired = { phone: Phone; message: PhoneMessage; session: Session }

/** What the engine itself would say. */
function dataOf(world: World, wired: Wired, ad: AdClick | undefined) {
  switch (world.engine) {
    case 'NOWEB':
      return nowebData(wired, ad)
    case 'GOWS':
      return gowsData(wired, ad)
    case 'WEBJS':
      return browserData(wired, ad)
  }
}

function nowebData({ phone, message }: Wired, ad: AdClick | undefined) {
  const number = `${phone.number}@s.whatsapp.net`
  const [remoteJid, remoteJidAlt] =
    phone.hides === 'nothing'
      ? [number, `${phone.lid}@lid`]
      : // Both names come with some messages, and with others one.
        [`${phone.lid}@lid`, undefined]
  const contextInfo = ad && {
    conversionSource: 'FB_Ads',
    entryPointConversionSource: 'ctwa_ad',
    ...(ad.sealed
      ? { ctwaPayload: 'b3BhcXVl' }
      : {
          externalAdReply: {
            sourceType: 'ad',
            showAdAttribution: true,
            ...adFields(ad, 'Id', 'Url'),
          },
        }),
  }
  return {
    key: {
      remoteJid,
      ...(remoteJidAlt && { remoteJidAlt }),
      fromMe: !message.mine,
      id: message.id,
    },
    messageTimestamp: seconds(message.at),
    pushName: phone.name,
    message: { extendedTextMessage: { text: message.text, ...(contextInfo && { contextInfo }) } },
  }
}

function gowsData({ phone, message }: Wired, ad: AdClick | undefined) {
  const number = `${phone.number}@s.whatsapp.net`
  const lid = `${phone.lid}@lid`
  const hides = phone.hides !== 'nothing'
  const externalAdReply = ad && { sourceType: 'ad', ...adFields(ad, 'ID', 'URL') }
  return {
    Info: {
      Chat: hides ? lid : number,
      Sender: hides ? lid : number,
      SenderAlt: hides ? '' : lid,
      IsFromMe: !message.mine,
      IsGroup: false,
      ID: message.id,
      PushName: phone.name,
      Timestamp: message.at.toISOString(),
    },
    Message: {
      extendedTextMessage: {
        text: message.text,
        ...(externalAdReply && { contextInfo: { conversionSource: 'FB_Ads', externalAdReply } }),
      },
    },
  }
}

function browserData({ phone, message }: Wired, ad: AdClick | undefined) {
  const remote = addressOf(phone)
  const fromMe = !message.mine
  return {
    id: { fromMe, remote, id: message.id, _serialized: `${fromMe}_${remote}_${message.id}` },
    notifyName: phone.name,
    type: message.file ? 'document' : 'chat',
    ...(ad && { ctwaContext: { sourceType: 'ad', ...adFields(ad, 'Id', 'Url') } }),
  }
}

function adFields(ad: AdClick, id: string, url: string) {
  const { adId, clickId, headline, body } = ad
  return {
    [`source${id}`]: adId,
    ...(ad.url && { [`source${url}`]: ad.url }),
    ...(clickId && { ctwaClid: clickId }),
    ...(headline && { title: headline }),
    ...(body && { body }),
  }
}

const isDocument = (mime: string) => !/^(image|audio|video)\//.test(mime)
/** A browser's engine gives the picture of the map as the words of a place. */
const MAP_PICTURE = '/9j/4AAQSkZJRg=='
