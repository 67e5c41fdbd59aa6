/** A clock that stands still until it is told otherwise. A Monday morning in Jakarta, if not said. */
export function testClock(start: Date | string = '2026-11-02T09:00:00+07:00') {
  let now = new Date(start)
  return {
    now: () => new Date(now),
    set(instant: Date | string) {
      now = new Date(instant)
    },
    pass(time: { days?: number; hours?: number; minutes?: number; seconds?: number; ms?: number }) {
      const { days = 0, hours = 0, minutes = 0, seconds = 0, ms = 0 } = time
      const total = (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 + ms
      now = new Date(now.getTime() + total)
    },
  }
}
