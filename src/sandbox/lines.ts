import { ISOLIR, type Sandbox } from './sandbox.ts'

/** What somebody beside the router sees of the lines to people's homes, the newest first. */
export function linesView({ hotspot, modems }: Sandbox) {
  if (!hotspot || !modems) return []
  const sessions = new Map(hotspot.pppSessions().map((session) => [session.name, session]))
  const on = new Map(modems.list().map((modem) => [modem.line, modem.on]))
  const secrets = hotspot.secrets().toReversed()
  return secrets.map(({ name, profileName, disabled }) => {
    const session = sessions.get(name)
    return {
      name,
      profile: session?.profile ?? profileName,
      isolated: disabled || profileName === ISOLIR,
      modem: on.has(name) ? (on.get(name) ? 'on' : 'off') : 'none',
      ...(session && {
        online: { address: session.address, seconds: Math.max(0, session.uptimeSeconds) },
      }),
    }
  })
}

/** The modem of a line is switched on, with the password that the line has now. */
export function switchOnModem({ hotspot, modems }: Sandbox, line: string) {
  const outcome = modems?.switchOn(line)
  if (outcome?.ok) return { ok: true, words: `${line} tersambung, ${outcome.address}.` }
  return { ok: false, words: whyNot({ hotspot, modems }, line), message: outcome?.message }
}

function whyNot({ hotspot, modems }: Pick<Sandbox, 'hotspot' | 'modems'>, line: string) {
  if (!hotspot || !modems) return 'Router sandbox tidak dijalankan.'
  if (modems.cableCut()) return 'Kabelnya putus; modem mencoba lagi sendiri.'
  if (!hotspot.isOn()) return 'Router mati; modem mencoba lagi sendiri.'
  const secret = hotspot.secrets().find(({ name }) => name === line)
  if (!secret) return 'Router tidak mengenal langganan ini.'
  if (secret.disabled) return 'Langganan ini diisolir; modem mencoba lagi sendiri.'
  return 'Router menolak; modem mencoba lagi sendiri.'
}
