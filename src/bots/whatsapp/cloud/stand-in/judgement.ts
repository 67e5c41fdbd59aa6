import type { News } from './news.ts'
import type { Standing, World } from './world.ts'

/** What Meta thinks of the business, and tells it. */
export function createJudgement(world: World, news: News) {
  return {
    /** Meta thinks otherwise of our number, and says so. */
    judge(event: string, changed: Partial<Standing> = {}) {
      Object.assign(world.standing, changed)
      const about = { display_phone_number: world.business.number, event }
      const current_limit = world.standing.whatsapp_business_manager_messaging_limit
      news.tell('account', { ...about, current_limit }, 'phone_number_quality_update')
    },

    /** The whole account is locked, or let go again. */
    lockAccount(state: 'SCHEDULE_FOR_DISABLE' | 'DISABLE' | 'REINSTATE') {
      world.standing.status = state === 'DISABLE' ? 'BANNED' : 'CONNECTED'
      const ban_info = { waba_ban_state: state, waba_ban_date: world.now().toISOString() }
      news.tell('account', { event: 'DISABLED_UPDATE', ban_info }, 'account_update')
    },
  }
}
