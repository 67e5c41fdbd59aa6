import { allOf } from './present.ts'
import type { Settings } from './settings.ts'

/** Where each gateway is: the one it gives for trying out, and the one where money moves. */
const HOSTS = {
  duitku: { sandbox: 'https://sandbox.duitku.com', production: 'https://passport.duitku.com' },
  midtrans: {
    sandbox: 'https://app.sandbox.midtrans.com',
    production: 'https://app.midtrans.com',
  },
  // One address for both: the key makes the difference.
  xendit: { sandbox: 'https://api.xendit.co', production: 'https://api.xendit.co' },
  tripay: { sandbox: 'https://tripay.co.id/api-sandbox', production: 'https://tripay.co.id/api' },
}

/** Those there are keys for. */
export function gatewaysOf(given: Settings) {
  const host = (name: keyof typeof HOSTS) => HOSTS[name][given.APP_ENV]
  return {
    duitku: allOf({
      merchantCode: given.DUITKU_MERCHANT_CODE,
      apiKey: given.DUITKU_API_KEY,
      baseUrl: given.DUITKU_BASE_URL ?? host('duitku'),
      signature: given.DUITKU_SIGNATURE,
    }),
    midtrans: allOf({
      serverKey: given.MIDTRANS_SERVER_KEY,
      baseUrl: given.MIDTRANS_BASE_URL ?? host('midtrans'),
    }),
    xendit: allOf({
      secretKey: given.XENDIT_SECRET_KEY,
      callbackToken: given.XENDIT_CALLBACK_TOKEN,
      baseUrl: given.XENDIT_BASE_URL ?? host('xendit'),
    }),
    tripay: allOf({
      merchantCode: given.TRIPAY_MERCHANT_CODE,
      apiKey: given.TRIPAY_API_KEY,
      privateKey: given.TRIPAY_PRIVATE_KEY,
      baseUrl: given.TRIPAY_BASE_URL ?? host('tripay'),
    }),
  }
}
