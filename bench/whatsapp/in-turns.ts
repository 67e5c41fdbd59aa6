/** As many at once as a busy number has chats that wait for an answer in the same moment. */
const AT_ONCE = 20

export async function inTurns(count: number, work: (place: number) => Promise<void>) {
  let next = 0
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let place = next++; place < count; place = next++) await work(place)
    }),
  )
}
