import type { Handler } from '../call.ts'
import type { ApiParts } from '../parts.ts'
import type { OperationId } from '../permissions.ts'
import { bulkMoveHandlers } from './bulk-moves.ts'
import { controllerHandlers } from './controller.ts'
import { declarationHandlers } from './declarations.ts'
import { endpointHandlers } from './endpoints.ts'
import { evidenceHandlers } from './evidence.ts'
import { factProviderHandlers } from './fact-providers.ts'
import { gatewayHandlers } from './gateways.ts'
import { governanceHandlers } from './governance.ts'
import { healthHandlers } from './health.ts'
import { hintHandlers } from './hints.ts'
import { holdHandlers } from './holds.ts'
import { keyHandlers } from './keys.ts'
import { legalClockHandlers } from './legal-clock.ts'
import { lifecycleHandlers } from './lifecycle.ts'
import { objectionHandlers } from './objections.ts'
import { ownershipHandlers } from './ownership.ts'
import { partnerReportHandlers } from './partner-report.ts'
import { pauseHandlers } from './pause.ts'
import { peopleHandlers } from './people.ts'
import { platformHandlers } from './platforms.ts'
import { policyHandlers } from './policies.ts'
import { recipientHandlers } from './recipients.ts'
import { replayHandlers } from './replays.ts'
import { reportHandlers } from './reports.ts'
import { requestMoveHandlers } from './request-moves.ts'
import { requestHandlers } from './requests.ts'
import { scimHandlers } from './scim.ts'
import { selectionHandlers } from './selection.ts'
import { selectionPlanHandlers } from './selection-plan.ts'
import { signInHandlers } from './sign-in.ts'
import { sourceHandlers } from './sources.ts'
import { storeHandlers } from './store.ts'
import { takeOverHandlers } from './take-over.ts'
import { tokenHandlers } from './tokens.ts'
import { webhookHandlers } from './webhooks.ts'

/** Every handler under the id of its operation, put together from the areas. */
export const createHandlers = (
  parts: ApiParts,
  sign: (token: string, person: string) => string
): Readonly<Record<OperationId, Handler>> => ({
  ...platformHandlers(parts),
  ...policyHandlers(parts),
  ...gatewayHandlers(parts),
  ...hintHandlers(parts),
  ...ownershipHandlers(parts),
  ...takeOverHandlers(parts),
  ...partnerReportHandlers(parts),
  ...sourceHandlers(parts),
  ...requestHandlers(parts),
  ...requestMoveHandlers(parts),
  ...bulkMoveHandlers(parts),
  ...legalClockHandlers(parts),
  ...objectionHandlers(parts),
  ...holdHandlers(parts),
  ...pauseHandlers(parts),
  ...reportHandlers(parts),
  ...declarationHandlers(parts),
  ...factProviderHandlers(parts),
  ...endpointHandlers(parts),
  ...recipientHandlers(parts),
  ...selectionHandlers(parts),
  ...selectionPlanHandlers(parts),
  ...lifecycleHandlers(parts),
  ...replayHandlers(parts),
  ...storeHandlers(parts),
  ...peopleHandlers(parts),
  ...tokenHandlers(parts, sign),
  ...signInHandlers(parts),
  ...keyHandlers(parts),
  ...governanceHandlers(parts),
  ...controllerHandlers(parts),
  ...evidenceHandlers(parts),
  ...webhookHandlers(parts),
  ...scimHandlers(parts),
  ...healthHandlers(parts)
})
