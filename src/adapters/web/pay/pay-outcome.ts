import type { PaymentView } from '../../../domain/payments/payment-view.ts'
import { type Html, html } from '../html.ts'
import type { Words } from '../page.ts'
import { type IconName, icon } from './icons.ts'
import { copyButton } from './pay-charge.ts'

type Closed = Exclude<PaymentView['state'], 'open'>
type Links = { receiptUrl: string; chatUrl: string | undefined }

/** What became of an order that takes no more money, and what to do next. */
export function outcomeCard(words: Words, view: PaymentView & { state: Closed }, links: Links) {
  const { seal, title, more } = outcomeOf(words, view)
  return html`<section class="card outcome">
    <div class="seal${view.state === 'paid' || view.state === 'delivered' ? '' : ' late'}">
      ${icon(seal, 36)}
    </div>
    <h1>${title}</h1>
    <p>${more}</p>
    ${view.state === 'expired' && html`<p class="soft">${words.expiredPaid}</p>`}
    ${
      view.state === 'paid' &&
      html`<div class="live">
        <span class="pulse"></span>
        <p class="soft">${words.preparingVoucher}</p>
      </div>`
    }
    ${view.state === 'delivered' && tickets(words, view.codes)}
    ${view.receiptNumber !== null && receiptLink(words, view, links.receiptUrl)}
    ${links.chatUrl !== undefined && html`<a class="button quiet" href="${links.chatUrl}" rel="noopener noreferrer">${icon('chat')} ${words.backToChat}</a>`}
  </section>`
}

function outcomeOf(words: Words, view: PaymentView & { state: Closed }): Outcome {
  switch (view.state) {
    case 'paid':
      return { seal: 'check', title: words.paidTitle, more: words.paidMore }
    case 'delivered':
      return view.codes.length > 0
        ? { seal: 'check', title: words.deliveredTitle, more: words.deliveredMore }
        : { seal: 'check', title: words.deliveredNoCodes, more: words.deliveredNoCodesMore }
    case 'expired':
      return { seal: 'clock', title: words.expiredTitle, more: words.expiredMore }
    case 'cancelled':
      return { seal: 'cross', title: words.cancelledTitle, more: words.cancelledMore }
    case 'refunded':
      return { seal: 'back', title: words.refundedTitle, more: words.refundedMore }
  }
}

type Outcome = { seal: IconName; title: string; more: string }

function tickets(words: Words, codes: string[]): Html | false {
  if (codes.length === 0) return false
  return html`${codes.map(
      (code) =>
        html`<div class="ticket">
          <div><small>${words.voucherCode}</small><b>${code}</b></div>
          ${copyButton(words, code, words.copyVoucher(code))}
        </div>`,
    )}
    <p class="soft">${words.keepCodes}</p>`
}

function receiptLink(words: Words, view: PaymentView, url: string) {
  return html`<a class="button" href="${url}" download="${view.receiptNumber}.pdf"
    >${icon('paper')} ${words.receiptDownload}</a
  >`
}
