import { parse } from 'yaml'
import type { ImportedConfiguration } from '../../contract.ts'
import { PlatformError } from '../../errors.ts'
import { knownStates } from './site.ts'

type Finding = ImportedConfiguration['findings'][number]
type File = Readonly<Record<string, unknown>>
/** What one part of the file gives. */
interface Part {
  readonly options: Readonly<Record<string, unknown>>
  readonly findings: readonly Finding[]
}

const taken = (about: string, says: string): Finding => ({ about, is: 'taken', says })
const left = (about: string, says: string): Finding => ({ about, is: 'left', says })
const wrong = (about: string, says: string): Finding => ({ about, is: 'wrong', says })

/**
 * Reads the YAML of the reference scripts (fact sheet 4.1) or the `config.yml` of a Tutor site with its retirement
 * plugin (8.3). Pure; says of everything it met what became of it.
 * @throws PlatformError `refused: configuration-unreadable`
 */
export function importConfiguration(text: string): ImportedConfiguration {
  const file = readFile(text)
  const parts = [importClient(file), importAddresses(file), importStates(file), importSteps(file), importOthers(file)]
  return {
    options: Object.assign({}, ...parts.map(({ options }) => options)) as ImportedConfiguration['options'],
    findings: parts.flatMap(({ findings }) => findings)
  }
}

function readFile(text: string): File {
  const unreadable = new PlatformError('refused', 'configuration-unreadable', {
    operation: 'importConfiguration',
    mayHaveHappened: false
  })
  let file: unknown
  // The parser's own words quote the file, and the file holds a secret: neither its errors are told nor its warnings.
  try {
    file = parse(text, { logLevel: 'error' })
  } catch {
    throw unreadable
  }
  if (typeof file !== 'object' || file === null || Array.isArray(file)) throw unreadable
  return file as File
}

/** The OAuth client. The scripts do not know the name of its owner; the Tutor plugin has a fixed one. */
function importClient(file: File): Part {
  const isTutor = Object.keys(file).some(key => key.startsWith('RETIREMENT_'))
  const id = textOf(file.client_id ?? file.RETIREMENT_EDX_OAUTH2_CLIENT_ID ?? (isTutor ? tutorWorker : null))
  const secret = textOf(file.client_secret ?? file.RETIREMENT_EDX_OAUTH2_CLIENT_SECRET)
  return {
    options: {
      ...(id !== null && { clientId: id }),
      ...(secret !== null && { clientSecret: secret }),
      ...(isTutor && { workerUsername: tutorWorker })
    },
    findings: [
      id === null ? left('client', 'The file names no OAuth client.') : taken('client', 'The OAuth client is used on.'),
      isTutor
        ? taken('worker', `The plugin makes the account ${tutorWorker}.`)
        : left('worker', 'The file does not say whose client it is: set workerUsername to its owner.')
    ]
  }
}

const tutorWorker = 'retirement_service_worker'

/** Where things are. Addresses that no call of ours needs are said. */
function importAddresses(file: File): Part {
  const urls = objectOf(file.base_urls)
  const scheme = file.ENABLE_HTTPS === false ? 'http' : 'https'
  const ofHost = (host: unknown) => (textOf(host) === null ? null : `${scheme}://${textOf(host)}`)
  const addresses = {
    baseUrl: textOf(urls.lms) ?? ofHost(file.LMS_HOST),
    studioUrl: ofHost(file.CMS_HOST),
    licenceManagerUrl: textOf(urls.license_manager),
    credentialsUrl: textOf(urls.credentials)
  }
  const has = Object.entries(addresses).filter(([, address]) => address !== null)
  const findings = has.map(([name]) => taken(name, 'The address is used on.'))
  if (addresses.studioUrl === null) {
    findings.push(left('studioUrl', 'The scripts do not know Studio: without it nobody can say who owns a course.'))
  }
  for (const name of ['ecommerce', 'segment']) {
    if (urls[name] !== undefined) findings.push(left(name, 'Lethe does not reach this service.'))
  }
  return { options: Object.fromEntries(has), findings }
}

/** States of the pipeline that Lethe would not look for by itself, because no call lists them. */
function importStates(file: File): Part {
  const states = stepsOf(file).flatMap(({ from, to }) => [from, to])
  const own = [...new Set(states)].filter(state => !knownStates.includes(state))
  return {
    options: own.length > 0 ? { states: own } : {},
    findings: own.map(state => taken(state, 'A state of this site alone; Lethe looks for it.'))
  }
}

