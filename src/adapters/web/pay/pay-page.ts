import { createHash } from 'node:crypto'
import { formatRupiah } from '../../../domain/money.ts'
import type { PaymentView } from '../../../domain/payments/payment-view.ts'
import type { Language } from '../../../domain/people/person.ts'
import { sayBillLine } from '../../../intents/wording/say-bill-line.ts'
import { sayDay } from '../../../intents/wording/say-when.ts'
import { type Html, html } from '../html.ts'
import { page, type Words, wordsIn } from '../page.ts'
import type { RouteAnswer } from '../route.ts'
import { type IconName, icon } from './icons.ts'
import { chargeCard, exactly } from './pay-charge.ts'
import { outcomeCard } from './pay-outcome.ts'

/** Who asks for the money, as customers know him. */
export type Shop = { name: string; /** `https://wa.me/…` */ chatUrl?: string }

type PayPageScene = {
  view: PaymentView
  shop: Shop
  language: Language
  now: Date
  timeZone: string
  /** Path of this page, without a query. */
  path: string
  /** Why the last tap did not do what was hoped for. */
  notice?: string
}

/** Nothing more happens to these by itself. */
export function isFinal(view: PaymentView): boolean {
  return view.state !== 'open' && view.state !== 'paid'
}

/** Another version, another page: what an open page compares to know that it is old. */
export function versionOf(view: PaymentView): string {
  return createHash('sha256').update(JSON.stringify(view)).digest('base64url').slice(0, 16)
}

export function payPage(scene: PayPageScene): RouteAnswer {
  const { view, shop, language, path } = scene
  const words = wordsIn(language)
  const here = language === view.language ? path : `${path}?lang=${language}`
  return page({
    language,
    live: true,
    title: `${titleOf(words, view)} · ${shop.name}`,
    description: view.title,
    head: isFinal(view) ? html`` : refreshWithoutScript(view, here),
    body: html`${top(words, scene)}
      <main
        id="page"
        tabindex="-1"
        data-version="${versionOf(view)}"
        data-final="${isFinal(view) ? 'yes' : 'no'}"
        data-url="${here}"
        data-events="${path}/events"
        data-updated="${words.updated}"
      >
        ${scene.notice !== undefined && html`<p class="card notice" role="alert">${scene.notice}</p>`}
        ${view.state === 'open' ? openOrder(words, scene) : closedOrder(words, { ...view, state: view.state }, scene)}
      </main>
      <p class="sr" id="news" role="status"></p>
      <footer>
        <small
          >${view.ref.kind === 'order' ? words.orderNumber(view.ref.id) : words.invoiceNumber(view.title)}
          · ${words.footer}</small
        >
      </footer>`,
    ...(scene.notice !== undefined && { status: 409 }),
  })
}

function titleOf(words: Words, view: PaymentView) {
  const titles = {
    open: `${words.totalToPay} ${formatRupiah(dueRupiah(view))}`,
    paid: words.paidTitle,
    delivered: view.codes.length > 0 ? words.deliveredTitle : words.deliveredNoCodes,
    expired: words.expiredTitle,
    cancelled: words.cancelledTitle,
    refunded: words.refundedTitle,
  }
  return titles[view.state]
}

/** Often while something is about to happen by itself, seldom while a person is at work. */
function refreshWithoutScript(view: PaymentView, here: string) {
  const soon = view.state === 'paid' || view.charge?.state === 'reserved'
  const meta = html`<meta http-equiv="refresh" content="${soon ? 4 : 20};url=${here}" />`
  return html`<noscript>${meta}</noscript>`
}

function top(words: Words, { shop, language, path }: PayPageScene) {
  const other = language === 'id' ? 'en' : 'id'
  return html`<header class="top">
    <span class="monogram" aria-hidden="true">${initial(shop.name)}</span>
    <div><strong>${shop.name}</strong><small>${icon('lock', 14)} ${words.secure}</small></div>
    <a href="${path}?lang=${other}" hreflang="${other}" lang="${other}">${words.switchTo}</a>
  </header>`
}

function initial(name: string) {
  return Array.from(name.trim())[0]?.toUpperCase()
}

function openOrder(words: Words, scene: PayPageScene) {
  const { view } = scene
  const { charge } = view
  if (!charge) {
    return html`${summary(words, scene)}
      <section class="card">
        <h2>${words.chooseTitle}</h2>
        ${view.failed && html`<p class="notice">${words.failed[view.failed.why](view.failed.label)}</p>`}
        ${methods(words, scene)}
      </section>`
  }
  return html`${summary(words, scene)} ${chargeCard(words, charge)}
  ${
    view.methods.length > 0 &&
    html`<details class="card other" id="other">
      <summary>${words.chooseOther} ${icon('next')}</summary>
      ${methods(words, scene)}
    </details>`
  }`
}

