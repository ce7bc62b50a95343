import { organisationProblems } from '#organisation/problems.ts'
import type { SupposedGrid } from '#organisation/queries-coverage.ts'
import { findDivision } from '#organisation/queries-divisions.ts'
import { wasGridCodeUsed } from '#organisation/queries-grids.ts'
import type { City } from '#organisation/queries-places.ts'
import type { Db } from '#platform/db.ts'

/** Refuses a grid whose code does not belong below its community, was given before, or whose community is not in force. Throws organisation.wrong_code, .code_taken, .not_found. */
export async function checkNewGrid(
  tx: Db,
  city: City,
  { code, kind, communityCode }: Omit<SupposedGrid, 'area'>,
  on: string,
): Promise<void> {
  const length = city.codeLengths.grid
  if (!code.startsWith(communityCode) || code.length <= communityCode.length || (length !== undefined && code.length !== length)) {
    const rule = {
      zh: `须以社区编码 ${communityCode} 开头，共 ${length} 位`,
      en: `it must begin with the community's code ${communityCode} and have ${length} characters`,
    }
    throw organisationProblems.wrongCode(code, rule, 'code')
  }
  if (await wasGridCodeUsed(tx, city.cityId, kind, code)) throw organisationProblems.codeTaken(code, 'code')
  const community = await findDivision(tx, city.cityId, communityCode, on)
  if (community === undefined) throw organisationProblems.noDivision(communityCode, 'communityCode')
}
