import { OutcomeUnknown } from '../../domain/fault.ts'

/**
 * Works through `items` with up to `width` under way. After a failure nothing new is begun; what
 * is under way is waited for, and then the gravest failure is thrown: that something may have
 * happened matters more than that something did not.
 */
export async function pipeline<Item>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = []
  let next = 0

  const lane = async () => {
    while (failures.length === 0) {
      const item = items[next]
      if (next >= items.length || item === undefined) return
      next += 1
      try {
        await work(item)
      } catch (error) {
        failures.push(error)
      }
    }
  }

  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane))
  if (failures.length > 0) throw failures.find(isUnknown) ?? failures[0]
}

function isUnknown(failure: unknown): boolean {
  return failure instanceof OutcomeUnknown
}
