/**
 * Numbers that are linked like WhatsApp Web: what they hear until it stands in the inbox, what a
 * message costs to send, what fifty of them hold in memory, and how long a customer waits. Beside
 * it bare Baileys with its keys in memory, the least that a program could do.
 * `node whatsapp.ts [quick | messages] [sessions] [rounds]`; DATABASE_URL names a server to make
 * databases on.
 */
import { availableParallelism } from 'node:os'
import { measureHearing } from './whatsapp/measure-hearing.ts'
import { measureMemory } from './whatsapp/measure-memory.ts'
import { measureSending } from './whatsapp/measure-sending.ts'
import { measureTalk } from './whatsapp/measure-talk.ts'
import { openPair } from './whatsapp/pair.ts'
import { misses } from './whatsapp/targets.ts'

const QUICK = process.argv[2] === 'quick'
const MESSAGES = QUICK ? 600 : Number(process.argv[2] ?? 3_000)
const SESSIONS = Number(process.argv[3] ?? (QUICK ? 5 : 50))
/** Of a process that is busy: as many as share its commits. */
const NUMBERS = 20
const ROUNDS = Number(process.argv[4] ?? (QUICK ? 1 : 3))

const pair = await openPair({ sessions: NUMBERS, answers: false })
try {
  await measureHearing(pair, { messages: MESSAGES, rounds: ROUNDS })
  await measureSending(pair, { messages: MESSAGES / 3, rounds: ROUNDS })
} finally {
  await pair.stop()
}
await measureTalk({ seconds: QUICK ? 5 : 20, perSecond: 20 })
await measureMemory({ sessions: SESSIONS })
console.log(
  `\n${availableParallelism()} processors shared by the program, PostgreSQL, the server and those who write`,
)
for (const miss of misses()) console.log(`missed: ${miss}`)
if (misses().length > 0) process.exitCode = 1
