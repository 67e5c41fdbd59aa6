/** How often things die in one run: a few in `npm test`, many in `npm run faults`. */
export const rounds = Number(process.env['FAULT_ROUNDS'] ?? 3)
/** FAULT_SEED=… dies the same deaths again, as far as the clock allows. */
export const seed = Number(process.env['FAULT_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
export const patienceMs = 60_000 + rounds * 15_000
