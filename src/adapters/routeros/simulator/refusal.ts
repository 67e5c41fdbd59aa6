/** What a router answers with `!trap`. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly category: number

  constructor(message: string, category = 4) {
    super(message)
    this.category = category
  }
}
