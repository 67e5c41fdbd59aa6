import { readCode } from './lead/package.ts'
import { readWords } from './words.ts'

const RECOMMENDED =
  /\b(?:dari|kata|rekomendasi|direkomendasi\w*|disaranin|disarankan|dikasih tahu|tahu dari|referensi)(?: (?:sama|dengan|oleh|dari))* (?:teman|tetangga|saudara|adik|kakak|keluarga|ibu|ayah|alumni|jamaah)\b/

/** Where a first message says its writer comes from, when no ad tells it. */
export function readSource(text: string): 'code_word' | 'word_of_mouth' | undefined {
  if (readCode(text) !== undefined) return 'code_word'
  return RECOMMENDED.test(readWords(text).plain) ? 'word_of_mouth' : undefined
}
