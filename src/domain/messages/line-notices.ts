/** What is said of lines: on and off, their troubles, and those who want one. */
export type LineNotices = {
  'service.isolated': ServiceName & { because: 'unpaid' | 'asked' }
  'service.restored': ServiceName
  'service.stopped': ServiceName
  'service.changed': ServiceName & { before: string }
  /** The one time a password is said: to who of the team made it, and to the customer. */
  'line.credentials.staff': { subscriptionId: number; username: string; password: string }
  'service.credentials': ServiceName & { password: string }
  'outage.began': { router: string; affected: number; online: number; sample: string[] }
  'outage.ended': { router: string; minutes: number; affected: number; stillOff: number }
  'ticket.card': TicketCard
  /** To whom of the team it was given. */
  'ticket.yours': TicketCard
  /** To the customer: what somebody of the team did about it. */
  'ticket.closed': { ticketId: number; kind: TicketKind; note: string }
  'registration.card': RegistrationCard
  'registration.yours': RegistrationCard
  'registration.approved': {
    name: string
    package: string
    installOn: string
    technician: string | null
  }
  'registration.declined': { name: string; reason: string }
  'registration.installed': { package: string; username: string }
}

type ServiceName = { package: string; username: string }

export type TicketKind = 'down' | 'slow' | 'upgrade' | 'other'

export type TicketCard = {
  ticketId: number
  kind: TicketKind
  state: 'open' | 'assigned' | 'closed'
  customer: string
  phone: string | null
  address: string | null
  username: string | null
  package: string | null
  router: string | null
  /** Of an upgrade. */
  wantedPackage: string | null
  text: string
  assignee: string | null
  note: string | null
}

export type RegistrationCard = {
  registrationId: number
  state: 'asked' | 'approved' | 'installed' | 'declined'
  name: string
  phone: string | null
  address: string
  latitude: number | null
  longitude: number | null
  package: string
  priceRupiah: number
  /** Other lines somebody with this number has. */
  lines: string[]
  installOn: string | null
  technician: string | null
  reason: string | null
}
