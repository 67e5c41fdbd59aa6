import { describe, expect, test } from 'vitest'
import { rawClient, router, until } from './support.ts'

const USERS = [
  { name: 'aa', comment: 'satu' },
  { name: 'bb', comment: 'dua', disabled: true },
  { name: 'cc', limitUptimeSeconds: 7_200 },
]

async function loggedIn(version: string, users = USERS) {
  const simulator = await router({ version })
  simulator.seedUsers(users)
  const client = await rawClient(simulator.port)
  await client.login()
  const namesWhere = async (...queries: string[]) => {
    const replies = await client.ask('/ip/hotspot/user/print', '=.proplist=name', ...queries)
    return replies.filter(({ reply }) => reply === '!re').map(({ words }) => words['name'])
  }
  return { simulator, client, namesWhere }
}

describe('asking with queries', () => {
  test.each([
    [['?name=aa'], ['aa']],
    [['?=name=bb'], ['bb']],
    [['?disabled=true'], ['bb']],
    [['?comment'], ['default-trial', 'aa', 'bb']],
    [['?-comment'], ['cc']],
    [['?name=aa', '?name=bb'], []],
    [
      ['?name=aa', '?name=bb', '?#|'],
      ['aa', 'bb'],
    ],
    [
      ['?name=aa', '?#!'],
      ['default-trial', 'bb', 'cc'],
    ],
    [
      ['?comment', '?disabled=true', '?#!&'],
      ['default-trial', 'aa'],
    ],
    [
      ['?comment', '?name=bb', '?#1'],
      ['default-trial', 'aa', 'bb'],
    ],
    [['?comment', '?name=bb', '?#0!&'], []],
    [['?>limit-uptime=1h'], ['cc']],
    [['?<limit-uptime=1h'], []],
    [['?>name=bb'], ['default-trial', 'cc']],
    [['?comment='], []],
  ])('%j', async (queries, expected) => {
    const { namesWhere } = await loggedIn('7.16')
    expect(await namesWhere(...queries)).toEqual(expected)
  })

  test('only the fields that were asked for come, and only those that have a value', async () => {
    const { client } = await loggedIn('7.16')
    const fields = '=.proplist=name,comment,limit-uptime,profile'
    const replies = await client.ask('/ip/hotspot/user/print', fields, '?name=cc')
    expect(replies[0]?.words).toEqual({ name: 'cc', 'limit-uptime': '2h', profile: 'default' })
  })

  test('a count is given with the end', async () => {
    const { client } = await loggedIn('7.16')
    const replies = await client.ask('/ip/hotspot/user/print', '=count-only=', '?disabled=true')
    expect(replies).toMatchObject([{ reply: '!done', words: { ret: '1' } }])
  })
})

