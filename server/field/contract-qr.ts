import { z } from 'zod'

export const QR_KINDS = ['grid', 'component', 'shopfront'] as const
export type QrKind = (typeof QR_KINDS)[number]
export const QrParams = z.object({ kind: z.enum(QR_KINDS), code: z.string().min(1).max(40) })
export const SheetParams = z.object({ code: z.string().min(1).max(30) })
