/** Children pay by age: infants are under two, children two to eleven. */
export type Ages = { children: number; infants: number; older: number }

const AGE_LIST = String.raw`\d{1,2}(?: (?:tahun|bulan))?(?:(?: ,| dan| dengan| -| atau| \+| plus)+ \d{1,2}(?: (?:tahun|bulan))?)*`
const OF_CHILD = new RegExp(
  String.raw`(?<![\p{L}])(?<who>anak|bayi|balita|putra|putri|si kecil|cucu|keponakan|adik|anak-anak)(?: (?:saya|kami|laki-laki|perempuan|kandung|pertama|kecil|yang|paling|\d{1,2} orang|\d{1,2}(?= (?:umur|usia|\())))*(?: ,)?(?: \(| :|-)*(?: (?:umur|usia|berumur|berusia|aged?|masing-masing|baru|umurnya|usianya|yang satu))*(?: \()? (?<ages>${AGE_LIST}) (?<unit>tahun|bulan)`,
  'gu',
)

/** The fare ages of the children named, and the text with the ages blanked out. */
export function readAges(plain: string): { ages: Ages; rest: string } {
  const ages: Ages = { children: 0, infants: 0, older: 0 }
  const rest = plain.replace(OF_CHILD, (whole, ...found) => {
    const groups = found.at(-1) as { ages: string; unit: string; who: string }
    const list = `${groups.ages} ${groups.unit}`
    if (groups.who === 'adik' || groups.who === 'keponakan') return blank(whole, list)
    for (const age of agesIn(list, groups.unit)) {
      if (age.unit === 'bulan' ? age.value < 24 : age.value < 2) ages.infants += 1
      else if (age.unit === 'bulan' || age.value <= 11) ages.children += 1
      else ages.older += 1
    }
    return blank(whole, list)
  })
  return { ages, rest }
}

/** "4 dan 7 tahun": a number without a unit has that of the next one. */
function agesIn(list: string, last: string) {
  const found: { value: number; unit: string }[] = []
  for (const match of list.matchAll(/(\d{1,2})(?: (tahun|bulan))?/g)) {
    found.push({ value: Number(match[1]), unit: match[2] ?? '' })
  }
  let unit = last
  for (const age of found.toReversed()) {
    unit = age.unit === '' ? unit : age.unit
    age.unit = unit
  }
  return found
}

function blank(whole: string, list: string) {
  const at = whole.lastIndexOf(list)
  return at === -1 ? whole : whole.slice(0, at) + '_'.repeat(whole.length - at)
}
