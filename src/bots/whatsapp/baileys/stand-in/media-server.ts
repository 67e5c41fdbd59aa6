import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { getMediaKeys, type MediaType } from '@whiskeysockets/baileys'
import { generate } from 'selfsigned'

/** Files on the way, sealed; only who has the key of one can read it. */
export type MediaShelf = {
  host: string
  url: string
  caPem: string
  files: Map<string, Buffer>
  seal: (bytes: Uint8Array, type: MediaType) => Promise<SealedMedia>
  open: (media: MediaReference, type: MediaType) => Promise<Buffer | undefined>
  stop: () => Promise<void>
}

export type SealedMedia = {
  url: string
  directPath: string
  mediaKey: Uint8Array
  fileSha256: Uint8Array
  fileEncSha256: Uint8Array
  fileLength: number
  mediaKeyTimestamp: number
}

export type MediaReference = {
  directPath?: string | null | undefined
  mediaKey?: Uint8Array | null | undefined
}

/** Clients always speak TLS with it, so it has a certificate of its own. */
export async function startMediaServer(port = 0): Promise<MediaShelf> {
  const pems = await generateCertificate()
  const files = new Map<string, Buffer>()
  const server = createServer({ key: pems.private, cert: pems.cert }, (request, response) => {
    void serve(request, response, files, host).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    host,
    url: `https://${host}`,
    caPem: pems.ca,
    files,
    async seal(bytes, type) {
      const mediaKey = randomBytes(32)
      const keys = await getMediaKeys(mediaKey, type)
      const cipher = createCipheriv('aes-256-cbc', keys.cipherKey, keys.iv)
      const sealed = Buffer.concat([cipher.update(bytes), cipher.final()])
      const mac = createHmac('sha256', keys.macKey ?? '')
        .update(keys.iv)
        .update(sealed)
        .digest()
      const file = Buffer.concat([sealed, mac.subarray(0, 10)])
      const fileEncSha256 = sha256(file)
      const directPath = `/v/${fileEncSha256.toString('base64url')}`
      files.set(directPath, file)
      return {
        url: `https://${host}${directPath}`,
        directPath,
        mediaKey,
        fileSha256: sha256(bytes),
        fileEncSha256,
        fileLength: bytes.byteLength,
        mediaKeyTimestamp: Math.floor(Date.now() / 1000),
      }
    },
    async open({ directPath, mediaKey }, type) {
      const file = files.get(directPath ?? '')
      if (!file || !mediaKey) return undefined
      const keys = await getMediaKeys(mediaKey, type)
      const decipher = createDecipheriv('aes-256-cbc', keys.cipherKey, keys.iv)
      return Buffer.concat([decipher.update(file.subarray(0, -10)), decipher.final()])
    },
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  files: MediaShelf['files'],
  host: string,
) {
  const { pathname } = new URL(request.url ?? '/', `https://${host}`)
  if (request.method === 'POST') {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const file = Buffer.concat(chunks)
    const directPath = `/v/${sha256(file).toString('base64url')}`
    files.set(directPath, file)
    const body = { url: `https://${host}${directPath}`, direct_path: directPath }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    return
  }
  const file = files.get(pathname)
  if (!file) return void response.writeHead(404).end()
  const [, from = '0', to = ''] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '') ?? []
  const part = file.subarray(Number(from), to ? Number(to) + 1 : undefined)
  response.writeHead(request.headers.range ? 206 : 200, { 'content-length': part.length }).end(part)
}

async function generateCertificate() {
  const options = { keyType: 'ec', algorithm: 'sha256' } as const
  const root = await generate([{ name: 'commonName', value: 'Stand-in of WhatsApp' }], {
    ...options,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  })
  const leaf = await generate([{ name: 'commonName', value: 'localhost' }], {
    ...options,
    ca: { key: root.private, cert: root.cert },
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 7, ip: '127.0.0.1' },
          { type: 2, value: 'localhost' },
        ],
      },
    ],
  })
  return { ca: root.cert, cert: leaf.cert, private: leaf.private }
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
