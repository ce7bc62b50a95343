import { QrParams, SheetParams } from '#field/contract-qr.ts'
import { printSheet } from '#field/print-sheet.ts'
import { qrSvg, reportAddress, requireReadable } from '#field/qr-code.ts'
import type { Config } from '#platform/config.ts'
import { type AnyRoute, type Exchange, rawRoute } from '#platform/route.ts'

const common = { method: 'GET', permission: 'register.read', tag: 'field', alsoAnswers: [404] } as const
/** A page that may show nothing but itself. */
const SHEET_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** Codes for the street. They lead to the public address of the setting; where there is none, to the address they were asked for at. */
export function qrRoutes({ publicUrl }: Pick<Config, 'publicUrl'>): readonly AnyRoute[] {
  const base = ({ secure, host }: Exchange): string => publicUrl ?? `${secure ? 'https' : 'http'}://${host}`
  return [
    rawRoute({
      ...common,
      path: '/api/qr/:kind/:code',
      summary: { zh: '网格、部件、门店的二维码（SVG）', en: 'The QR code of a grid, a component or a shopfront (SVG)' },
      params: QrParams,
      answerType: 'image/svg+xml',
      handle: async ({ tx, actor, params: { kind, code }, exchange }) => {
        await requireReadable(tx, actor, kind, code)
        return { body: qrSvg(reportAddress(base(exchange), kind, code)), headers: { 'cache-control': 'private, max-age=300' } }
      },
    }),
    rawRoute({
      ...common,
      path: '/api/qr/grid/:code/sheet',
      summary: { zh: '网格及其部件的二维码，A4 可打印', en: 'The codes of a grid and its components on A4, to be printed' },
      params: SheetParams,
      answerType: 'text/html; charset=utf-8',
      handle: async ({ tx, actor, params, exchange }) => ({
        body: await printSheet(tx, actor, base(exchange), params.code, exchange.locale),
        headers: { 'content-security-policy': SHEET_POLICY },
      }),
    }),
  ]
}
