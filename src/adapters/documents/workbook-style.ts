/** Text stays text: 00123 keeps its zeros, 1E5 is no number and =A1 no formula. */
export const TEXT = '@'
export const RUPIAH = '"Rp" #,##0'

export const HEADER = {
  font: { bold: true, color: { rgb: 'FFFFFF' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: '0F766E' } },
  alignment: { vertical: 'center' },
  numFmt: TEXT,
} as const

/** A header that stays in view, and can be sorted and filtered by. */
export function headed(columns: number, lastCell: string) {
  return {
    cells: new Map(Array.from({ length: columns }, (_, at) => [`0,${at}`, { style: HEADER }])),
    rowDefs: new Map([[0, { height: 22 }]]),
    freezePane: { rows: 1 },
    autoFilter: { range: `A1:${lastCell}` },
  }
}
