import { businessName } from '../business/business-name.ts'
import type { Deps } from '../deps.ts'
import type { Language } from '../people/person.ts'
import { approvedMetaRows, type MetaRow } from './meta-queries.ts'
import { changedTexts, templateVersion } from './template-queries.ts'

/** What the team and Meta have made of our texts, as this process knows it. Asks nobody. */
export type TemplateBook = {
  /** The text the team wrote; undefined: as it came. */
  text: (key: string, language: Language) => string | undefined
  /** What Meta has approved of it, which may be an older text. */
  approved: (key: string, language: Language) => MetaRow | undefined
  businessName: () => string
}

const REFRESH_MS = 3_000

/**
 * Keeps the texts in memory, so that no message waits for the database. Every process looks
 * every few seconds whether something changed, and reads them anew only then. A look that fails
 * leaves what is known as it is.
 */
export function createTemplateBook(deps: Pick<Deps, 'db' | 'log'>) {
  let known: Known & { version: number } = {
    version: -1,
    name: 'Wicara',
    texts: new Map(),
    metas: new Map(),
  }
  let looking: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined

  async function look() {
    const version = await templateVersion(deps.db)
    known =
      version === known.version
        ? { ...known, name: await businessName(deps) }
        : { version, ...(await readAll(deps)) }
  }
  function refresh(): Promise<void> {
    looking ??= look().finally(() => (looking = undefined))
    return looking
  }

  return {
    ...bookOf(() => known),
    refresh,
    start: async () => {
      await refresh()
      timer = setInterval(() => {
        refresh().catch((err: unknown) => deps.log.warn({ err }, 'texts could not be looked up'))
      }, REFRESH_MS)
      timer.unref()
    },
    stop: async () => {
      clearInterval(timer)
      await looking?.catch(() => {})
    },
  }
}

/** The same as it stands this moment, for whoever changes a text. */
export async function readTemplateBook(deps: Pick<Deps, 'db'>): Promise<TemplateBook> {
  const known = await readAll(deps)
  return bookOf(() => known)
}

type Known = { name: string; texts: Map<string, string>; metas: Map<string, MetaRow> }

async function readAll(deps: Pick<Deps, 'db'>): Promise<Known> {
  const texts = await changedTexts(deps.db)
  const metas = await approvedMetaRows(deps.db)
  return {
    name: await businessName(deps),
    texts: new Map(texts.map((one) => [placeOf(one.key, one.language), one.text])),
    metas: new Map(metas.map((one) => [placeOf(one.key, one.language), one])),
  }
}

function bookOf(known: () => Known): TemplateBook {
  return {
    text: (key, language) => known().texts.get(placeOf(key, language)),
    approved: (key, language) => known().metas.get(placeOf(key, language)),
    businessName: () => known().name,
  }
}

const placeOf = (key: string, language: Language) => `${language}:${key}`

/** Every text as it came, and nothing of Meta's. */
export const untouchedBook: TemplateBook = {
  text: () => undefined,
  approved: () => undefined,
  businessName: () => 'Wicara',
}
