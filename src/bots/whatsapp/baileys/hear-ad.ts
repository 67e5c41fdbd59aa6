import type { proto } from '@whiskeysockets/baileys'
import type { Referral } from '../../../domain/messages/inbound.ts'

/**
 * The ad somebody came from. It sits in the `contextInfo` of whichever content came; what quotes
 * an earlier message speaks of that one's ad, not of this one's.
 */
export function referralIn(content: proto.IMessage): { referral?: Referral } {
  const contexts = contextsIn(content)
  for (const { externalAdReply: ad } of contexts) {
    const referral = ad && readAd(ad)
    if (referral) return { referral }
  }
  // Now and then the ad itself is sealed, and only that there was one can be read.
  return contexts.some(saysAd) ? { referral: { source: 'ad' } } : {}
}

export function contextsIn(content: proto.IMessage): proto.IContextInfo[] {
  return Object.values(content).flatMap((part: unknown) => {
    const context = (part as { contextInfo?: proto.IContextInfo | null } | null)?.contextInfo
    return context ? [context] : []
  })
}

function readAd(ad: proto.ContextInfo.IExternalAdReplyInfo): Referral | undefined {
  const { sourceId, ctwaClid, sourceType, sourceUrl, title, body } = ad
  // A link's preview has the same shape, and is no ad.
  if (!sourceId && !ctwaClid && !/^(ad|post)$/.test(sourceType ?? '')) return undefined
  return {
    source: sourceType === 'post' ? 'post' : 'ad',
    ...(sourceId && { adId: sourceId }),
    ...(ctwaClid && { clickId: ctwaClid }),
    ...(sourceUrl && { url: sourceUrl }),
    ...(title && { headline: title }),
    ...(body && { body }),
  }
}

const saysAd = ({
  entryPointConversionSource: entry,
  conversionSource,
  ctwaPayload,
}: proto.IContextInfo) =>
  /^ctwa/i.test(entry ?? '') ||
  /^FB_Ads$/i.test(conversionSource ?? '') ||
  Boolean(ctwaPayload?.length)
