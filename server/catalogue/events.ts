/** `catalogue.approved`: a version will be, or is, in force from a day on; heard by everybody who may read the catalogue. */
export const CATALOGUE_APPROVED = 'catalogue.approved'

export interface CatalogueApproved {
  readonly versionId: string
  readonly number: number
  /** First local day 'YYYY-MM-DD' it is in force. */
  readonly effectiveFrom: string
  /** It concerns no single place. */
  readonly everywhere: true
}
