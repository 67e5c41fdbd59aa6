import type { z } from 'zod'
import type { Deps } from '../domain/deps.ts'
import type { Act } from '../domain/messages/act.ts'
import type { FileRef, Template } from '../domain/messages/message.ts'
import type { FreeAnswer } from '../domain/messages/question.ts'
import type { Permission } from '../domain/people/permission.ts'
import type { Turn } from './turn.ts'

/** What an intent says. Becomes a message in the outbox, and a question when it offers something. */
export type Reply = {
  text: string
  /** Buttons or a numbered list; each says what it would do. */
  choices?: { label: string; act: Act }[]
  /** The person may also answer in words: `act` runs with `input[field]` set to them. */
  free?: FreeAnswer
  /** Choices that may be used once, shortly: money, deletion. */
  confirm?: boolean
  file?: FileRef
  /** Replaces the last message of this slot in the chat instead of adding one. */
  slot?: string
  /** What Meta has approved for the same news, for a customer whose window is shut. */
  outsideWindow?: Template
}

/** An admin's command: `/noun verb a b key=value`. Declared once; menu, help and errors come from it. */
export type Command = {
  noun: string
  verb: string
  /** English, and other words for the verb. */
  aliases?: string[]
  /** Meant where a value stands behind the noun instead of a verb: `/pelanggan budi`. */
  usual?: true
  /** Names of the arguments in the order they may be given without `key=`. */
  positional?: string[]
  /** The one argument that takes all behind the verb as it was typed or pasted, lines and all. */
  rest?: string
  /** What the noun is about and what this verb does, in the words of `/bantuan`. */
  about: { id: string; en: string }
  /** Whole lines as typed. The first is shown when something is missing. */
  examples: string[]
}

/** How one argument is asked for when it was left out, and how its words are read. */
export type Argument = {
  name: string
  /** Other spellings of the key: `jumlah` for `qty`. */
  aliases?: string[]
  optional?: boolean
  /** Optional and never asked for: whoever needs it types it. */
  rare?: boolean
  /** Deleted from the chat and stored redacted: a password, a PIN. */
  secret?: boolean
  /** A photo or document they send; `fileInput` reads it. It may come with the command itself. */
  file?: true
  ask: { id: string; en: string }
  /** What it must be, said to whoever typed something else: "1 sampai 10.000". */
  rule?: { id: string; en: string }
  /** Buttons to choose from, when there are few right answers. */
  offer?: (deps: Deps) => Promise<{ label: string; value: string }[]>
}

/**
 * What is asked before the deed. `settled` is laid over the input that the yes carries: what names
 * and sums meant when it was asked, so that they mean the same after the yes and the PIN.
 */
export type Asked<Input> = string | { text: string; settled: Partial<Input> }

/**
 * One thing a person may ask. `run` happens inside the transaction that also marks the message
 * as answered: it reads and writes rows and asks for effects, and never waits for anything
 * outside.
 */
export type Spec<Input> = {
  name: string
  /** Who may reach it. `everyone` includes strangers; a permission means staff. */
  who: 'everyone' | { permission: Permission }
  command?: Command
  arguments?: Argument[]
  /** One line for the assistant: when is this what the person wants? Absent: it cannot choose it. */
  when?: string
  input: z.ZodType<Input>
  /**
   * Present where money or something irreversible is at stake: asked with buttons before `run`.
   * Undefined: this time nothing is, and it runs at once.
   */
  confirm?: (deps: Deps, input: Input, turn: Turn) => Promise<Asked<Input> | undefined>
  /**
   * Asked for after `confirm` was answered, in the private chat only: the PIN of whoever asks.
   * One that was right is good for ten minutes of that chat.
   */
  pin?: true | ((input: Input) => boolean)
  run: (deps: Deps, input: Input, turn: Turn) => Promise<Reply>
}

/** An intent with its input type folded away, so that all of them fit in one list. */
export type Intent = Pick<Spec<never>, 'name' | 'who' | 'command' | 'arguments' | 'when'> & {
  read: (raw: unknown) => { ok: true; request: Request } | { ok: false; error: z.ZodError }
}

export type Request = {
  confirm?: (deps: Deps, turn: Turn) => Promise<Asked<object> | undefined>
  needsPin: boolean
  run: (deps: Deps, turn: Turn) => Promise<Reply>
}

export function defineIntent<Input>({ input, confirm, pin, run, ...rest }: Spec<Input>): Intent {
  return {
    ...rest,
    read(raw) {
      const parsed = input.safeParse(raw)
      if (!parsed.success) return { ok: false, error: parsed.error }
      const { data } = parsed
      return {
        ok: true,
        request: {
          ...(confirm && { confirm: (deps: Deps, turn: Turn) => confirm(deps, data, turn) }),
          needsPin: typeof pin === 'function' ? pin(data) : pin === true,
          run: (deps, turn) => run(deps, data, turn),
        },
      }
    },
  }
}
