import { Problem } from '#platform/problem.ts'

export const fileProblems = {
  notFound: (key: string) =>
    new Problem('file.not_found', 404, { zh: '文件不存在或已被删除。', en: 'The file does not exist or was removed.' }, { key }),
  badKey: () =>
    new Problem('file.bad_key', 400, {
      zh: '文件键必须是 64 位小写十六进制的 SHA-256。',
      en: 'A file key is a SHA-256: 64 lower-case hexadecimal digits.',
    }),
}
