import { z } from 'zod'
import { addRouter } from '../../domain/routers/add-router.ts'
import { defineIntent } from '../intent.ts'
import { typed } from '../typed.ts'
import { readYesNo } from '../understand/read-quantity.ts'
import { words } from '../wording/words.ts'
import { rare, YES_OR_NO } from './package-arguments.ts'
import { connectionOf, readAddress, readLoginUrl } from './router-arguments.ts'

export const routerAdd = defineIntent({
  name: 'router.add',
  who: { permission: 'routers.manage' },
  command: {
    noun: 'router',
    verb: 'tambah',
    aliases: ['add', 'baru'],
    positional: ['nama', 'alamat', 'user', 'password'],
    about: { id: 'Tambah router MikroTik', en: 'Add a MikroTik router' },
    examples: [
      '/router tambah pusat 10.10.10.1 wicara rahasia login=wifi.lokal wifi="Wifi Kampung"',
      '/router tambah cabang vpn.kampung.net:8729 wicara rahasia tls=ya',
    ],
  },
  arguments: [
    {
      name: 'nama',
      aliases: ['name'],
      ask: { id: 'Nama routernya? (mis. pusat)', en: 'A name for it? (e.g. main)' },
      rule: {
        id: '1 sampai 40 huruf atau angka; spasi, titik, - dan _ boleh di tengah',
        en: '1 to 40 letters or digits; spaces, dots, - and _ may follow',
      },
    },
    {
      name: 'alamat',
      aliases: ['address', 'host', 'ip'],
      ask: {
        id: 'Alamat API-nya? (mis. 10.10.10.1, atau 10.10.10.1:8729 untuk api-ssl)',
        en: 'Its API address? (e.g. 10.10.10.1, or 10.10.10.1:8729 for api-ssl)',
      },
      rule: {
        id: 'alamat IP atau nama host, bila perlu dengan :port',
        en: 'an IP address or host name, with :port if needed',
      },
    },
    { name: 'user', aliases: ['username'], ask: { id: 'User API-nya?', en: 'Its API user?' } },
    {
      name: 'password',
      aliases: ['sandi'],
      secret: true,
      ask: {
        id: 'Password user itu? Pesannya kami hapus dari chat dan disimpan terenkripsi.',
        en: 'Its password? We delete the message from the chat and keep it encrypted.',
      },
    },
    {
      name: 'login',
      optional: true,
      ask: {
        id: 'Alamat halaman login hotspot? (mis. wifi.lokal)',
        en: "The hotspot's login page? (e.g. wifi.local)",
      },
      rule: { id: 'alamat web', en: 'a web address' },
    },
    {
      name: 'wifi',
      aliases: ['ssid', 'network'],
      optional: true,
      ask: { id: 'Nama WiFi yang dicari pelanggan?', en: 'The WiFi name customers look for?' },
    },
    {
      ...rare('tls', ['ssl'], 'Pakai api-ssl? (ya/tidak)', 'Use api-ssl? (yes/no)'),
      rule: YES_OR_NO,
    },
  ],
  input: z.object({
    nama: z
      .string()
      .trim()
      .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u),
    alamat: typed(readAddress),
    user: z.string().trim().min(1).max(64),
    password: z.string().max(128),
    login: typed(readLoginUrl).optional(),
    wifi: z.string().trim().min(1).max(64).optional(),
    tls: typed(readYesNo).optional(),
  }),

  async run(deps, { nama, alamat, user, password, login, wifi, tls }, turn) {
    const router = {
      name: nama,
      ...connectionOf(alamat, tls),
      username: user,
      password,
      loginUrl: login ?? null,
      network: wifi ?? null,
    }
    const { person, conversationId } = turn
    await addRouter(deps, router, { by: person.id, conversationId })
    return { text: words(turn).routers.added(nama) }
  },
})