function closedOrder(
  words: Words,
  view: PaymentView & { state: Exclude<PaymentView['state'], 'open'> },
  scene: PayPageScene,
) {
  const links = { receiptUrl: `${scene.path}/receipt.pdf`, chatUrl: scene.shop.chatUrl }
  const paid = view.paidAt !== null
  return html`${outcomeCard(words, view, links)}
    <section class="card side ${paid ? 'hero' : ''}">
      ${
        paid &&
        html`<p class="soft">${words.totalPaid}</p>
          <p class="amount">${formatRupiah(view.amountRupiah)}</p>`
      }
      ${view.paidAt !== null && html`<p class="soft">${words.paidAt(moment(words, view.paidAt, scene.timeZone))}</p>`}
      ${view.receiptNumber !== null && html`<p class="soft">${words.receipt(view.receiptNumber)}</p>`}
      ${lines(words, scene)}
    </section>`
}

function summary(words: Words, scene: PayPageScene) {
  const { view, now, timeZone } = scene
  const until = view.charge?.expiresAt ?? view.expiresAt
  const secondsLeft = until && Math.max(0, Math.ceil((until.getTime() - now.getTime()) / 1000))
  const { charge } = view
  const due = dueRupiah(view)
  return html`<section class="card hero side">
    <h1 class="soft">${words.totalToPay}</h1>
    <p class="amount">
      ${charge?.details.account || charge?.uniqueCode ? exactly(charge) : formatRupiah(due)}
    </p>
    ${
      until &&
      html`<p class="chip js-only">
          ${icon('clock', 16)} ${words.timeLeft}
          <span role="timer" data-left="${secondsLeft}"></span>
        </p>
        <p class="soft">${words.payBefore(moment(words, until, timeZone))}</p>`
    }
    ${view.dueOn && html`<p class="soft">${words.dueOn(sayDay(view.dueOn, scene.language))}</p>`}
    ${lines(words, scene)}
  </section>`
}

function lines(words: Words, { view, language }: PayPageScene): Html {
  const isOpen = view.state === 'open'
  const paid = isOpen ? view.paidRupiah : 0
  const uniqueCode = isOpen ? (view.charge?.uniqueCode ?? 0) : 0
  const needsSum = view.lines.length > 1 || paid > 0 || uniqueCode > 0
  const sum = isOpen ? dueRupiah(view) : view.amountRupiah
  return html`<dl class="lines">
    ${view.lines.map((line) => row(sayBillLine(line, language), line.amountRupiah))}
    ${paid > 0 && row(words.alreadyPaid, -paid)}
    ${uniqueCode > 0 && row(words.uniqueCode, uniqueCode)}
    ${needsSum && row(words.total, sum, 'sum')}
  </dl>`
}

function row(text: string, amountRupiah: number, kind = '') {
  return html`<div class="${kind}">
    <dt>${text}</dt>
    <dd>${formatRupiah(amountRupiah)}</dd>
  </div>`
}

function methods(words: Words, { view, path, language }: PayPageScene): Html {
  if (view.methods.length === 0) return html`<p>${words.noMethods}</p>`
  const query = language === view.language ? '' : `?lang=${language}`
  return html`<div class="methods">
    ${view.methods.map(({ method, label }) => {
      const kind = kindOf(`${method} ${label}`)
      return html`<form method="post" action="${path}/${encodeURIComponent(method)}${query}">
        <button class="method">
          <i class="badge">${icon(kind, 24)}</i
          ><span><b>${label}</b> <small>${words.hints[kind]}</small></span
          >${icon('next')}
        </button>
      </form>`
    })}
  </div>`
}

/** Only chooses a drawing and a hint, so a guess by name is good enough. */
function kindOf(name: string): IconName & keyof Words['hints'] {
  if (/qris/i.test(name)) return 'qris'
  if (/transfer|manual/i.test(name)) return 'transfer'
  if (/ovo|dana\b|gopay|shopee|linkaja|wallet/i.test(name)) return 'wallet'
  if (/\bva\b|virtual|bank|bca|bri|bni|bsi|mandiri|permata|cimb|atm/i.test(name)) return 'account'
  return 'other'
}

function dueRupiah(view: PaymentView) {
  return view.charge?.amountRupiah ?? view.openRupiah
}

function moment(words: Words, instant: Date, timeZone: string) {
  return new Intl.DateTimeFormat(words.locale, {
    timeZone,
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(instant)
}
