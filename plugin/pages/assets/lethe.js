// Small comforts. Every page works without: what is done here is also done by loading the page again.

/** Draws what is under way anew, a region at a time, while somebody looks. */
const renew = async () => {
  const regions = [...document.querySelectorAll('[data-live]')]
  if (regions.length === 0 || document.hidden) return
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => null)
  if (!answer?.ok || answer.redirected) return
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
  for (const region of regions) {
    const now = fresh.querySelector(`[data-live="${region.dataset.live}"]`)
    // It is over, and the whole page says how it ended.
    if (now === null) return location.reload()
    if (now.outerHTML === region.outerHTML || region.contains(document.activeElement)) continue
    region.replaceWith(document.importNode(now, true))
  }
}

const tick = () => {
  const every = Math.min(...[...document.querySelectorAll('[data-live]')].map(({ dataset }) => Number(dataset.every)))
  if (!Number.isFinite(every)) return
  setTimeout(() => renew().finally(tick), Math.max(1, every) * 1000)
}

/** A file with a list fills the box that it could be typed into; nothing but the box is sent. */
const offerFiles = () => {
  for (const input of document.querySelectorAll('input[data-fills]'))
    input.addEventListener('change', async () => {
      const [file] = input.files
      if (file !== undefined) document.getElementById(input.dataset.fills).value = await file.text()
    })
}

/** One box ticks all of its table. */
const offerAll = () => {
  for (const all of document.querySelectorAll('input[data-all]')) {
    all.addEventListener('change', () => {
      for (const one of all.closest('table').querySelectorAll('tbody input[type=checkbox]')) one.checked = all.checked
    })
  }
}

/** What is shown once can be copied by a button. */
const offerCopies = () => {
  for (const button of document.querySelectorAll('button[data-copy]')) {
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent)
      button.textContent = button.dataset.done
    })
  }
}

offerFiles()
offerAll()
offerCopies()
tick()
