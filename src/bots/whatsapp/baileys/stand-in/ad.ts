import { proto } from '@whiskeysockets/baileys'

/** A click on an ad, as it arrives in the first message after it. */
export type Ad = {
  /** What the customer wrote, or left as it was pre-filled. */
  text: string
  /** The id of the ad. */
  sourceId: string
  sourceUrl?: string
  sourceApp?: 'facebook' | 'instagram'
  title?: string
  body?: string
  ctwaClid?: string
  mediaType?: 'NONE' | 'IMAGE' | 'VIDEO'
  thumbnailUrl?: string
  /** What the pre-filled link carried. */
  ref?: string
  greeting?: string
  /** Only the opaque part comes, as happens. */
  opaque?: boolean
}

export function adMessage(ad: Ad): proto.IMessage {
  const contextInfo: proto.IContextInfo = {
    conversionSource: 'FB_Ads',
    conversionData: Buffer.from(`conversion of ${ad.sourceId}`),
    conversionDelaySeconds: 3,
    entryPointConversionSource: 'ctwa_ad',
    entryPointConversionApp: ad.sourceApp ?? 'facebook',
    entryPointConversionDelaySeconds: 4,
    ctwaPayload: Buffer.from(`payload of ${ad.sourceId}`),
    ...(!ad.opaque && { externalAdReply: replyOf(ad) }),
  }
  return { extendedTextMessage: { text: ad.text, contextInfo } }
}

function replyOf(ad: Ad): proto.ContextInfo.IExternalAdReplyInfo {
  const { MediaType } = proto.ContextInfo.ExternalAdReplyInfo
  const { title, body, thumbnailUrl, ctwaClid, ref, greeting } = ad
  return {
    sourceType: 'ad',
    sourceId: ad.sourceId,
    sourceUrl: ad.sourceUrl ?? `https://fb.me/${ad.sourceId}`,
    sourceApp: ad.sourceApp ?? 'facebook',
    mediaType: MediaType[ad.mediaType ?? 'IMAGE'],
    showAdAttribution: true,
    containsAutoReply: greeting !== undefined,
    ...(title && { title }),
    ...(body && { body }),
    ...(thumbnailUrl && { thumbnailUrl }),
    ...(ctwaClid && { ctwaClid }),
    ...(ref && { ref }),
    ...(greeting && { automatedGreetingMessageShown: true, greetingMessageBody: greeting }),
  }
}
