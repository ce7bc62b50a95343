import type { SecretBox } from '#identity/secret-box.ts'
import type { ChannelsOn } from '#messages/channels.ts'
import type { Sign } from '#portal/form-token.ts'

/** What the page for residents needs of the installation: its key, one use of it apart from every other. */
export interface PortalParts {
  readonly secrets: SecretBox
  /** Over which ways somebody outside can be written to. */
  readonly channels: ChannelsOn
}
type Keyed = Pick<PortalParts, 'secrets'>

export const formSigner =
  ({ secrets }: Keyed, cityId: string): Sign =>
  (text) =>
    secrets.digest(`${cityId}/${text}`, 'portal.form')

/** What the code of a report is made from: nobody without the key can make it of what they know. */
export const codeDigest = ({ secrets }: Keyed, cityId: string, caseId: string): string =>
  secrets.digest(`${cityId}/${caseId}`, 'portal.code')

/** What is kept of a code. */
export const codeHash = ({ secrets }: Keyed, cityId: string, caseId: string, code: string): string =>
  secrets.digest(`${cityId}/${caseId}/${code}`, 'portal.code-hash')

export const refKey = ({ secrets }: Keyed, cityId: string): string => secrets.digest(cityId, 'portal.ref')
