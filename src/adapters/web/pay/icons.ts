import { type Html, html, trusted } from '../html.ts'

const drawings = {
  lock: '<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
  clock: '<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>',
  check: '<path d="M5 12.5l4.5 4.5L19 7.5"/>',
  cross: '<path d="M7 7l10 10M17 7L7 17"/>',
  back: '<path d="M4 11h10a5 5 0 0 1 0 10H9"/><path d="M8 7l-4 4 4 4"/>',
  next: '<path d="M9 5.5l6.5 6.5L9 18.5"/>',
  copy: '<rect x="9" y="9" width="11" height="11" rx="2.5"/><path d="M15 9V6.5A2.5 2.5 0 0 0 12.5 4h-6A2.5 2.5 0 0 0 4 6.5v6A2.5 2.5 0 0 0 6.5 15H9"/>',
  save: '<path d="M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14"/>',
  paper: '<path d="M7 3.5h7l4 4v13H7z"/><path d="M10 12h5M10 16h5"/>',
  chat: '<path d="M4 6.5A2.5 2.5 0 0 1 6.5 4h11A2.5 2.5 0 0 1 20 6.5v7a2.5 2.5 0 0 1-2.5 2.5H11l-4.5 4v-4A2.5 2.5 0 0 1 4 13.5z"/>',
  qris: '<rect x="4" y="4" width="6" height="6" rx="1"/><rect x="14" y="4" width="6" height="6" rx="1"/><rect x="4" y="14" width="6" height="6" rx="1"/><path d="M14 14h2.5v2.5M20 14v6h-6M17 20v-2"/>',
  account: '<rect x="3.5" y="5.5" width="17" height="13" rx="2.5"/><path d="M3.5 10h17M7 15h3"/>',
  transfer: '<path d="M3.5 9.5L12 4.5l8.5 5zM5 19.5h14M6.5 10v6.5M12 10v6.5M17.5 10v6.5"/>',
  wallet:
    '<path d="M18 8V6.5A2.5 2.5 0 0 0 15.5 4H6a2.5 2.5 0 0 0 0 5h12.5A1.5 1.5 0 0 1 20 10.5v7a2.5 2.5 0 0 1-2.5 2.5H6a2.5 2.5 0 0 1-2.5-2.5v-11"/><path d="M16 14.5h.01"/>',
  other: '<circle cx="12" cy="12" r="8.5"/><path d="M8 12h8M13 9l3 3-3 3"/>',
} as const

export type IconName = keyof typeof drawings

/** Decoration: screen readers skip it, the words beside it say the same. */
export function icon(name: IconName, size = 20): Html {
  return html`<svg
    width="${size}"
    height="${size}"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.9"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${trusted(drawings[name])}
  </svg>`
}
