import type { NoticeDetails } from '../../../domain/messages/notice.ts'
import type { SubscriptionState } from '../../../domain/subscriptions/subscription.ts'
import type { Reply } from '../../intent.ts'
import { sayTrouble } from '../router-problems.ts'
import { routerTroubles } from './routers.ts'
import type { SubscriptionNotice, subscriptions as id } from '../id/subscriptions.ts'

const troubles = {
  ...routerTroubles,
  bad_profile: 'its profile is not on the router. Make it in PPP > Profiles first',
}

const states: Record<SubscriptionState, string> = {
  active: 'active',
  isolated: 'isolated',
  stopped: 'ended',
}

const paidUntil = (day: string | null) => (day === null ? 'Nothing paid yet' : `Paid until ${day}`)

export const subscriptions: typeof id = {
  states,
  created: (one) =>
    `✅ ${one.package} (${one.price}) for ${one.customer}${one.isNew ? ', a new customer' : ''}. The router is being brought in step; the first bill goes to the customer.`,
  login: (username, password) =>
    [`User: ${username}`, `Password: ${password}`, '', 'The password is shown this once.'].join(
      '\n',
    ),
  loginAlone: (username) => `User ${username} and its password went to your own chat with the bot.`,
  askSecond: (customer, usernames) =>
    `${customer} already has ${usernames.join(', ')}. Make a second subscription?`,
  sendPassword: 'Send to the customer',
  passwordSent: (username) => `User and password of ${username} were sent to the customer.`,
  noChat: (username) =>
    `The customer of ${username} has no WhatsApp chat with us yet. Tell him yourself, please.`,
  renewed: 'The new password holds from the next time the modem dials; who is on line stays so.',
  askRenew: (username, customer) =>
    `Make a new PPPoE password for ${username} (${customer})? The old one stops working.`,
  askIsolate: (username, customer, walled) =>
    `Isolate ${username} (${customer})? ${walled ? 'The line moves to the isolir profile' : 'The line is cut at once'}, and the customer is told.`,
  isolated: (username) => `${username} is isolated. The router follows at once.`,
  askRestore: (username, customer, owed) =>
    `Restore ${username} (${customer})?${owed ? ` ${owed} is not paid, so it may be isolated again by itself.` : ''}`,
  restored: (username) => `${username} is restored. The router follows at once.`,
  askStop: (username, customer) =>
    `End the subscription ${username} (${customer}) for good? Its user leaves the router; records and bills stay.`,
  stopped: (username) => `The subscription ${username} has ended.`,
  askChange: (username, what) => `Change ${username}?\n${what.join('\n')}`,
  changePackage: (before, after) =>
    `• package ${before} → ${after}: speed now, price from the next bill`,
  changePrice: (after) => `• price ${after}, from the next bill`,
  changeDiscount: (after) => `• discount ${after}, from the next bill`,
  changeAddress: (after) => `• IP ${after ?? 'from the pool'}`,
  changeUsername: (after) => `• user ${after}; the modem must be set anew`,
  changeRouter: (after) => `• router ${after}`,
  changePassword: '• a new password',
  ownPrice: 'as the package',
  changed: (username, name, onTheLine) =>
    `${username} (${name}) is saved.${onTheLine ? ' Its session is ended for a moment, so that it holds.' : ''}`,
  nothingToChange: (username) =>
    `What should change? For example: /pppoe ubah ${username} paket=rumah50, harga=150rb, diskon=10rb, ip=10.20.30.40, user=new.name`,
  notYours: 'Only an owner or admin may give a price of its own or a discount.',
  card: (one) =>
    [
      `${one.light} ${one.username} · ${one.customer}${one.phone ? ` · ${one.phone}` : ''}`,
      `${one.package}${one.speed ? ` ${one.speed}` : ''}, ${one.price}${one.discount ? `, discount ${one.discount}` : ''}`,
      `State ${states[one.state]}${one.since ? ` since ${one.since}` : ''}${one.because ? ` (${one.because === 'unpaid' ? 'not paid' : 'by the team'})` : ''} · router ${one.router}`,
      one.online
        ? `On line since ${one.online.since} (${one.online.uptime}) · ${one.online.address ?? '-'}${one.online.mac ? ` · ${one.online.mac}` : ''}`
        : `Off line${one.seenAt ? `, last seen ${one.seenAt}` : ', never connected yet'}`,
      one.staticAddress ? `Static IP ${one.staticAddress}` : '',
      `30 days: ${one.down} down, ${one.up} up, on line ${one.onlineTime}`,
      one.bars,
      `${paidUntil(one.paidUntil)}${one.owed ? ` · owes ${one.owed}` : ''}`,
      ...one.secrets.map(
        ({ router, reachable, wish, inStep, problem }) =>
          `Router ${router}: should have ${wish}; ${problem ? `⚠️ ${sayTrouble(troubles, problem)}` : inStep ? 'it has' : reachable === false ? 'waits for the router' : 'is being brought in step'}`,
      ),
      one.home ? `Address: ${one.home}` : '',
      one.note ? `Note: ${one.note}` : '',
    ]
      .filter(Boolean)
      .join('\n'),
  wishes: {
    profile: (profile, address) => `profile ${profile}${address ? `, IP ${address}` : ''}`,
    disabled: 'it disabled',
  },
  isolate: 'Isolate',
  restore: 'Restore',
  stop: 'End it',
  renew: 'New password',
  list: (title, lines, page, pages) =>
    [`${title}${pages > 1 ? ` (page ${page} of ${pages})` : ''}:`, ...lines].join('\n'),
  listTitle: (filter, total) => `${total} subscriptions${filter === 'semua' ? '' : `, ${filter}`}`,
  listLine: (one) => `${one.light} ${one.username} · ${one.customer} · ${one.package}`,
  noneListed: 'No subscription fits. Make one with /pppoe buat.',
  nextPage: 'Next',
  previousPage: 'Back',
  unnamed: 'unnamed',
  customerAdded: (customerId, name, isNew) =>
    isNew
      ? `Customer ${customerId} ${name} is noted. Make a line: /pppoe buat, or see /pelanggan cek ${customerId}.`
      : `That number belongs to ${name} (customer ${customerId}) already.`,
  customer: (one) =>
    [
      `${one.id} ${one.name}${one.phone ? ` · ${one.phone}` : ''}`,
      one.address ? `Address: ${one.address}` : '',
      one.note ? `Note: ${one.note}` : '',
      one.tags?.length ? `Tags: ${one.tags.join(', ')}` : '',
      ...(one.lines.length > 0 ? one.lines : ['No PPPoE subscription yet.']),
    ]
      .filter(Boolean)
      .join('\n'),

  menu: 'Home internet',
  stranger:
    'This WhatsApp number is not on file as a customer of home internet. If you are one with another number, write "admin". For WiFi vouchers, write "voucher" or "status".',
  wantInstall: 'Ask for a connection',
  wantHuman: 'Talk to a person',
  whichLine: 'Which one?',
  lineChoice: (name, username) => `${name} · ${username}`,
  service: (one) =>
    [
      `📶 ${one.package}${one.speed ? ` ${one.speed}` : ''} (${one.username})`,
      one.state === 'isolated'
        ? '🔴 Paused'
        : one.onlineSince
          ? `🟢 Connected since ${one.onlineSince}`
          : '⚪ The modem is not connected',
      paidUntil(one.paidUntil),
      one.owed ? `Bill ${one.owed.amount}, due ${one.owed.dueOn}. Pay: ${one.owed.url}` : '',
      one.down ? `Last 30 days: ${one.down} down, ${one.up} up` : '',
    ]
      .filter(Boolean)
      .join('\n'),
  troubleButton: 'Something is wrong',
  upgradeButton: 'Change package',
  troubleIsolated: (name, owed) =>
    owed
      ? `Internet ${name} is paused because its bill is not paid: ${owed.amount}. Pay here, and it is back by itself within seconds:\n${owed.url}`
      : `Internet ${name} is paused because its bill is not paid. See the bill and how to pay below.`,
  troubleStopped: (name) =>
    `Internet ${name} was paused by our team for now. Shall a person talk to you?`,
  bills: 'Bills & payment',
  troubleKnown: (since) =>
    `Sorry, there is a fault in our network since ${since}, and our team is on it. No need to report it again; the internet comes back by itself.`,
  troubleOffline: (seenAt) =>
    [
      `From here your modem looks disconnected${seenAt ? ` since ${seenAt}` : ''}. Please try this first:`,
      '• Unplug the modem/ONT, wait 30 seconds, plug it in, wait 2 minutes.',
      '• See that its cables sit well and the fibre is not bent.',
      '• Look at its lights: a red LOS means the cable to the house is the trouble.',
    ].join('\n'),
  troubleOnline: (since) =>
    [
      `From here your line looks connected since ${since}. Please try this first:`,
      '• Switch the modem and the WiFi off and on.',
      '• Go nearer to the WiFi; thick walls weaken it.',
      '• Try one device alone: a download or a camera may take all the speed.',
    ].join('\n'),
  stillWrong: 'Tried, still wrong',
  solved: 'It works now',
  solvedThanks: 'Good! If anything comes up again, just write here.',
  reported: (ticketId, { isNew, isTaken }) =>
    isNew
      ? `Your report is noted (#${ticketId}) and our team will look at it. You will hear from us in this chat.`
      : `Your report (#${ticketId}) ${isTaken ? 'is being worked on' : 'is noted and waits its turn'}. What you wrote was added.`,
  whichPassword: 'Which password?',
  passwordPppoe: 'PPPoE password (modem)',
  passwordWifi: 'WiFi password',
  wifiTicket: 'Asks for a new WiFi password',
  askOwnRenew: (username) =>
    `Make a new PPPoE password for ${username}? The modem must be given the new one afterwards; if you are not used to that, choose cancel and write "admin".`,
  ownRenewed: (username, password) =>
    `New PPPoE password\nUser: ${username}\nPassword: ${password}\n\nEnter it in the modem. A connection under way stays; the password is used when the modem dials again, and is sent this once.`,
  chooseUpgrade: (name) => `Your package is ${name} now. Which one would you like?`,
  noUpgrade: 'There is no other package to choose right now.',
  packageChoice: (name, price, speed) => [name, price, speed].filter(Boolean).join(' · '),
  askUpgrade: (before, after, price) =>
    `Ask to change from ${before} to ${after} (${price})? The new price holds from the next bill.`,
  upgradeText: (before, after) => `Wants to change from ${before} to ${after}`,
  upgradeAsked: (ticketId) =>
    `Your wish went to our team (#${ticketId}). Once it is approved the speed changes at once, and you are told.`,
}

