import { OutcomeUnknown } from '../../domain/fault.ts'
import type { LogLine, RouterResources } from '../../domain/routers/routers.ts'
import { count } from './commands.ts'
import { parseTime } from './parse-time.ts'
import type { Session } from './session.ts'
import { GivenUp } from './session.ts'

export async function readResources(session: Session): Promise<RouterResources> {
  const fields =
    'uptime,version,board-name,platform,cpu-load,free-memory,total-memory,free-hdd-space'
  const [row] = await session.run(['/system/resource/print', `=.proplist=${fields}`], 'read')
  return {
    uptimeSeconds: parseTime(row?.['uptime']) ?? 0,
    version: row?.['version'] ?? '',
    board: row?.['board-name'] ?? row?.['platform'] ?? '',
    cpuLoadPercent: count(row?.['cpu-load']),
    freeMemoryBytes: count(row?.['free-memory']),
    totalMemoryBytes: count(row?.['total-memory']),
    freeDiskBytes: count(row?.['free-hdd-space']),
  }
}

/** The router keeps the last thousand lines or so, oldest first, and cannot be asked for the end of them. */
export async function readLogs(session: Session, limit: number): Promise<LogLine[]> {
  const rows = await session.run(['/log/print', '=.proplist=time,topics,message'], 'read')
  return rows.slice(-limit).map((row) => ({
    at: row['time'] ?? '',
    topics: row['topics'] ?? '',
    message: row['message'] ?? '',
  }))
}

/** It may answer before it goes down, or just go. */
export async function reboot(session: Session): Promise<void> {
  try {
    await session.run(['/system/reboot'], 'write')
  } catch (error) {
    const isGone = error instanceof OutcomeUnknown && !(error.cause instanceof GivenUp)
    if (!isGone) throw error
  }
  session.end('the router restarts')
}
