import type { z } from 'zod'
import { policyOf } from '#cases/policy.ts'
import type { Actor } from '#platform/actor.ts'
import { localDay } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { PHOTO_BYTES } from '#platform/photo.ts'
import type { AboutAnswer } from '#portal/contract.ts'
import { LOOSE_PHOTO_DAYS } from '#portal/forget.ts'
import { findPortal } from '#portal/open-portal.ts'
import type { PortalParts } from '#portal/parts.ts'
import { findCityBounds } from '#portal/queries.ts'
import { readEmergency } from '#portal/read-data.ts'

/** What a page for residents says before anything is asked: whose it is, whether reports are taken, what happens to what is sent. Throws portal.closed. */
export async function viewAbout(tx: Db, actor: Actor, { channels }: PortalParts): Promise<z.input<typeof AboutAnswer>> {
  const { city, settings } = await findPortal(tx, actor.cityId)
  const { contactRetentionDays: contactDays } = policyOf(city.settings)
  const { codeDays } = settings
  const emergency = settings.emergency ?? readEmergency()
  return {
    city: { zh: city.name, en: city.nameEn },
    timeZone: city.timeZone,
    bounds: await findCityBounds(tx, actor.cityId, localDay(actor.at, city.timeZone)),
    isOpen: settings.isOpen,
    languages: ['zh', 'en'],
    emergency: emergency.map(({ number, name }) => ({ number, name: { ...name } })),
    retention: {
      contactDays,
      codeDays,
      loosePhotoDays: LOOSE_PHOTO_DAYS,
      words: {
        zh: `不留联系方式也可以上报。留下的联系方式只有受理中心能看到，处置单位看不到，${contactDays} 天后删除。选择接收进展消息的，该联系方式另存于消息系统，结案 30 天后删除。照片中的拍摄位置等信息在保存前清除。公开地图不显示您写的文字、照片和您是谁。`,
        en: `You need not say who you are. A contact you leave is seen by the command centre alone, never by the unit that does the work, and is deleted after ${contactDays} days. If you wish for news, the address is also kept to send them, until 30 days after the case has ended. Photos are stripped of where they were taken before they are kept. The public map shows neither your words nor your photos nor who you are.`,
      },
    },
    news: { email: channels.email, sms: channels.sms },
    photos: { most: settings.photosPerReport, mostBytes: PHOTO_BYTES },
  }
}
