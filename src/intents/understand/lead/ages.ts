/** Children pay by age: infants are under two, children two to eleven. */
export type Ages = { children: number; infants: number }

const CHILD = String.raw`(?<![\p{L}])(?<who>anak-anak|anak|bayi|balita|si kecil|cucu|keponakan|adik)`
const ABOUT = String.raw`(?: (?:saya|kami|laki-laki|perempuan|cowok|cewek|kandung|pertama|kecil|yang|paling|\d{1,2} orang|\d{1,2}(?= (?:umur|usia|berumur|berusia|\())))*(?: ,)?(?: [(:-])*`
const AGED = '(?: (?:umur|usia|berumur|berusia|aged?|masing-masing|baru|yang satu))'
const AND = '(?: ,| dan| dengan| -| atau| \\+| plus)'
const LIST = String.raw`(?<ages>\d{1,2}(?: (?:tahun|bulan))?(?:${AND}+ \d{1,2}(?: (?:tahun|bulan))?)*)`
const PATTERNS = [
  new RegExp(String.raw`${CHILD}${ABOUT}${AGED}*(?: \()? ${LIST} (?<unit>tahun|bulan)`, 'gu'),
  // "umur 3 dan 9": years, when nothing else is said.
  new RegExp(
    String.raw`${CHILD}${ABOUT} (?:umur|usia|berumur|berusia|aged?)(?: \()? ${LIST}(?! (?:tahun|bulan|orang|juta|bayi|anak|balita|dewasa))`,
    'gu',
  ),
]

/** The fare ages of the children named, and the text with the ages blanked out. */
export function readAges(plain: string): { ages: Ages; rest: string } {
  const ages: Ages = { children: 0, infants: 0 }
  let rest = plain
  for (const pattern of PATTERNS) {
    rest = rest.replace(pattern, (whole, ...found) => {
      const groups = found.at(-1) as { ages: string; unit?: string; who: string }
      const grown = groups.who === 'adik' || groups.who === 'keponakan'
      for (const age of grown ? [] : agesIn(groups.ages, groups.unit ?? 'tahun')) {
        const months = age.unit === 'bulan' ? age.value : age.value * 12
        if (months < 24) ages.infants += 1
        else if (months < 12 * 12) ages.children += 1
      }
      const at = whole.lastIndexOf(groups.ages)
      return whole.slice(0, at) + '_'.repeat(whole.length - at)
    })
  }
  return { ages, rest }
}

/** "4 dan 7 tahun": a number without a unit has that of the next one. */
function agesIn(list: string, last: string) {
  const found = [...list.matchAll(/(\d{1,2})(?: (tahun|bulan))?/g)].map(([, value, unit]) => ({
    value: Number(value),
    unit: unit ?? '',
  }))
  let unit = last
  for (const age of found.toReversed()) {
    unit = age.unit === '' ? unit : age.unit
    age.unit = unit
  }
  return found
}
