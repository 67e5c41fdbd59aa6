import { formatRupiah } from '../../../domain/money.ts'
import type { SandboxCharge } from './sandbox-charges.ts'

/** The page a customer would see at a gateway. Plain on purpose: it must not be taken for a real one. */
export function sandboxPage(charge: SandboxCharge): string {
  const amount = formatRupiah(charge.amountRupiah)
  return `<!doctype html>
<html lang="id">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sandbox · ${amount}</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; background: #f4f5f7; color: #1b1f27; margin: 0; }
  main { max-width: 24rem; margin: 8vh auto; padding: 1.5rem; background: #fff; border-radius: 1rem; box-shadow: 0 1px 3px #0002; }
  .tag { background: #fff3cd; color: #664d03; padding: .25rem .75rem; border-radius: 1rem; font-size: .85rem; }
  .amount { font-size: 2rem; font-weight: 700; margin: .5rem 0 0; }
  .soft { color: #5c6470; margin: 0 0 1.5rem; }
  button { width: 100%; min-height: 3rem; margin-top: .5rem; border: 1px solid #c9ced6; border-radius: .75rem; background: #fff; color: inherit; font: inherit; cursor: pointer; }
  button.main { background: #0b6e4f; border-color: #0b6e4f; color: #fff; font-weight: 600; }
  button:focus-visible { outline: 3px solid #7cc4ff; outline-offset: 2px; }
</style>
<main>
  <span class="tag">Gateway uji coba, bukan uang sungguhan</span>
  <p class="amount">${amount}</p>
  <p class="soft">${escape(charge.description)} · ${escape(charge.reference)}</p>
  ${charge.state === 'pending' ? buttons(charge) : closed(charge)}
</main>
</html>`
}

function buttons({ amountRupiah }: SandboxCharge) {
  const short = Math.floor(amountRupiah / 2)
  return `<form method="post">
    <button class="main" name="do" value="pay">Bayar ${formatRupiah(amountRupiah)}</button>
    <button name="amount" value="${short}">Bayar kurang: ${formatRupiah(short)}</button>
    <button name="amount" value="${amountRupiah + 1_000}">Bayar lebih: ${formatRupiah(amountRupiah + 1_000)}</button>
    <button name="do" value="fail">Gagalkan</button>
  </form>`
}

function closed({ state, returnUrl }: SandboxCharge) {
  const word = state === 'paid' ? 'Sudah dibayar.' : 'Pembayaran digagalkan.'
  return `<p>${word} <a href="${escape(returnUrl)}">Kembali ke toko</a></p>`
}

function escape(text: string) {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
