/**
 * One run is under way at a time; whatever is asked meanwhile shares the next. So a burst costs
 * few round trips and commits and keeps its order, and a quiet moment waits for nobody.
 * `run` answers in the order of the items. What a batch fails for, its items are tried alone for:
 * one that the database refuses must not take the others with it.
 */
export function inBatches<Item, Result>(
  run: (items: Item[]) => Promise<Result[]>,
  atMost = 200,
): (item: Item) => Promise<Result> {
  type Waiting = {
    item: Item
    resolve: (result: Result | PromiseLike<Result>) => void
    reject: (error: unknown) => void
  }
  const waiting: Waiting[] = []
  let busy = false

  async function drain() {
    if (busy) return
    busy = true
    while (waiting.length > 0) await runBatch(waiting.splice(0, atMost))
    busy = false
  }

  async function runBatch(batch: Waiting[]) {
    try {
      const results = await run(batch.map(({ item }) => item))
      for (const [place, { resolve }] of batch.entries()) resolve(results[place] as Result)
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error)
      else for (const one of batch) await runBatch([one])
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      void drain()
    })
}
