import { describe, expect, test } from 'vitest'
import { until } from '../../support/until.ts'
import { SITI, soon, workingWaha } from './open-waha.ts'

const PNG = Buffer.from('89504e470d0a1a0a', 'hex')
const PDF = Buffer.from('%PDF-1.7\nBrosur')
const fault = (error: unknown) => error as Error & { code?: string }

async function sentFile(...given: Parameters<typeof workingWaha>) {
  const all = await workingWaha(...given)
  all.waha.sendFile(SITI, { name: 'bukti.jpg', mime: 'image/jpeg', bytes: PNG, caption: 'bukti' })
  const media = () =>
    all.book.written.flatMap(({ inbound }) =>
      inbound.kind === 'message' && inbound.media ? [inbound.media] : [],
    )[0]
  await until(() => media() !== undefined, true)
  return { ...all, media }
}

describe('files of customers', () => {
  test('a picture is fetched from our WAHA, whatever it believes its own address to be', async () => {
    const { door, media } = await sentFile({}, { believedUrl: 'http://169.254.169.254:3000' })
    expect(media()).toMatchObject({ kind: 'image', mime: 'image/jpeg' })
    const { bytes, mime } = (await door.download?.(media()?.ref ?? '', soon())) ?? {}
    expect(Buffer.from(bytes ?? [])).toEqual(PNG)
    expect(mime).toBe('image/jpeg')
  })

  test('one that WAHA has thrown away is fetched from WhatsApp again', async () => {
    const { waha, door, media } = await sentFile()
    waha.forgetFiles()
    const { bytes } = (await door.download?.(media()?.ref ?? '', soon())) ?? {}
    expect(Buffer.from(bytes ?? [])).toEqual(PNG)
  })

  test('one that WAHA was told not to fetch is fetched when we want it', async () => {
    const { waha, door, book } = await workingWaha()
    waha.sendFileUnfetched(SITI, { name: 'ktp.pdf', mime: 'application/pdf', bytes: PDF })
    const last = () => book.written.at(-1)?.inbound
    await until(() => last()?.kind === 'message' && 'media' in (last() ?? {}), true)
    const heard = last()
    const ref = heard?.kind === 'message' ? (heard.media?.ref ?? '') : ''
    const { bytes } = (await door.download?.(ref, soon())) ?? {}
    expect(Buffer.from(bytes ?? [])).toEqual(PDF)
  })

  test('one that lies on another server is never asked for', async () => {
    const { waha, door } = await workingWaha()
    const ref = `false_${SITI}@c.us_ABCDEF1234567890`
    const gone = await door.download?.(ref, soon()).catch(fault)
    expect(gone).toMatchObject({ name: 'Rejected', code: 'file_gone' })
    expect(waha.calls().filter((call) => call.includes('/files/'))).toEqual([])
  })

  test('one that is larger than we take is not taken', async () => {
    const { waha, door, media, book } = await sentFile()
    const big = Buffer.alloc(10_000_001)
    waha.sendFile(SITI, { name: 'film.mp4', mime: 'video/mp4', bytes: big })
    await until(() => book.written.length >= 2, true)
    const heard = book.written.at(-1)?.inbound
    const ref = heard?.kind === 'message' ? (heard.media?.ref ?? '') : ''
    expect(ref).not.toBe(media()?.ref)
    const film = await door.download?.(ref, soon()).catch(fault)
    expect(film).toMatchObject({ name: 'Rejected', code: 'too_big' })
  })
})
