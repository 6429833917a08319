import type { Platform } from '../../../adapters/contract.ts'
import { resolvePolicy } from '../../erasure/policy.ts'
import type { SignedCertificate } from '../../evidence/certificate.ts'
import type { PlatformBody } from '../../store/records/bodies.ts'
import type { Language } from '../../texts/language.ts'
import { drawCertificatePage } from './draw.ts'

/** A platform as far as the page names it; the connection is null where it is not there. */
export interface Named {
  readonly body: Pick<PlatformBody, 'kind' | 'name' | 'policy'>
  readonly platform: Pick<Platform, 'retention' | 'actions'> | null
}

/** The page of a signed certificate (its text), with the words of the platform where that is still registered. */
export const certificatePage = (
  text: string,
  named: Named | null,
  language: Language,
  fileUrl: string | null = null
): string => {
  const signed = JSON.parse(text) as SignedCertificate
  return drawCertificatePage(signed, {
    language,
    platformName: named?.body.name ?? signed.certificate.platform,
    timeZone: named === null ? 'UTC' : resolvePolicy(named.body.kind, named.body.policy, 'self').timeZone,
    rows: named?.platform?.retention ?? [],
    actions: named?.platform?.actions ?? [],
    fileUrl
  })
}