export const subscriptionNotices = {
  'line.credentials.staff': ({ subscriptionId, username, password }) => ({
    text: subscriptions.login(username, password),
    choices: [
      {
        label: subscriptions.sendPassword,
        act: { intent: 'pppoe.send_password', input: { langganan: subscriptionId } },
      },
    ],
  }),
  'service.credentials': ({ package: name, username, password }) => ({
    text: [
      `PPPoE login for ${name}:`,
      `User: ${username}`,
      `Password: ${password}`,
      '',
      'Keep it safe: the password is sent once. If it is lost, reply "new pppoe password".',
    ].join('\n'),
  }),
  'outage.began': ({ router, affected, online, sample }) => ({
    text: `🔴 ${affected} of ${online} customers on router ${router} went off line nearly at once. The router itself answers, so look at the power, OLT, switch or cable behind it.\n${sample.join(', ')}${affected > sample.length ? ', …' : ''}\nCustomers who ask are told that it is known.`,
  }),
  'outage.ended': ({ router, minutes, affected, stillOff }) => ({
    text: `🟢 The outage on router ${router} ended after ${minutes} minutes: ${affected - stillOff} of ${affected} customers are back.${stillOff > 0 ? ` ${stillOff} are still off; see /pppoe daftar offline.` : ''}`,
  }),
} satisfies { [Code in SubscriptionNotice]: (details: NoticeDetails[Code]) => Reply }
