import type { Deps } from '../deps.ts'

export type ChooseSession = {
  /** The words exist as a template too: a number that needs one outside the window will do as well. */
  hasTemplate?: boolean
  /** Not this one: its queue is what is to be moved. */
  except?: number
}

/** Which of our numbers first writes to somebody; undefined where there is none that could. */
export async function chooseSession(
  deps: Pick<Deps, 'db' | 'now' | 'business'>,
  choose: ChooseSession = {},
): Promise<number | undefined> {
  const [only] = await chooseSessions(deps, 1, choose)
  return only
}

/** The same for so many people at once: who is healthy shares the load. */
export async function chooseSessions(
  _deps: Pick<Deps, 'db' | 'now' | 'business'>,
  _count: number,
  _choose: ChooseSession = {},
): Promise<number[]> {
  return []
}
