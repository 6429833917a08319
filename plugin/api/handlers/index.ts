import type { Handler } from '../call.ts'
import type { ApiParts } from '../parts.ts'
import type { OperationId } from '../permissions.ts'
import { controllerHandlers } from './people/controller.ts'
import { peopleHandlers } from './people/people.ts'
import { signInHandlers } from './people/sign-in.ts'
import { tokenHandlers } from './people/tokens.ts'
import { declarationHandlers } from './platforms/declarations.ts'
import { gatewayHandlers } from './platforms/gateways.ts'
import { hintHandlers } from './platforms/hints.ts'
import { ownershipHandlers } from './platforms/ownership.ts'
import { partnerReportHandlers } from './platforms/partner-report.ts'
import { pauseHandlers } from './platforms/pause.ts'
import { platformHandlers } from './platforms/platforms.ts'
import { policyHandlers } from './platforms/policies.ts'
import { recipientHandlers } from './platforms/recipients.ts'
import { replayHandlers } from './platforms/replays.ts'
import { takeOverHandlers } from './platforms/take-over.ts'
import { evidenceHandlers } from './proof/evidence.ts'
import { governanceHandlers } from './proof/governance.ts'
import { healthHandlers } from './proof/health.ts'
import { keyHandlers } from './proof/keys.ts'
import { reportHandlers } from './proof/reports.ts'
import { storeHandlers } from './proof/store.ts'
import { bulkMoveHandlers } from './requests/bulk-moves.ts'
import { holdHandlers } from './requests/holds.ts'
import { legalClockHandlers } from './requests/legal-clock.ts'
import { lifecycleHandlers } from './requests/lifecycle.ts'
import { objectionHandlers } from './requests/objections.ts'
import { requestMoveHandlers } from './requests/request-moves.ts'
import { requestHandlers } from './requests/requests.ts'
import { selectionHandlers } from './requests/selection.ts'
import { selectionPlanHandlers } from './requests/selection-plan.ts'
import { endpointHandlers } from './systems/endpoints.ts'
import { factProviderHandlers } from './systems/fact-providers.ts'
import { scimHandlers } from './systems/scim.ts'
import { sourceHandlers } from './systems/sources.ts'
import { webhookHandlers } from './systems/webhooks.ts'

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
