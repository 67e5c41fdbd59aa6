/** Splits a stream into frames, each behind three bytes that say how long it is. */
export function createFrameReader() {
  let rest: Buffer = Buffer.alloc(0)
  return (chunk: Buffer): Buffer[] => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const frames: Buffer[] = []
    while (rest.length >= 3) {
      const length = rest.readUIntBE(0, 3)
      if (rest.length < length + 3) break
      frames.push(rest.subarray(3, length + 3))
      rest = rest.subarray(length + 3)
    }
    return frames
  }
}

/** Sends what one turn of the loop wrote in one piece: thousands of small messages are cheap so. */
export function createFrameWriter(write: (bytes: Buffer) => void) {
  let waiting: Buffer[] = []
  const flush = () => {
    if (waiting.length === 0) return
    const bytes = Buffer.concat(waiting)
    waiting = []
    write(bytes)
  }
  return {
    flush,
    push(frame: Uint8Array) {
      if (waiting.length === 0) setImmediate(flush)
      const length = Buffer.allocUnsafe(3)
      length.writeUIntBE(frame.byteLength, 0, 3)
      waiting.push(length, Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength))
    },
  }
}
