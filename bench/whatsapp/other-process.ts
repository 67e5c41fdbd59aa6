/** A process beside the benchmark: asked one thing after the other, and looked at from outside. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

type Answer = { id: number; value?: unknown; error?: string }
type Question = { id: number; verb: string; given: unknown }

export type OtherProcess = Awaited<ReturnType<typeof startProcess>>

/** `file` of this folder, which answers with `answerQuestions`. */
export async function startProcess(file: string, onNews: (news: unknown) => void = () => {}) {
  const child = fork(path.join(import.meta.dirname, file), {
    stdio: 'inherit',
    serialization: 'advanced',
  })
  const waiting = new Map<number, (answer: Answer) => void>()
  child.on('message', (message: Answer | { news: unknown }) => {
    if ('news' in message) onNews(message.news)
    else waiting.get(message.id)?.(message)
  })
  const gone = once(child, 'exit')
  child.once('exit', (code) => {
    for (const [id, answer] of waiting) answer({ id, error: `${file} ended with ${code}` })
  })
  await ready(child)
  let last = 0
  return {
    pid: child.pid ?? 0,
    async ask<T = void>(verb: string, given: unknown = {}): Promise<T> {
      const id = (last += 1)
      const { value, error } = await new Promise<Answer>((answer) => {
        waiting.set(id, answer)
        child.send({ id, verb, given } satisfies Question)
      })
      waiting.delete(id)
      if (error !== undefined) throw new Error(`${verb}: ${error}`)
      return value as T
    },
    async stop() {
      if (child.connected) child.disconnect()
      await gone
    },
  }
}

function ready(child: ChildProcess) {
  return once(child, 'message')
}

type Verbs = Record<string, (given: never) => unknown>

/** The other side of `startProcess`. */
export function answerQuestions(verbs: Verbs, stop: () => Promise<void>) {
  process.on('message', ({ id, verb, given }: Question) => {
    const answer = async () => verbs[verb]?.(given as never)
    answer().then(
      (value) => tell({ id, value }),
      (error: unknown) => tell({ id, error: String(error) }),
    )
  })
  process.on('disconnect', () => void stop().finally(() => process.exit()))
  tellNews('ready')
}

export const tellNews = (news: unknown) => tell({ news })

function tell(message: Answer | { news: unknown }) {
  if (process.connected) process.send?.(message)
}

/** Processor time that a process has had so far, as Linux counts it: by hundredths of a second. */
export async function cpuMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  // The name in front may hold anything but a second bracket that closes.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/** In megabytes, as Linux counts what is resident. */
export async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1_024)
}
