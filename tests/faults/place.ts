import { randomBytes } from 'node:crypto'
import path from 'node:path'
import {
  type CloudApi,
  type CloudApiOptions,
  startCloudApi,
} from '../../src/bots/whatsapp/cloud/stand-in/cloud-api.ts'
import { atTheEnd } from '../support/test-db.ts'
import { openFolder } from './folder.ts'
import { quietPort, type Program, type Settings, startProgram } from './program.ts'

export type Place = Awaited<ReturnType<typeof openPlace>>

/**
 * A place of business whose program may die: the outside world lives here, in the test, and
 * remembers everything it saw. `more` are further settings, `manners` those of WhatsApp.
 */
export async function openPlace(more: Settings = {}, manners: CloudApiOptions = {}) {
  const folder = await openFolder()
  const whatsapp = await startCloudApi({ firstPauseMs: 20, ...manners })
  atTheEnd(async () => {
    await whatsapp.stop()
  })
  const settings = {
    APP_ENV: 'production',
    SECRET_KEY: randomBytes(32).toString('base64'),
    PORT: String(await quietPort()),
    DATA_DIR: path.join(folder, 'data'),
    ...whatsappSettings(whatsapp),
    ...more,
  }
  return {
    whatsapp,
    settings,
    /** Starts the program; from then on WhatsApp's news goes to it. */
    async open(others: Settings = {}): Promise<Program> {
      const program = await startProgram({ ...settings, ...others }, folder)
      await whatsapp.webhooks.subscribe(`${program.url}/webhooks/whatsapp`)
      return program
    },
  }
}

function whatsappSettings({ url, token, phoneNumberId, appSecret, verifyToken }: CloudApi) {
  return {
    WHATSAPP_PROVIDERS: 'cloud',
    META_GRAPH_URL: url,
    WHATSAPP_CLOUD_TOKEN: token,
    WHATSAPP_CLOUD_PHONE_NUMBER_ID: phoneNumberId,
    WHATSAPP_CLOUD_APP_SECRET: appSecret,
    WHATSAPP_CLOUD_VERIFY_TOKEN: verifyToken,
  }
}
