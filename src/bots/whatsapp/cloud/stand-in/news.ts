import { type Change, createPoster, type PosterOptions, shakeHands } from './poster.ts'

export type Releasing = {
  /** All of it in one post: several entries, several changes each. */
  inOne?: boolean
  backwards?: boolean
  twice?: boolean
}

export type News = ReturnType<typeof createNews>

/** What the business is told, and when: at once, held back, in one go, the wrong way round, twice. */
export function createNews(options: PosterOptions & { verifyToken: string }) {
  const { business, verifyToken } = options
  const poster = createPoster(options)
  let held: { lane: string; change: Change }[] | undefined
  let repeated = false

  function tell(lane: string, value: object, field = 'messages') {
    const { number, phoneNumberId } = business
    const metadata = { display_phone_number: number, phone_number_id: phoneNumberId }
    const about = ABOUT_NUMBER.has(field) ? { messaging_product: 'whatsapp', metadata } : {}
    const change = { field, value: { ...about, ...value } }
    if (held) return void held.push({ lane, change })
    poster.post(lane, [change])
    if (repeated) poster.post(`${lane}/again`, [change])
  }

  function release({ inOne, backwards, twice }: Releasing = {}) {
    const kept = (held ?? []).map(({ change }) => change)
    if (backwards) kept.reverse()
    held = undefined
    const posts = inOne && kept.length > 0 ? [kept] : kept.map((change) => [change])
    for (const changes of twice ? [...posts, ...posts] : posts) poster.post('released', changes)
  }

  return {
    tell,
    /** Shakes hands with the webhook; accepted, everything goes there from now on. */
    async subscribe(url: string) {
      const accepted = await shakeHands(url, verifyToken)
      if (accepted) poster.sendTo(url)
      return accepted
    },
    /** Keeps everything back until it is released. */
    hold() {
      held ??= []
    },
    release,
    /** Tells everything twice from now on, or no longer. */
    repeat(on: boolean) {
      repeated = on
    },
    /** Resolves when everything told so far has been taken. */
    settled: () => poster.settled(),
    stop: () => poster.stop(),
  }
}

/** The rest is news of the whole account. */
const ABOUT_NUMBER = new Set(['messages', 'smb_message_echoes'])
