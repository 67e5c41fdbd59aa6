/** One under the other. Null: this time there is nothing to say; empty: a gap. */
export function lines(...all: (string | null)[]): string {
  return all.filter((line) => line !== null).join('\n')
}
