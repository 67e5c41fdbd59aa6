import type { Person, Role } from './person.ts'

/** What a command may need. Checked by code at the moment it runs, whatever a menu or a model says. */
export type Permission =
  | 'team.manage'
  | 'pin.own'
  | 'customers.view'
  | 'customers.edit'
  | 'routers.view'
  | 'routers.manage'
  | 'packages.view'
  | 'packages.manage'
  | 'imports.run'
  | 'subscriptions.view'
  | 'subscriptions.create'
  | 'subscriptions.manage'
  | 'tickets.work'
  | 'registrations.work'
  | 'vouchers.view'
  | 'vouchers.create'
  | 'vouchers.revoke'
  | 'billing.view'
  | 'billing.manage'
  | 'billing.settings'
  | 'payments.view'
  | 'payments.confirm'
  | 'payments.refund'
  | 'resell'
  | 'resellers.view'
  | 'resellers.manage'
  | 'leads.work'
  | 'chats.take'
  | 'sessions.manage'
  | 'broadcasts.send'
  | 'broadcasts.approve'
  | 'templates.manage'
  | 'reports.view'
  | 'system.view'

const operator: Permission[] = [
  'pin.own',
  'customers.view',
  'customers.edit',
  'routers.view',
  'packages.view',
  'subscriptions.view',
  'subscriptions.create',
  'tickets.work',
  'registrations.work',
  'vouchers.view',
  'vouchers.create',
  'billing.view',
  'chats.take',
  'system.view',
]
const sales: Permission[] = [
  'pin.own',
  'customers.view',
  'packages.view',
  'leads.work',
  'chats.take',
  'subscriptions.view',
  'registrations.work',
  'broadcasts.send',
]
const finance: Permission[] = [
  'pin.own',
  'customers.view',
  'packages.view',
  'subscriptions.view',
  'vouchers.view',
  'billing.view',
  'billing.manage',
  'payments.view',
  'payments.confirm',
  'payments.refund',
  'resellers.view',
  'chats.take',
  'reports.view',
  'system.view',
]
const admin: Permission[] = [
  ...new Set([...operator, ...sales, ...finance]),
  'routers.manage',
  'packages.manage',
  'imports.run',
  'subscriptions.manage',
  'vouchers.revoke',
  'resellers.manage',
  'billing.settings',
  'sessions.manage',
  'broadcasts.send',
  'broadcasts.approve',
  'templates.manage',
]

const granted: Record<Role, ReadonlySet<Permission>> = {
  owner: new Set([...admin, 'team.manage']),
  admin: new Set(admin),
  finance: new Set(finance),
  operator: new Set(operator),
  sales: new Set(sales),
  // Our routers and stock are none of his business: he sees his own prices.
  reseller: new Set(['pin.own', 'resell']),
}

export function may(person: Pick<Person, 'role'>, permission: Permission): boolean {
  return person.role !== 'customer' && granted[person.role].has(permission)
}

export function rolesThatMay(permission: Permission): Role[] {
  return (Object.keys(granted) as Role[]).filter((role) => granted[role].has(permission))
}
