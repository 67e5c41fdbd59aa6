import { expect, test } from 'vitest'
import { sendingChoices } from '../../../src/domain/sending/sending-settings.ts'
import { talk } from '../../support/talk.ts'

test('the owner sees how our numbers write, and changes it in chat', async () => {
  const shop = await talk()
  const owner = await shop.staff()
  const [shown] = await owner.say('/wa atur')
  expect(shown?.text).toContain('Jam tenang: pukul 21.00–07.00 (tenang=)')
  expect(shown?.text).toContain('Pesan lebih dulu per hari: 1.000 pesan')
  const [asked] = await owner.tap('Jam tenang')
  expect(asked?.text).toContain('Nilai barunya?')
  const [saved] = await owner.say('22-6')
  expect(saved?.text).toContain('Jam tenang: pukul 22.00–06.00')
  const [more] = await owner.say('/wa atur jeda=2,5 maksimal=300 centang=tidak')
  expect(more?.text).toContain('Jeda per obrolan: 2.5 detik')
  expect(await sendingChoices(shop.deps)).toEqual({
    all: {
      quietFromHour: 22,
      quietToHour: 6,
      chatGapMs: 2_500,
      dailyCap: 300,
      readMarks: false,
    },
    sessions: {},
  })
})

test('one number may have its own, and what makes no sense is explained', async () => {
  const shop = await talk()
  const owner = await shop.staff()
  const [saved] = await owner.say('/wa atur laju 20 nomor=test')
  expect(saved?.text).toContain('Cara kirim dari test')
  const { accountId } = shop.cloud.door
  expect((await sendingChoices(shop.deps)).sessions).toEqual({ [accountId]: { perSecond: 20 } })
  expect((await owner.say('/wa atur laju 900'))[0]?.text).toContain('1 sampai 80')
  expect((await owner.say('/wa atur warna biru'))[0]?.text).toContain('tidak dikenal')
})

test('whoever writes "stop" is told what still comes', async () => {
  const shop = await talk()
  const [said] = await shop.customer().say('stop')
  expect(said?.text).toContain('tagihannya tetap kami kirim')
})
