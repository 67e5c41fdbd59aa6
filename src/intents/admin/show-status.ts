import { z } from 'zod'
import { listSessions } from '../../domain/sessions/list-sessions.ts'
import { lookAtHealth } from '../../domain/reports/look-at-health.ts'
import { nameOf } from '../../domain/sessions/session.ts'
import { standingOf } from './session-panel.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'

const OLD_SECONDS = 30

export const showStatus = defineIntent({
  name: 'system.status',
  who: { permission: 'system.view' },
  command: {
    noun: 'status',
    verb: '',
    about: { id: 'Apakah semuanya berjalan?', en: 'Is everything running?' },
    examples: ['/status'],
  },
  input: z.object({}),
  async run(deps, _input, turn) {
    const { reports } = words(turn)
    const parts = reports.healthParts
    const health = await lookAtHealth(deps)
    const numbers = await listSessions(deps, { quick: true })
    const queue = (name: string, count: number, seconds: number) =>
      reports.healthLine(
        name,
        seconds < OLD_SECONDS,
        `${count}${count > 0 ? reports.oldest(seconds) : ''}`,
      )
    return {
      text: reports.health([
        reports.healthLine(parts.database, true, ''),
        queue(parts.waiting, health.inbox, health.inboxOldestSeconds),
        queue(parts.outbox, health.outbox, health.outboxOldestSeconds),
        ...numbers.flatMap((one) => {
          const standing = standingOf(one)
          const good = standing === 'cloud' || standing === 'open'
          const wanted = one.state === 'paused' ? null : good
          return good
            ? []
            : [reports.healthLine(parts.number(nameOf(one)), wanted, parts.down[standing])]
        }),
        queue(parts.effects, health.effects, health.effectsOldestSeconds),
        reports.healthLine(
          parts.payments,
          health.unknownPayments === 0,
          String(health.pendingPayments + health.unknownPayments),
        ),
        ...health.routers.map(({ name, reachable, version, latency_ms, problem }) =>
          reports.healthLine(
            parts.router(name),
            reachable,
            [version, latency_ms === null ? null : `${latency_ms} ms`, problem]
              .filter((one) => one !== null)
              .join(', '),
          ),
        ),
      ]),
    }
  },
})
