export type Language = 'id' | 'en'

export type Role = 'owner' | 'admin' | 'finance' | 'operator' | 'sales' | 'reseller'

/** Somebody we talk with. Staff have a role; everyone else is a customer. */
export type Person = {
  id: number
  name: string | null
  language: Language
  role: Role | 'customer'
  optedOut: boolean
}
