import type { Referral } from '../../../domain/messages/inbound.ts'
import { asRecord } from './message-id.ts'

/**
 * The ad somebody came from, out of what the engine itself said: WAHA does not read it. NOWEB and
 * GOWS carry WhatsApp's `contextInfo` in whatever the message holds, each with its own spelling;
 * the engines with a browser a `ctwaContext`.
 */
export function referralIn(data: unknown): { referral?: Referral } {
  const seen = contextsIn(data, 0)
  for (const context of seen) {
    const ad = readAd(asRecord(context['externalAdReply'] ?? context['ctwaContext']))
    if (ad) return { referral: ad }
  }
  // Now and then the ad itself is sealed, and only that there was one can be read.
  return seen.some(saysAd) ? { referral: { source: 'ad' } } : {}
}

type Fields = Record<string, unknown>

/** Everything in it that could speak of an ad; a quoted message speaks of an earlier one. */
function contextsIn(value: unknown, depth: number): Fields[] {
  if (depth > DEEPEST || typeof value !== 'object' || value === null) return []
  const found = asRecord(value)
  const inner = Object.entries(found).flatMap(([name, part]) =>
    /^quoted/i.test(name) ? [] : contextsIn(part, depth + 1),
  )
  return SIGNS.some((sign) => sign in found) ? [found, ...inner] : inner
}

function readAd(ad: Fields): Referral | undefined {
  const adId = text(ad, 'sourceId', 'sourceID')
  const clickId = text(ad, 'ctwaClid', 'ctwaCLID', 'ctwa_clid')
  const type = text(ad, 'sourceType')
  // A link's preview has the same shape, and is no ad.
  if (!adId && !clickId && !AD_TYPES.test(type ?? '')) return undefined
  const url = text(ad, 'sourceUrl', 'sourceURL')
  const headline = text(ad, 'title')
  const body = text(ad, 'body', 'description')
  return {
    source: type === 'post' ? 'post' : 'ad',
    ...(adId && { adId }),
    ...(clickId && { clickId }),
    ...(url && { url }),
    ...(headline && { headline }),
    ...(body && { body }),
  }
}

const saysAd = (context: Fields) =>
  /^ctwa/i.test(text(context, 'entryPointConversionSource') ?? '') ||
  /^FB_Ads$/i.test(text(context, 'conversionSource') ?? '') ||
  Boolean(context['ctwaPayload'])

function text(fields: Fields, ...names: string[]): string | undefined {
  const found = names
    .map((name) => fields[name])
    .find((value) => value !== undefined && value !== '')
  return typeof found === 'string' ? found : undefined
}

const SIGNS = [
  'externalAdReply',
  'ctwaContext',
  'ctwaPayload',
  'conversionSource',
  'entryPointConversionSource',
]
const AD_TYPES = /^(ad|post)$/
const DEEPEST = 7
