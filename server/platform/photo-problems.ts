import { type Bilingual, Problem } from '#platform/problem.ts'

const photo = (code: string, text: Bilingual, details: Record<string, unknown> = {}): Problem =>
  new Problem(`photo.${code}`, 422, text, { field: 'file', ...details })

const millions = (pixels: number): number => Math.round(pixels / 1e6)

/** Why a file is not taken as a photo. */
export const photoProblems = {
  empty: () => photo('empty', { zh: '文件是空的（0 字节）', en: 'The file is empty (0 bytes)' }),
  wrongType: (found: string | null) =>
    photo(
      'wrong_type',
      {
        zh: `照片须为 JPEG、PNG 或 WebP（按文件内容判断，不看文件名）；此文件${found ? `是 ${found}` : '不是图像'}`,
        en: `A photo must be JPEG, PNG or WebP, judged by its content and not its name; this file is ${found ?? 'no picture'}`,
      },
      { found },
    ),
  heic: () =>
    photo('heic', {
      zh: '无法读取 HEIC/HEIF 照片；请在手机相机设置中选择“兼容性最佳”（JPEG）后重新拍摄或转换',
      en: 'HEIC/HEIF photos cannot be read here; set the camera to "Most Compatible" (JPEG) or convert the photo',
    }),
  broken: () =>
    photo('broken', {
      zh: '照片已损坏或不完整，无法解码；请重新上传',
      en: 'The photo is damaged or cut short and cannot be decoded; send it again',
    }),
  otherContent: (found: string) =>
    photo(
      'other_content',
      {
        zh: `文件中除照片外还藏有其他内容（${found}），不予接收`,
        en: `The file holds other content besides the picture (${found}) and is refused`,
      },
      { found },
    ),
  animated: () => photo('animated', { zh: '须为单张照片，不接收动图', en: 'It must be a single picture, not an animation' }),
  tooManyPixels: (pixels: number, most: number) =>
    photo(
      'too_many_pixels',
      {
        zh: `照片像素过多（${millions(pixels)} 百万）；上限为 ${millions(most)} 百万像素`,
        en: `The photo has ${millions(pixels)} million pixels; at most ${millions(most)} million are taken`,
      },
      { pixels, most },
    ),
  tooSmall: (side: number, least: number) =>
    photo(
      'too_small',
      {
        zh: `照片过小：短边 ${side} 像素，至少须 ${least} 像素`,
        en: `The photo is too small: its shorter side is ${side} pixels, at least ${least} are needed`,
      },
      { side, least },
    ),
  tooSlow: () => photo('too_slow', { zh: '照片解码耗时过长，已中止', en: 'Decoding the photo took too long and was stopped' }),
}
