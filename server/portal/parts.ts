import type { SecretBox } from '#identity/secret-box.ts'
import type { Sign } from '#portal/form-token.ts'

/** What the page for residents needs of the installation: its key, one use of it apart from every other. */
export interface PortalParts {
  readonly secrets: SecretBox
}

export const formSigner =
  ({ secrets }: PortalParts, cityId: string): Sign =>
  (text) =>
    secrets.digest(`${cityId}/${text}`, 'portal.form')

/** What the code of a report is made from: nobody without the key can make it of what they know. */
export const codeDigest = ({ secrets }: PortalParts, cityId: string, caseId: string): string =>
  secrets.digest(`${cityId}/${caseId}`, 'portal.code')

/** What is kept of a code. */
export const codeHash = ({ secrets }: PortalParts, cityId: string, caseId: string, code: string): string =>
  secrets.digest(`${cityId}/${caseId}/${code}`, 'portal.code-hash')

export const refKey = ({ secrets }: PortalParts, cityId: string): string => secrets.digest(cityId, 'portal.ref')
