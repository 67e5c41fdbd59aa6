import type { PaymentView } from '../../../domain/payments/payment-view.ts'
import { formatRupiah } from '../../../domain/money.ts'
import { type Html, html } from '../html.ts'
import type { Words } from '../page.ts'
import { icon } from './icons.ts'
import { qrSvg } from './qr-svg.ts'

type Charge = NonNullable<PaymentView['charge']>

/** What to do now with the way to pay that was chosen: scan, type a number, transfer, or wait. */
export function chargeCard(words: Words, charge: Charge): Html {
  const { qr, code, account } = charge.details
  const payUrl = webAddress(charge.details.payUrl)
  const hasDetails = Boolean(qr ?? code ?? account ?? payUrl)

  return html`<section class="card">
    ${qr !== undefined && qrPart(words, charge, qr)} ${code && codePart(words, charge, code)}
    ${account && accountPart(words, charge)}
    ${payUrl !== undefined && linkPart(words, charge.label, payUrl)}
    ${progress(words, charge, hasDetails)}
  </section>`
}

function progress(words: Words, charge: Charge, hasDetails: boolean) {
  // Somebody looks for the amount and confirms it.
  const byHand = charge.uniqueCode > 0 || charge.details.account !== undefined
  const [title, more] = {
    reserved: [words.preparing, words.preparingMore],
    unknown: [words.checking, hasDetails ? words.checkingMore : words.checkingNothingYet],
    pending: [words.waiting, byHand ? words.waitingTransferMore : words.waitingMore],
  }[charge.state]
  return html`<div class="live">
    <span class="pulse"></span>
    <p><b>${title}</b> <small>${more}</small></p>
  </div>`
}

function qrPart(words: Words, charge: Charge, qr: string) {
  const drawing = qrSvg(qr, words.qrLabel(formatRupiah(charge.amountRupiah)))
  if (!drawing) return html`<p class="notice">${words.qrBroken}</p>`
  return html`<h2>${words.qrTitle}</h2>
    <div class="qr">${drawing}</div>
    <button
      class="button quiet js-only"
      type="button"
      data-save-qr="qris-${charge.amountRupiah}.png"
    >
      ${icon('save')}<span>${words.qrSave}</span>
    </button>
    ${steps(words.qrSteps)} ${charge.uniqueCode > 0 && whyExactly(words, charge)}
    <p class="soft">${words.qrSamePhone}</p>`
}

function codePart(words: Words, charge: Charge, code: { label: string; value: string }) {
  return html`<h2>${words.codeTitle(charge.label)}</h2>
    ${field(words, {
      label: code.label,
      value: code.value,
      copies: code.value.replaceAll(/\s/g, ''),
      copyLabel: words.copyCode(code.label),
    })}
    ${field(words, {
      label: words.amount,
      value: formatRupiah(charge.amountRupiah),
      copies: String(charge.amountRupiah),
      copyLabel: words.copyAmount,
    })}
    ${steps(words.codeSteps)}`
}

function accountPart(words: Words, charge: Charge) {
  const { account } = charge.details
  if (!account) return undefined
  return html`<h2>${words.transferTitle(account.bank)}</h2>
    ${field(words, {
      label: words.accountNumber,
      value: account.number,
      copies: account.number.replace(/[^\dA-Za-z]/g, ''),
      copyLabel: words.copyAccount,
    })}
    <div class="field">
      <div><small>${words.accountHolder}</small><b class="plain">${account.holder}</b></div>
    </div>
    ${field(words, {
      label: words.exactAmount,
      value: exactly(charge),
      copies: String(charge.amountRupiah),
      copyLabel: words.copyAmount,
    })}
    ${whyExactly(words, charge)}`
}

function whyExactly(words: Words, { uniqueCode }: Charge) {
  const why = uniqueCode > 0 ? words.exactWhy(formatRupiah(uniqueCode)) : words.exactWhyPlain
  return html`<p class="notice">${why}</p>`
}

function linkPart(words: Words, label: string, payUrl: string) {
  return html`<h2>${words.continueTitle(label)}</h2>
    <p class="soft">${words.continueMore}</p>
    <a class="button" href="${payUrl}" rel="noopener noreferrer"
      >${words.continueTo(label)} ${icon('next')}</a
    >`
}

/** The last digits stand out: they are what a transfer is recognised by. */
export function exactly({ amountRupiah, uniqueCode }: Charge): Html {
  const text = formatRupiah(amountRupiah)
  // Codes have three digits; four, and a dot, when all of those are taken.
  const from = uniqueCode > 999 ? -5 : -3
  return html`<span class="exact">${text.slice(0, from)}<mark>${text.slice(from)}</mark></span>`
}

type Field = { label: string; value: string | Html; copies?: string; copyLabel: string }

function field(words: Words, { label, value, copies, copyLabel }: Field) {
  const text = copies ?? (typeof value === 'string' ? value : '')
  return html`<div class="field">
    <div><small>${label}</small><b>${value}</b></div>
    ${copyButton(words, text, copyLabel)}
  </div>`
}

export function copyButton(words: Words, text: string, label: string): Html {
  return html`<button
    class="copy js-only"
    type="button"
    data-copy="${text}"
    data-label="${words.copy}"
    data-done="${words.copied}"
    aria-label="${label}"
  >
    ${icon('copy', 18)}<span>${words.copy}</span>
  </button>`
}

function steps(lines: readonly string[]) {
  return html`<ol class="steps">
    ${lines.map((line) => html`<li>${line}</li>`)}
  </ol>`
}

/** Gateways send addresses; one that a browser would run instead of open is not an address. */
function webAddress(text: string | undefined) {
  if (text === undefined || !URL.canParse(text)) return undefined
  const { protocol, href } = new URL(text)
  return protocol === 'https:' || protocol === 'http:' ? href : undefined
}
