import type { NoticeDetails } from '../../../domain/messages/notice.ts'
import type { Reply } from '../../intent.ts'
import type { SubscriptionNotice } from '../id/subscriptions.ts'

export const subscriptionNotices = {
  'service.isolated': ({ package: name, username, because }) => ({
    text:
      because === 'unpaid'
        ? `Internet ${name} (${username}) is paused because its bill is not paid. Once it is, the line is back by itself within seconds.`
        : `Internet ${name} (${username}) was paused by the team for now. Any question? Reply "admin".`,
    ...(because === 'unpaid' && {
      choices: [{ label: 'Bills & payment', act: { intent: 'customer.bills', input: {} } }],
    }),
  }),
  'service.restored': ({ package: name, username }) => ({
    text: `Internet ${name} (${username}) is on again. Not connected within a minute? Switch the modem off and on.`,
  }),
  'service.stopped': ({ package: name, username }) => ({
    text: `The subscription ${name} (${username}) has ended. Thank you; to be connected again any time, reply "daftar".`,
  }),
  'service.changed': ({ package: name, username, before }) => ({
    text: `The package of ${username} is now ${name} (it was ${before}). Its speed holds from now on, its price from the next bill.`,
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