describe('answering', () => {
  test.each([
    ['7.17.2', ['!done']],
    ['7.18', ['!empty', '!done']],
    ['7.20.4', ['!empty', '!done']],
  ])('RouterOS %s answers an empty list with %j', async (version, expected) => {
    const { client } = await loggedIn(version)
    const replies = await client.ask('/ip/hotspot/active/print', '.tag=7')
    expect(replies.map(({ reply }) => reply)).toEqual(expected)
    expect(replies.every(({ tag }) => tag === '7')).toBe(true)
  })

  test.each([
    [
      ['/ip/hotspot/user/add', '=name=aa'],
      'failure: already have user with this name for this server',
    ],
    [
      ['/ip/hotspot/user/add', '=name=x', '=profile=tidak-ada'],
      'input does not match any value of profile',
    ],
    [['/ip/hotspot/user/add', '=name=x', '=warna=merah'], 'unknown parameter warna'],
    [
      ['/ip/hotspot/user/add', '=name=x', '=limit-uptime=lama'],
      'invalid time value for argument limit-uptime',
    ],
    [
      ['/ip/hotspot/user/add', '=name=x', '=limit-bytes-total=1G'],
      'invalid value for argument limit-bytes-total',
    ],
    [['/ip/hotspot/user/add', '=name=x', '=uptime=1h'], 'unknown parameter uptime'],
    [['/ip/hotspot/user/add'], 'missing =name='],
    [['/ip/hotspot/user/remove', '=.id=*DEAD'], 'no such item'],
    [['/ip/hotspot/user/remove', '=.id=*2,*3'], 'no such item'],
    [['/ip/hotspot/user/remove', '=.id=*1'], 'failure: can not remove default trial user'],
    [['/ip/hotspot/user/remove'], 'missing =.id='],
    [['/ip/hotspot/user/frobnicate'], 'no such command'],
    [['/ip/hotspot/kopi/print'], 'no such command prefix'],
  ])('%j is refused: %s', async (words, message) => {
    const { client } = await loggedIn('7.16')
    const replies = await client.ask(...words)
    expect(replies.map(({ reply }) => reply)).toEqual(['!trap', '!done'])
    expect(replies[0]?.words['message']).toBe(message)
  })

  test('the same name may exist once for each server', async () => {
    const { client } = await loggedIn('7.16')
    const other = await client.ask('/ip/hotspot/user/add', '=name=aa', '=server=hotspot2')
    expect(other).toMatchObject([{ reply: '!done', words: { ret: '*5' } }])
  })

  test('a profile’s name may be shortened while it fits only one', async () => {
    const { client, simulator } = await loggedIn('7.16')
    await client.ask('/ip/hotspot/user/profile/add', '=name=harian-malam')
    await client.ask('/ip/hotspot/user/add', '=name=x', '=profile=kel')
    const exact = await client.ask('/ip/hotspot/user/add', '=name=y', '=profile=harian')
    const both = await client.ask('/ip/hotspot/user/add', '=name=z', '=profile=hari')
    expect(simulator.users().at(-2)).toMatchObject({ name: 'x', profileName: 'keluarga' })
    expect(exact).toMatchObject([{ reply: '!done' }])
    expect(simulator.users().at(-1)).toMatchObject({ name: 'y', profileName: 'harian' })
    expect(both[0]?.words['message']).toContain('ambiguous value of profile')
  })

  test('a user may be named instead of its id, and renaming one cannot make a double', async () => {
    const { client, simulator } = await loggedIn('7.16')
    await client.ask('/ip/hotspot/user/set', '=numbers=aa', '=disabled=yes')
    expect(simulator.users()[0]).toMatchObject({ name: 'aa', disabled: true })
    const double = await client.ask('/ip/hotspot/user/set', '=.id=aa', '=name=bb', '=comment=x')
    expect(double[0]?.words['message']).toContain('already have user')
    expect(simulator.users()[0]).toMatchObject({ name: 'aa', comment: 'satu' })
  })

  test('several commands run at once, each answered under its own tag', async () => {
    const { client } = await loggedIn('7.16')
    client.send('/ip/hotspot/user/print', '=.proplist=name', '.tag=a')
    client.send('/ip/hotspot/user/profile/print', '.tag=b')
    client.send('/system/identity/print', '.tag=c')
    const done = () => client.replies.filter(({ reply, tag }) => reply === '!done' && tag)
    await until(() => done().length === 3)
    expect(done().map(({ tag }) => tag)).toEqual(['a', 'b', 'c'])
  })

  test('what never ends is ended by cancelling it', async () => {
    const { client } = await loggedIn('7.16')
    client.send('/ip/hotspot/active/listen', '.tag=lama')
    const replies = await client.ask('/cancel', '=tag=lama', '.tag=batal')
    expect(replies).toMatchObject([
      { reply: '!trap', tag: 'lama', words: { message: 'interrupted', category: '2' } },
      { reply: '!done', tag: 'lama' },
      { reply: '!done', tag: 'batal' },
    ])
  })
})

describe('at the door', () => {
  test('nothing is done before login', async () => {
    const simulator = await router()
    const client = await rawClient(simulator.port)
    const replies = await client.ask('/ip/hotspot/user/print', '.tag=1')
    expect(replies).toMatchObject([
      { reply: '!fatal', tag: undefined, words: { text: 'not logged in' } },
    ])
    await client.closed
  })

  test.each([
    ['6.43.16', '=password=keliru'],
    ['7.20.4', '=password=keliru'],
    ['7.20.4', '=response=00abc'],
  ])('RouterOS %s refuses %s', async (version, secret) => {
    const simulator = await router({ version })
    const client = await rawClient(simulator.port)
    const replies = await client.ask('/login', '=name=wicara', secret)
    expect(replies[0]?.words['message']).toBe('invalid user name or password (6)')
  })

  test('before 6.43 a password is answered with a challenge, whatever it is', async () => {
    const simulator = await router({ version: '6.42.12' })
    const client = await rawClient(simulator.port)
    const replies = await client.login()
    expect(replies[0]?.words['ret']).toMatch(/^[0-9a-f]{32}$/)
  })

  test('a wrong answer to the challenge', async () => {
    const simulator = await router({ version: '6.42.12' })
    const client = await rawClient(simulator.port)
    await client.ask('/login')
    const replies = await client.ask('/login', '=name=wicara', `=response=00${'0'.repeat(32)}`)
    expect(replies[0]?.words['message']).toBe('cannot log in')
  })

  test('who sends too much before login is shown out', async () => {
    const simulator = await router()
    const client = await rawClient(simulator.port)
    const replies = await client.ask('/login', `=name=${'x'.repeat(10_000)}`, '=password=x')
    expect(replies).toMatchObject([{ reply: '!fatal' }])
    await client.closed
  })

  test('bytes that are no words end the connection', async () => {
    const simulator = await router()
    const client = await rawClient(simulator.port)
    client.socket.write(Buffer.from([0xf8, 0, 0, 0]))
    await expect(client.closed).resolves.toBeDefined()
  })

  test('a client that quits is let go with a word', async () => {
    const { client } = await loggedIn('7.16')
    const replies = await client.ask('/quit')
    expect(replies).toMatchObject([{ reply: '!fatal' }])
    await client.closed
  })
})
