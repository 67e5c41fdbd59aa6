import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import {
  Curve,
  type KeyPair,
  NOISE_MODE,
  NOISE_WA_HEADER,
  proto,
  sha256,
} from '@whiskeysockets/baileys'

/** What a server proves itself with: its key, and a chain of certificates up to a root. */
export type NoiseIdentity = { keys: KeyPair; certificates: Uint8Array; root: Buffer<ArrayBuffer> }

export type Transport = {
  encrypt: (plain: Uint8Array) => Buffer
  decrypt: (sealed: Uint8Array) => Buffer
}

/** A chain as WhatsApp's own: root, then intermediate (issued by serial 0), then the server. */
export function createNoiseIdentity(): NoiseIdentity {
  const root = Curve.generateKeyPair()
  const intermediate = Curve.generateKeyPair()
  const keys = Curve.generateKeyPair()
  const { CertChain } = proto
  const certify = (signer: KeyPair, subject: KeyPair, serial: number) => {
    const details = CertChain.NoiseCertificate.Details.encode({
      serial,
      issuerSerial: serial - 1,
      key: subject.public,
      notBefore: Math.floor(Date.now() / 1000) - DAY_S,
      notAfter: Math.floor(Date.now() / 1000) + 365 * DAY_S,
    }).finish()
    return { details, signature: Curve.sign(signer.private, details) }
  }
  const certificates = CertChain.encode({
    intermediate: certify(root, intermediate, 1),
    leaf: certify(intermediate, keys, 2),
  }).finish()
  return { keys, certificates, root: Buffer.from(root.public) }
}

export type Hello = { answer: Uint8Array; finish: (frame: Uint8Array) => Finished }
export type Finished = { transport: Transport; clientKey: Buffer; payload: proto.ClientPayload }

/** The server's half of Noise XX: what to answer to a hello, and what to make of the last word. */
export function answerHello(identity: NoiseIdentity, frame: Uint8Array): Hello {
  const theirs = proto.HandshakeMessage.decode(frame).clientHello?.ephemeral
  if (!theirs) throw new Error('A handshake begins with a hello.')
  const ephemeral = Curve.generateKeyPair()
  const state = createSymmetricState()
  state.mixHash(theirs)
  state.mixHash(ephemeral.public)
  state.mixKey(Curve.sharedKey(ephemeral.private, theirs))
  const sealedKey = state.encrypt(identity.keys.public)
  state.mixKey(Curve.sharedKey(identity.keys.private, theirs))
  const payload = state.encrypt(identity.certificates)
  const serverHello = { ephemeral: ephemeral.public, static: sealedKey, payload }
  return {
    answer: proto.HandshakeMessage.encode({ serverHello }).finish(),
    finish(last) {
      const { clientFinish } = proto.HandshakeMessage.decode(last)
      if (!clientFinish?.static || !clientFinish.payload) throw new Error('Not a finish.')
      const clientKey = state.decrypt(clientFinish.static)
      state.mixKey(Curve.sharedKey(ephemeral.private, clientKey))
      const payload = proto.ClientPayload.decode(state.decrypt(clientFinish.payload))
      return { transport: state.split(), clientKey, payload }
    },
  }
}

function createSymmetricState() {
  let hash: Buffer = Buffer.from(NOISE_MODE)
  let salt = hash
  let key = createSecretKey(hash)
  let counter = 0
  const mixHash = (data: Uint8Array) => {
    hash = sha256(Buffer.concat([hash, data]))
  }
  const derive = (secret: Uint8Array) => {
    const both = Buffer.from(hkdfSync('sha256', secret, salt, '', 64))
    return [both.subarray(0, 32), both.subarray(32)] as const
  }
  mixHash(NOISE_WA_HEADER)
  return {
    mixHash,
    mixKey(secret: Uint8Array) {
      const [first, second] = derive(secret)
      salt = first
      key = createSecretKey(second)
      counter = 0
    },
    encrypt(plain: Uint8Array) {
      const sealed = seal(plain, { key, count: counter++, seen: hash })
      mixHash(sealed)
      return sealed
    },
    decrypt(sealed: Uint8Array) {
      const plain = open(sealed, { key, count: counter++, seen: hash })
      mixHash(sealed)
      return plain
    },
    split(): Transport {
      // As key objects they cost a quarter per message of what bare bytes do.
      const [fromClient, toClient] = derive(new Uint8Array()).map((bytes) => createSecretKey(bytes))
      if (!fromClient || !toClient) throw new Error('A split gives two keys.')
      let written = 0
      let read = 0
      return {
        encrypt: (plain) => seal(plain, { key: toClient, count: written++, seen: NOTHING }),
        decrypt: (sealed) => open(sealed, { key: fromClient, count: read++, seen: NOTHING }),
      }
    },
  }
}

type With = { key: KeyObject; count: number; seen: Uint8Array }

function seal(plain: Uint8Array, { key, count, seen }: With) {
  const cipher = createCipheriv('aes-256-gcm', key, nonce(count)).setAAD(seen)
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function open(sealed: Uint8Array, { key, count, seen }: With) {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce(count)).setAAD(seen)
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
  return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()])
}

function nonce(counter: number) {
  const bytes = Buffer.alloc(12)
  bytes.writeUInt32BE(counter, 8)
  return bytes
}

const NOTHING = Buffer.alloc(0)
const TAG_BYTES = 16
const DAY_S = 24 * 60 * 60