/** What Lethe does for each step of the scripts (4.1), or why it does not. */
const methods: Readonly<Record<string, Finding & { readonly option?: Part['options'] }>> = {
  retirement_unenroll: taken('unenrol', 'Done by every deletion.'),
  retirement_retire_forum: taken('forum', 'Done where the site has a forum.'),
  retirement_retire_notes: { ...taken('notes', 'Done.'), option: { notes: true } },
  retirement_lms_retire_misc: taken('misc', 'Done by every deletion.'),
  retirement_lms_retire: taken('retire', 'Done by every deletion.'),
  retirement_partner_queue: { ...taken('partner-queue', 'Done.'), option: { partnerReport: true } },
  retirement_retire_proctoring_data: { ...taken('proctoring', 'Done.'), option: { proctoring: true } },
  retirement_retire_proctoring_backend_data: { ...taken('proctoring-backends', 'Done.'), option: { proctoring: true } },
  retirement_retire_mailings: wrong('mailings', 'The platform no longer has this call.'),
  retirement_deactivate_logout: wrong('deactivate-logout', 'This call works for the learner alone, never for a job.')
}

/** The pipeline: every step is named, and an order that leaves something behind is said. */
function importSteps(file: File): Part {
  const steps = stepsOf(file)
  const known = steps.map(({ api, method }) => describeStep(api, method))
  return {
    options: Object.assign({}, ...known.map(({ option }) => option ?? {})) as Part['options'],
    findings: [...known.map(({ about, is, says }) => ({ about, is, says })), ...judgeOrder(steps)]
  }
}

function describeStep(api: string, method: string): Finding & { readonly option?: Part['options'] } {
  if (api === 'LMS') return methods[method] ?? left('unknown-step', 'Lethe does not know this step.')
  if (api === 'LICENSE_MANAGER') return taken('licences', 'Done where licenceManagerUrl is set.')
  if (api === 'CREDENTIALS') {
    const says = 'Credentials no longer has that call; Lethe replaces the name there where credentialsUrl is set.'
    return wrong('credentials', says)
  }
  return left(api.toLowerCase().replaceAll('_', '-'), 'Lethe does not reach this service; its operator clears it.')
}

/** A forum inside the LMS takes the name away, so whatever looks by name comes before it, and `retire` right after (3.6). */
function judgeOrder(steps: readonly Step[]): readonly Finding[] {
  const at = (method: string) => steps.findIndex(step => step.method === method)
  const forum = at('retirement_retire_forum')
  const late = ['retirement_unenroll', 'retirement_retire_notes', 'retirement_lms_retire_misc'].filter(
    method => forum >= 0 && at(method) > forum
  )
  if (late.length === 0) return []
  return [
    wrong('order', 'The forum stands before steps that look for the old name: learners may have kept enrolments.')
  ]
}

interface Step {
  readonly from: string
  readonly to: string
  readonly api: string
  readonly method: string
}

function stepsOf(file: File): readonly Step[] {
  const pipeline = Array.isArray(file.retirement_pipeline) ? file.retirement_pipeline : []
  return pipeline.flatMap(row => {
    if (!Array.isArray(row) || row.length !== 4 || !row.every(each => typeof each === 'string')) return []
    const [from, to, api, method] = row as [string, string, string, string]
    return [{ from, to, api, method }]
  })
}

/** The rest: how long learners could think better of it, and services that Lethe does not reach. */
function importOthers(file: File): Part {
  const days = file.RETIREMENT_COOL_OFF_DAYS ?? file.cool_off_days
  const outside = Object.keys(file).filter(key => /^(braze|amplitude|salesforce|segment|hubspot|s3_archive)/.test(key))
  return {
    options: {},
    findings: [
      ...(days === undefined ? [] : [left('cool-off', `Set the cool-off of ${Number(days)} days in the policy.`)]),
      ...outside.map(key =>
        left(key.replaceAll('_', '-'), 'Lethe does not reach this service; its operator clears it.')
      )
    ]
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function objectOf(value: unknown): File {
  return typeof value === 'object' && value !== null ? (value as File) : {}
}
