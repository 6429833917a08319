import type { operations } from '../../openapi/types/lethe.ts'
import type { Role } from '../store/records/bodies.ts'

/** Every operation of the document that is served; the `webhooks` part only describes deliveries. */
export type OperationId = Exclude<
  keyof operations,
  'accountDeletionRequested' | 'accountDeletionWithdrawn' | 'accountPurged' | 'platformRestored'
>

/**
 * Who may call an operation: everybody, whoever signs the bytes, whoever knows the secret in the address, whoever holds
 * the token of the source in the address, or named persons with one of these roles.
 */
export type Permitted =
  | 'everybody'
  | 'whoever-signs'
  | 'whoever-knows-the-secret'
  | 'whoever-holds-the-source-token'
  | readonly Role[]

const asker = 'user-manager'
const admin = 'administrator'
const system = 'system-administrator'
const officer = 'privacy-officer'
const auditor = 'auditor'
const anyone: readonly Role[] = [asker, admin, system, officer, auditor]

/** What each role may do (design part 9). The start fails when an operation has no row. */
export const permissions: Readonly<Record<OperationId, Permitted>> = {
  listPlatforms: anyone,
  addPlatform: [admin],
  showPlatform: anyone,
  checkPlatform: [admin],
  pausePlatform: [admin, officer],
  resumePlatform: [admin],
  removePlatform: [admin],
  showPolicy: anyone,
  previewPolicy: [admin],
  setPlatformPolicy: [admin],
  listPlatformKinds: anyone,
  changePlatformOptions: [admin],
  listOrphans: anyone,
  readOwnerships: [admin],
  setHints: [admin],
  removeHints: [admin],
  lookAtBacklog: [admin, officer],
  adoptBacklog: [admin],
  importConfiguration: [admin],
  takeReport: [admin, officer],
  closeReport: [admin, officer],
  setPlatformGateway: [admin],
  removePlatformGateway: [admin],
  listSources: [admin, officer, auditor],
  addSource: [admin],
  rotateSource: [admin],
  removeSource: [admin],
  showKept: [admin, officer, auditor],
  goLive: [admin],
  releaseBrake: [admin, officer],
  listRequests: [asker, admin, officer, auditor],
  countRequests: [asker, admin, officer, auditor],
  exportRequests: [asker, admin, officer, auditor],
  searchRequests: [asker, admin, officer],
  createRequest: [asker, admin, officer],
  showRequest: [asker, admin, officer, auditor],
  planRequest: [asker, admin, officer],
  certificateOfRequest: [officer, auditor],
  approveRequest: [admin, officer],
  recheckRequest: [asker, admin, officer],
  refuseRequest: [officer],
  extendRequest: [officer],
  suspendRequest: [officer],
  resumeClock: [officer],
  agreeReceipt: [officer],
  countClocks: [asker, admin, officer, auditor],
  objectToRequest: [admin, officer],
  sayCannotAsk: [asker, admin, officer],
  withdrawRequest: [asker, admin, officer],
  retryRequest: [admin],
  lookAgainRequest: [admin],
  closeRequest: [admin, officer],
  attestRequest: [admin, officer],
  waiveRequest: [officer],
  listHolds: [admin, officer, auditor],
  placeHold: [officer],
  showHold: [officer],
  reviewHold: [officer],
  liftHold: [officer],
  agreeToLiftHold: [admin, officer],
  showReport: [admin, officer, auditor],
  showReportAsCsv: [admin, officer, auditor],
  showProcessingRecord: [admin, officer, auditor],
  showPause: anyone,
  pauseEverything: [admin, officer],
  resumeEverything: [admin],
  listDeclarations: [admin, officer, auditor],
  declare: [admin],
  searchPlatform: [asker, admin, officer],
  lookUpAccounts: [asker, admin, officer],
  listSelections: [asker, admin, officer, auditor],
  makeSelection: [asker, admin, officer],
  showSelection: [asker, admin, officer, auditor],
  planSelection: [asker, admin, officer],
  listSelectionItems: [asker, admin, officer],
  confirmSelection: [asker, admin, officer],
  releaseSelection: [admin, officer],
  listLifecycleTab: [asker, admin, system],
  showLifecycle: [asker, admin, system, officer, auditor],
  setLifecycle: [admin, system],
  setInactiveKeys: [admin, system],
  planLifecycleRun: [admin, system, officer],
  listLifecycleRuns: [admin, system, officer, auditor],
  runLifecycleNow: [admin, system],
  releaseLifecycleRun: [admin, officer],
  announceRestore: [admin],
  listReplays: [admin, officer, auditor],
  showReplay: [admin, officer, auditor],
  releaseReplay: [admin, officer],
  dropReplay: [officer],
  lookAtReplay: [admin, officer],
  showStore: [admin, officer, auditor],
  acknowledgeStoreRestore: [officer],
  listFactProviders: [admin, officer, auditor],
  addFactProvider: [admin],
  rotateFactProvider: [admin],
  removeFactProvider: [admin],
  listEndpoints: [admin, officer, auditor],
  addEndpoint: [admin],
  rotateEndpoint: [admin],
  removeEndpoint: [admin],
  disableEndpoint: [admin],
  enableEndpoint: [admin],
  testEndpoint: [admin],
  listDeadLetters: [admin, officer, auditor],
  dropDeadLetter: [admin],
  redriveEndpoint: [admin],
  listRecipients: [admin, officer, auditor],
  setRecipients: [admin, officer],
  testMail: [admin],
  receiveFactAnswer: 'whoever-signs',
  listPersons: [admin, officer, auditor],
  addPerson: [admin],
  disablePerson: [admin],
  linkPerson: [admin],
  setRoles: [admin],
  vouchForPerson: [admin, officer],
  setPassword: anyone,
  linkIdentity: [admin],
  listSessions: anyone,
  showSignIn: [admin, officer, auditor],
  setSignIn: [admin],
  removeSignIn: [admin],
  testSignIn: [admin],
  listTokens: anyone,
  createToken: [admin],
  exchangeToken: anyone,
  revokeToken: anyone,
  showMe: anyone,
  listGovernanceActs: [admin, officer, auditor],
  showController: anyone,
  setController: [admin, officer],
  retireKeys: [admin],
  listKeys: [admin, officer, auditor],
  listCertificateKeys: 'everybody',
  rotateCertificateKey: [admin],
  listAnchors: 'everybody',
  anchorEvidence: [admin, officer, auditor],
  checkEvidence: [admin, officer, auditor],
  listRetained: [admin, officer, auditor],
  settleRetained: [admin, officer],
  receiveWebhook: 'whoever-signs',
  receiveHint: 'whoever-knows-the-secret',
  scimConfig: 'whoever-holds-the-source-token',
  scimSchemas: 'whoever-holds-the-source-token',
  scimResourceTypes: 'whoever-holds-the-source-token',
  scimFind: 'whoever-holds-the-source-token',
  scimSearch: 'whoever-holds-the-source-token',
  scimCreate: 'whoever-holds-the-source-token',
  scimGet: 'whoever-holds-the-source-token',
  scimDelete: 'whoever-holds-the-source-token',
  scimPatch: 'whoever-holds-the-source-token',
  scimReplace: 'whoever-holds-the-source-token',
  showLive: 'everybody',
  showReady: 'everybody',
  showMetrics: anyone,
  showVersion: 'everybody',
  listProblems: 'everybody',
  showProblem: 'everybody'
}

/** The roles that may see who the subject is, while the vault still knows. */
export const mayReveal: readonly Role[] = [asker, admin, officer]

/** Whether somebody with these roles may call an operation. */
export const mayCall = (roles: readonly Role[], operation: OperationId): boolean => {
  const permitted = permissions[operation]
  return permitted === 'everybody' || (typeof permitted !== 'string' && roles.some(role => permitted.includes(role)))
}
