import type { Gateway, Gateways, PayMethod } from './gateway.ts'

export type Offered = { gateway: Gateway; method: PayMethod }

export function findMethod(gateways: Gateways, name: string): Offered | undefined {
  return allMethods(gateways).find(({ method }) => method.method === name)
}

/**
 * Those that take this amount, in the order to offer them. Of two with one label only the first
 * is shown: a QRIS that a machine confirms makes the one that people confirm needless.
 */
export function methodsFor(gateways: Gateways, amountRupiah: number): PayMethod[] {
  const byLabel = new Map<string, PayMethod>()
  for (const { method } of allMethods(gateways)) {
    if (takes(method, amountRupiah) && !byLabel.has(method.label)) byLabel.set(method.label, method)
  }
  return [...byLabel.values()]
}

export function takes({ minRupiah, maxRupiah }: PayMethod, amountRupiah: number): boolean {
  return amountRupiah >= minRupiah && amountRupiah <= maxRupiah
}

/** What people call it; the bare name for one that is no longer offered. */
export function methodLabel(gateways: Gateways, name: string): string {
  return findMethod(gateways, name)?.method.label ?? name
}

function allMethods(gateways: Gateways): Offered[] {
  return [...gateways.values()].flatMap((gateway) =>
    gateway.methods.map((method) => ({ gateway, method })),
  )
}
