import { z } from 'zod'
import { identifier } from '#platform/contract-identifier.ts'
import { DATUMS } from '#platform/datum-names.ts'
import { CONTACT } from '#portal/contact.ts'

export const words = z.object({ zh: z.string(), en: z.string() })
export const formText = z.string().min(1).max(120)
/** A field people do not see: whoever fills it in is no person. */
export const trap = z.string().max(200).default('')
const degrees = (most: number) => z.coerce.number().min(-most).max(most)

export const AboutAnswer = z.object({
  city: words,
  timeZone: z.string(),
  /** What the map begins with: the box around every district, in degrees (WGS-84); null where none has an outline. */
  bounds: z.object({ west: z.number(), south: z.number(), east: z.number(), north: z.number() }).nullable(),
  /** Whether reports are taken and cases shown. */
  isOpen: z.boolean(),
  languages: z.array(z.enum(['zh', 'en'])),
  emergency: z.array(z.object({ number: z.string(), name: words })),
  /** What happens to what is sent, in days and in words to be shown beside the form. */
  retention: z.object({ contactDays: z.int(), codeDays: z.int(), loosePhotoDays: z.int(), words }),
  photos: z.object({ most: z.int(), mostBytes: z.int() }),
  /** Over which ways this installation can send news. */
  news: z.object({ email: z.boolean(), sms: z.boolean() }),
})

/** To be sent back with whatever is sent; good for one report or one "me too". */
export const FormAnswer = z.object({ form: z.string(), waitSeconds: z.int(), expiresAt: z.string() })

export const TopicsQuery = z.object({ text: z.string().trim().max(200).default('') })
export const TopicsAnswer = z.object({
  topics: z.array(
    z.object({
      code: z.string(),
      pictogram: z.string(),
      name: words,
      hint: words,
      /** Of the catalogue in force, the likeliest first. */
      types: z.array(z.object({ code: z.string(), name: z.string(), nameEn: z.string() })),
    }),
  ),
  /** Codes of the topics the text is likely about, best first. */
  proposed: z.array(z.string()),
})

export const PlacesQuery = z.object({ text: z.string().trim().min(1).max(60) })
export const PlacesAnswer = z.object({
  places: z.array(
    z.object({
      code: z.string(),
      level: z.enum(['district', 'street', 'community']),
      name: z.string(),
      nameEn: z.string().nullable(),
      /** The wider places it lies in. */
      within: z.string().nullable(),
      lon: z.number(),
      lat: z.number(),
    }),
  ),
})

/** A photo before its report: `requestId` is the id the report will name it by. */
export const PhotoBody = z.object({ requestId: identifier, form: formText })
export const PhotoTaken = z.object({ id: identifier, width: z.int(), height: z.int() })

/** A report without an account: what and where, and how to reach whoever reports only if they want to be reached. */
export const ReportBody = z
  .object({
    requestId: identifier,
    form: formText,
    website: trap,
    topic: z.string().min(1).max(40),
    text: z.string().trim().max(1000).default(''),
    place: z
      .object({ lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90), datum: z.enum(DATUMS).default('wgs84') })
      .nullable()
      .default(null),
    address: z.string().trim().max(300).default(''),
    photos: z.array(identifier).max(9).default([]),
    /** Kept apart from the case. */
    contact: z
      .object({
        name: z.string().trim().max(50).nullable().default(null),
        wantsNews: z
          .boolean()
          .default(false)
          .describe(
            '接收进展消息；地址另存至结案后 30 天 / to be told what becomes of it; the address is then also kept until 30 days after the case ended',
          ),
        contact: z.string().trim().max(100).regex(CONTACT, '须为电话号码或电子邮箱 / a telephone number or an e-mail address'),
      })
      .nullable()
      .default(null)
      .describe(
        '可不填；只有受理中心可见，retention.contactDays 天后删除 / may be left out; seen by the command centre alone, deleted after retention.contactDays days',
      ),
  })
  .refine(({ place, address }) => place !== null || address !== '', {
    path: ['address'],
    error: '位置与地址至少给出一项 / give a place on the map or an address',
  })
export type ReportBody = z.output<typeof ReportBody>

export const ReportAnswer = z.object({
  number: z.string(),
  /** Opens the case together with the number; told here alone. */
  code: z.string(),
  /** Null while the working calendar of that year is not published. */
  decisionBy: z.string().nullable(),
  next: words,
  codeUntil: z.string(),
  /** Null when no contact was given. */
  contactUntil: z.string().nullable(),
})

export const RefParams = z.object({ ref: z.string().regex(/^[A-Za-z0-9_-]{22}$/, '不是有效的案卷标识 / is not a reference to a case') })
export const MeTooBody = z.object({ form: formText, website: trap })
export const MeTooAnswer = z.object({ meToo: z.int() })

export const NearQuery = z.object({
  lon: degrees(180),
  lat: degrees(90),
  datum: z.enum(DATUMS).default('wgs84'),
  topic: z.string().max(40).optional(),
})
export const NearAnswer = z.object({
  cases: z.array(
    z.object({
      ref: z.string(),
      topic: z.string(),
      stage: words,
      reportedOn: z.string(),
      /** From the point shown, in tens of metres. */
      metres: z.int(),
      lon: z.number(),
      lat: z.number(),
      blurred: z.boolean(),
      meToo: z.int(),
    }),
  ),
})
