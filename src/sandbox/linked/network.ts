import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** The network between us and WhatsApp: a port that leads to another, until it is cut. */
export async function openNetwork(port: number) {
  let isOn = true
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    if (!isOn) return near.destroy()
    const far = connect(port, '127.0.0.1')
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one)
      one.on('error', () => one.destroy())
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
    return undefined
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    switch(on: boolean) {
      isOn = on
      if (!on) for (const socket of sockets) socket.destroy()
    },
  }
}
