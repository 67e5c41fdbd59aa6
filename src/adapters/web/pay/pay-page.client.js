// Runs in the browser of whoever pays. Everything works without it; with it, the page changes by
// itself when the payment does.
;(function () {
  'use strict'
  const TICK_MS = 5000
  // Longer than the pause between two beats of the stream.
  const QUIET_MS = 25000
  const RETRY_MS = 30000
  const SWALLOWED_MS = 15000

  let page = document.getElementById('page')
  const news = document.getElementById('news')
  if (!page || !window.fetch || !window.DOMParser) return
  document.documentElement.classList.add('js')

  let stream = null
  let heardAt = 0
  let listenAt = 0
  let busy = false
  let endsAt = null

  const isFinal = () => page.dataset.final === 'yes'

  // One way to learn the news: fetch the page and put its main part in place of ours.
  async function refresh() {
    if (busy) return
    busy = true
    try {
      const answer = await fetch(page.dataset.url, { cache: 'no-store' })
      if (answer.status === 404) return location.replace(page.dataset.url)
      if (!answer.ok) return
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const next = fresh.getElementById('page')
      if (next && next.dataset.version !== page.dataset.version) show(next, fresh.title)
    } catch {
      // Offline for a moment. The next tick tries again.
    } finally {
      busy = false
    }
  }

  function show(next, title) {
    const hadFocus = page.contains(document.activeElement)
    page.replaceWith(document.adoptNode(next))
    page = next
    document.title = title
    if (hadFocus) page.focus()
    const heading = page.querySelector('h1')
    news.textContent = heading ? heading.textContent : page.dataset.updated
    startCountdown()
    if (isFinal()) hush()
  }

  function listen() {
    if (stream || isFinal() || document.hidden || !window.EventSource) return
    if (Date.now() < listenAt) return
    stream = new EventSource(page.dataset.events)
    stream.addEventListener('beat', () => {
      heardAt = Date.now()
    })
    stream.addEventListener('status', (event) => {
      heardAt = Date.now()
      if (JSON.parse(event.data).version !== page.dataset.version) void refresh()
    })
  }

  function hush() {
    if (stream) stream.close()
    stream = null
    heardAt = 0
  }

  // A stream that was refused, or is held up on its way, is replaced by asking.
  function tick() {
    if (document.hidden || isFinal()) return
    if (stream && stream.readyState === 2) {
      hush()
      listenAt = Date.now() + RETRY_MS
    }
    if (Date.now() - heardAt > QUIET_MS) void refresh()
    listen()
  }

  function startCountdown() {
    const clock = page.querySelector('[data-left]')
    // Counted from the moment we got it, not by the phone's clock, which may be wrong.
    endsAt = clock ? performance.now() + Number(clock.dataset.left) * 1000 : null
    countDown()
  }

  function countDown() {
    const clock = page.querySelector('[data-left]')
    if (!clock || endsAt === null) return
    const left = Math.max(0, Math.ceil((endsAt - performance.now()) / 1000))
    const hours = Math.floor(left / 3600)
    clock.textContent =
      (hours > 0 ? hours + ':' : '') + twoDigits(left / 60) + ':' + twoDigits(left)
    if (left === 0) {
      endsAt = null
      void refresh()
    }
  }

  function twoDigits(units) {
    return String(Math.floor(units) % 60).padStart(2, '0')
  }

  async function copy(button) {
    const text = button.dataset.copy
    try {
      await navigator.clipboard.writeText(text)
    } catch {
      // Without https there is no clipboard, but the old way still works.
      const area = document.createElement('textarea')
      area.value = text
      area.setAttribute('readonly', '')
      area.className = 'sr'
      document.body.append(area)
      area.select()
      document.execCommand('copy')
      area.remove()
      button.focus()
    }
    const label = button.querySelector('span')
    const before = button.dataset.label
    label.textContent = button.dataset.done
    news.textContent = button.dataset.done
    setTimeout(() => {
      label.textContent = before
    }, 2000)
  }

  // As a picture, since wallets on the same phone read a code from the gallery.
  function saveQr(button) {
    const svg = page.querySelector('.qr svg')
    const image = new Image(1024, 1024)
    image.addEventListener('load', () => {
      const canvas = document.createElement('canvas')
      canvas.width = canvas.height = 1024
      const pen = canvas.getContext('2d')
      pen.fillStyle = '#fff'
      pen.fillRect(0, 0, 1024, 1024)
      pen.drawImage(image, 0, 0, 1024, 1024)
      const link = document.createElement('a')
      link.href = canvas.toDataURL('image/png')
      link.download = button.dataset.saveQr
      link.click()
    })
    image.src =
      'data:image/svg+xml,' + encodeURIComponent(new XMLSerializer().serializeToString(svg))
  }

  document.addEventListener('click', (event) => {
    const button = event.target.closest('button')
    if (!button) return
    if (button.dataset.copy) void copy(button)
    if (button.dataset.saveQr) saveQr(button)
  })

  // A second tap while the first is on its way does nothing.
  let sent = false
  document.addEventListener('submit', (event) => {
    if (sent) return event.preventDefault()
    sent = true
    // Unless the network swallowed it.
    setTimeout(() => {
      sent = false
    }, SWALLOWED_MS)
    const button = event.target.querySelector('button')
    if (button) button.setAttribute('aria-busy', 'true')
  })
  window.addEventListener('pageshow', () => {
    sent = false
    for (const button of document.querySelectorAll('[aria-busy]')) {
      button.removeAttribute('aria-busy')
    }
  })

  // People pay in another app and come back: look at once, and hold nothing open meanwhile.
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) return hush()
    void refresh()
    listen()
  })

  startCountdown()
  listen()
  setInterval(tick, TICK_MS)
  setInterval(countDown, 1000)
})()
