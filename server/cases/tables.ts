import type { ColumnType, Generated } from 'kysely'
import type { CaseEvent, CaseState } from '#cases/case-state.ts'
import type { PendingKind } from '#cases/lifecycle.ts'
import type { NoticeKind } from '#cases/notice-kinds.ts'
import type { Addressee } from '#platform/actor.ts'

/** Written as JSON text, so that an array is never taken for a PostgreSQL array; read back as a value. */
type Json<Value> = ColumnType<Value, string, string>
type JsonColumns = 'handledBy' | 'assisting' | 'photos' | 'pendingDetail'

declare module '#platform/db.ts' {
  interface Tables {
    case: Omit<CaseState, JsonColumns> & {
      handledBy: Json<CaseState['handledBy']>
      assisting: Json<CaseState['assisting']>
      photos: Json<CaseState['photos']>
      pendingDetail: ColumnType<CaseState['pendingDetail'], string | null, string | null>
      searchText: string
      searchGrams: string[]
      place: Generated<string>
    }
    caseEvent: CaseEvent
    caseContact: { cityId: string; caseId: string; name: string | null; contact: string | null; deleteAfter: Date }
    ruling: {
      cityId: string
      caseId: string
      seq: number
      kind: PendingKind
      typeCode: string | null
      placeCode: string
      askingUnitId: string
      reasonCode: string | null
      asked: Json<Record<string, unknown>>
      granted: boolean
      ruling: string
      at: Date
    }
    caseMonth: {
      cityId: string
      month: string
      placeCode: string
      typeCode: string
      reported: number
      ended: number
      closed: number
      onTime: number
      late: number
    }
    caseMonthBegun: { cityId: string; at: Date }
    notice: NoticeTable
    noticeRead: { cityId: string; personId: string; noticeId: string; at: Date }
    component: {
      cityId: string
      code: string
      typeCode: string
      name: string
      gridCode: string | null
      lon: number
      lat: number
      place: Generated<string>
      supervisingUnitId: string | null
      ownerUnitId: string | null
      maintenanceUnitId: string | null
      state: 'intact' | 'damaged' | 'lost' | 'abandoned' | 'removed'
      initialDate: string | null
      changeDate: string | null
      dataSource: string
      note: string
    }
    shopfront: {
      cityId: string
      code: string
      name: string
      address: string
      gridCode: string | null
      lon: number
      lat: number
      place: Generated<string>
      duties: string[]
      signedOn: string | null
      state: 'open' | 'closed'
    }
  }
}

/** One thing a person, a post or a unit is told of a case. */
interface NoticeTable {
  cityId: string
  id: string
  eventId: string
  addresseeKind: Addressee['kind']
  addresseeId: string
  caseId: string
  kind: NoticeKind
  at: Date
}
