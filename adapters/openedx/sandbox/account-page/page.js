// Behaves towards the LMS as the account MFE does (fact sheet 1.2). Texts stand in index.html; ids are for tests.
const config = await (await fetch('config.json')).json()
const lms = config.LMS_BASE_URL
const element = id => document.getElementById(id)
const show = (id, isShown) => {
  element(id).hidden = !isShown
}

async function ask(path, options = {}) {
  const headers = { 'USE-JWT-COOKIE': 'true', ...options.headers }
  return fetch(`${lms}${path}`, { ...options, headers, credentials: 'include' })
}

async function post(path, fields) {
  const { csrfToken } = await (await ask('/csrf/api/v1/token')).json()
  return ask(path, {
    method: 'POST',
    headers: { 'X-CSRFToken': csrfToken, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString()
  })
}

async function load() {
  // The client of the MFEs renews the short-lived cookies before its first call.
  await post('/login_refresh', {})
  const me = await ask('/api/user/v1/me')
  show('signed-out', !me.ok)
  show('account', me.ok)
  element('sign-in').href = `${lms}/login?next=${encodeURIComponent(location.href)}`
  if (!me.ok) return
  const { username } = await me.json()
  element('username').textContent = username
  const account = await (await ask(`/api/user/v1/accounts/${encodeURIComponent(username)}`)).json()
  const providers = await (await ask('/api/third_party_auth/v0/providers/user_status')).json()
  showProviders(providers)
  showDeletion(
    account,
    providers.some(({ connected }) => connected)
  )
}

function showProviders(providers) {
  element('providers').replaceChildren(
    ...providers.map(({ id, name, connected, disconnect_url: url }) => {
      const row = document.createElement('li')
      row.textContent = `${name}: ${connected ? 'linked' : 'not linked'} `
      if (!connected) return row
      const button = document.createElement('button')
      button.type = 'button'
      button.id = `unlink-${id}`
      button.textContent = 'Unlink'
      button.onclick = async () => {
        await post(url, {})
        await load()
      }
      row.append(button)
      return row
    })
  )
}

function showDeletion({ is_active: isActive, country }, isLinked) {
  const isBarred = config.COUNTRIES_WITH_DELETE_ACCOUNT_DISABLED.includes(country)
  // Only the string counts: anything else leaves the section where it is.
  show('delete-section', config.ENABLE_ACCOUNT_DELETION !== 'false')
  show('cannot-delete', isBarred)
  show('may-delete', !isBarred)
  show('please-activate', !isActive && !config.MARKETING_EMAILS_OPT_IN)
  show('please-confirm', !isActive && config.MARKETING_EMAILS_OPT_IN)
  show('please-unlink', isLinked)
  element('unlink-link').href = config.SUPPORT_URL_TO_UNLINK_SOCIAL_MEDIA_ACCOUNT
  element('delete-account').disabled = !isActive || isLinked
}

function showError(id) {
  for (const each of ['no-password', 'password-incorrect', 'unable-to-delete']) show(each, each === id)
}

async function remove() {
  const password = element('password').value.trim()
  if (password === '') return showError('no-password')
  showError('')
  element('confirm-delete').disabled = true
  // No answer (refused by CORS, or cut) escapes from here: the learner sees nothing at all.
  const response = await post('/api/user/v1/accounts/deactivate_logout/', { password })
  const body = await response.text()
  if (response.ok) return sayGoodbye()
  // Any 403 reads as a wrong password; an object with another status escapes like no answer.
  if (response.status !== 403 && typeof parse(body) !== 'string') throw new Error(`status ${response.status}`)
  element('confirm-delete').disabled = false
  showError(response.status === 403 ? 'password-incorrect' : 'unable-to-delete')
}

function parse(body) {
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}

function sayGoodbye() {
  element('confirm').close()
  element('goodbye').showModal()
}

element('delete-account').onclick = () => {
  showError('')
  element('password').value = ''
  element('confirm').showModal()
}
element('cancel-delete').onclick = () => element('confirm').close()
element('confirm-delete').onclick = remove
element('close-goodbye').onclick = () => location.assign(config.LOGOUT_URL)
await load()
document.body.dataset.ready = 'true'
