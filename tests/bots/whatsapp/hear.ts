import { hearWebhook } from '../../../src/bots/whatsapp/cloud/hear-webhook.ts'

export const metadata = {
  display_phone_number: '6281100009999',
  phone_number_id: '106540352242922',
}
export const contact = {
  profile: { name: 'Siti Rahma' },
  wa_id: '6281234567890',
  user_id: 'ID.1349120865',
}
export const from = { from: '6281234567890', from_user_id: 'ID.1349120865' }

export const hearAll = (body: object) =>
  hearWebhook(body, { accountId: 7, phoneNumberId: '106540352242922' })
export const hearValue = (value: object, field = 'messages') =>
  hearAll({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '1022',
        changes: [{ field, value: { messaging_product: 'whatsapp', metadata, ...value } }],
      },
    ],
  })
export const hear = (message: object, contacts: object[] = [contact]) => {
  const wire = { ...from, id: 'wamid.HBgM', timestamp: '1795219720', ...message }
  const [heard] = hearValue({ contacts, messages: [wire] })
  return heard
}

export const person = {
  from: [
    { kind: 'phone', value: '+6281234567890' },
    { kind: 'bsuid', value: 'ID.1349120865' },
  ],
  name: 'Siti Rahma',
}
