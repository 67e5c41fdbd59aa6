import type { Language } from '../../domain/people/person.ts'
import { html } from './html.ts'
import { page, type Words, wordsIn } from './page.ts'
import { icon } from './pay/icons.ts'
import type { Problem, RouteAnswer } from './route.ts'

type Scene = { problem: Problem; requestId: string; language: Language }

/** What a person sees when there is nothing better to show: what happened and what to do next. */
export function problemPage({ problem, requestId, language }: Scene): RouteAnswer {
  const words = wordsIn(language)
  const [title, more] = sentences(words, problem)
  return page({
    language,
    status: problem.status,
    title,
    body: html`<main class="card outcome">
      <div class="seal late">${icon(problem.status === 404 ? 'chat' : 'clock', 36)}</div>
      <h1>${title}</h1>
      <p>${more}</p>
      <p class="soft">${words.problems.code(requestId)}</p>
    </main>`,
  })
}

function sentences({ problems }: Words, { status, code, retryAfterSeconds = 1 }: Problem) {
  if (code === 'file_gone') return [problems.fileTitle, problems.file] as const
  if (code === 'no_receipt') return [problems.noReceiptTitle, problems.noReceipt] as const
  if (status === 404) return [problems.notFoundTitle, problems.notFound] as const
  if (status === 413) return [problems.tooLargeTitle, problems.invalid] as const
  if (status === 429) return [problems.busyTitle, problems.busy(retryAfterSeconds)] as const
  if (status < 500) return [problems.invalidTitle, problems.invalid] as const
  return [problems.failedTitle, problems.failed] as const
}
